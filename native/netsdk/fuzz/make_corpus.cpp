// Makes the seed corpus by our own writers: `make_corpus write FOLDER` writes it, `make_corpus check FOLDER` tells
// whether the folder still holds what would be written (it may hold more: what fuzzing found).

#include "tests/support/dhav_frames.h"
#include "tests/support/hex.h"
#include "tests/support/multipart_parts.h"
#include "wire/challenge.h"
#include "wire/dhip_login.h"
#include "wire/dhip_packet.h"
#include "wire/dvrip_header.h"
#include "wire/old_discovery.h"
#include "wire/query.h"
#include "wire/rpc_message.h"
#include "wire/session_frames.h"
#include "wire/stream_requests.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace netsdk;
using test::buffer_of;
using test::joined;
using wire::Buffer;
using wire::Command;
using wire::DvripHeader;

namespace {

struct Seed {
    std::string path;
    Buffer bytes;
};

Buffer frame(DvripHeader header, std::string_view body)
{
    return wire::dvrip_frame(header, wire::bytes_of(body)).value();
}

Buffer frame(Command command, std::string_view body)
{
    return frame(DvripHeader(command, 0), body);
}

DvripHeader login_reply(std::uint8_t code, std::uint8_t sub_code)
{
    return DvripHeader(Command::login_reply, 0).set<3>(std::uint8_t{0x68}).set<8>(code).set<9>(sub_code);
}

constexpr std::string_view challenge_text = "Realm:Login to 4X7C5A1ZAG21L3F\r\nRandom:1866812580\r\n\r\n";
constexpr std::string_view reserve_text =
    "TransactionID:1\r\nMethod:AddObjectResponse\r\nFaultCode:OK\r\nConnectionID:9\r\n\r\n";
constexpr std::array cut_in_half{std::byte{0x80}}; // the first byte of targets that cut says where

void login_seeds(std::vector<Seed>& seeds)
{
    const auto accepted = login_reply(0, 8).set<10>(std::uint8_t{16}).set<16>(std::uint32_t{0x12345678});
    seeds.push_back({"login/challenge", frame(login_reply(0, 0), challenge_text)});
    seeds.push_back({"login/accepted", frame(accepted, "DeviceClass:NVR\r\nDeviceType:X\r\n\r\n")});
    seeds.push_back({"login/wrong_password", frame(login_reply(1, 0).set<28>(std::uint16_t{4}), "")});
    seeds.push_back({"login/locked", frame(login_reply(1, 4), "LockLeftTime:1800\r\n\r\n")});
    seeds.push_back(
        {"login/serial", frame(DvripHeader(Command::query_reply, 0).set<8>(std::uint8_t{7}), "4X7C5A1ZAG21L3F")});
    seeds.push_back({"login/names", frame(Command::names_reply, "Gate&&Yard&&\xe4\xb8\xad&&")});
}

void text_seeds(std::vector<Seed>& seeds)
{
    seeds.push_back({"text/reserved", buffer_of(reserve_text)});
    seeds.push_back({"text/refused", buffer_of("Method:GetParameterNamesResponse\r\nFaultCode:Busy\r\n\r\n")});
    const auto live = wire::live_request(3, {0, 1}, wire::LiveOrder::start, 9).value();
    seeds.push_back({"text/live", Buffer(live.begin() + DvripHeader::size, live.end())});
}

void rpc_seeds(std::vector<Seed>& seeds)
{
    const std::string reply = R"({"id":5,"params":{"sn":"X","list":[1,2.5,null,true]},"result":true,"session":77})";
    const auto header = DvripHeader(Command::rpc, 0).set<8>(std::uint32_t{5});
    const auto total = static_cast<std::uint32_t>(reply.size());
    const auto cut = DvripHeader(header).set<16>(total);
    seeds.push_back({"rpc/request", wire::rpc_request({5, 77, "magicBox.getSerialNo", {}, 12}).value()});
    seeds.push_back({"rpc/whole", frame(DvripHeader(header).set<16>(total), reply + '\n')});
    seeds.push_back({"rpc/packets", joined(frame(cut, reply.substr(0, 30)), frame(cut, reply.substr(30) + '\n'))});
    seeds.push_back(
        {"rpc/fault",
         frame(header, R"({"error":{"code":268894210,"message":"Method not found!"},"id":5,"result":false})")});
    const auto dhip = [](std::uint32_t id, std::string_view json) {
        return wire::dhip_packet(77, id, wire::bytes_of(json)).value();
    };
    const std::string challenge = R"({"error":{"code":268632079,"message":"Component error: login challenge!"},"id":1,)"
                                  R"("params":{"encryption":"Default","random":"1866812580",)"
                                  R"("realm":"Login to 4X7C5A1ZAG21L3F"},"result":false,"session":"0a1b2c3d"})";
    seeds.push_back({"rpc/dhip_login", wire::dhip_request(wire::dhip_login("admin"), {}).value()});
    seeds.push_back({"rpc/dhip_answers", joined(dhip(1, challenge), dhip(5, reply + '\n'))});
    seeds.push_back({"rpc/note", frame(header, R"({"id":1,"method":"client.notifyEventStream","params":{"SID":1}})")});
}

void answer_seeds(std::vector<Seed>& seeds)
{
    const auto seed = [&](const char* name, std::string_view members) {
        seeds.push_back({std::string("answers/") + name, buffer_of("{\"id\":5," + std::string(members) + "}\n")});
    };
    seed("time", R"("params":{"time":"2026-01-02 03:04:05"},"result":true)");
    seed("time_in_result", R"("result":"2026-1-2 3:04:05")");
    seed("disks", R"("params":{"info":[{"Name":"/dev/sda","State":"Success","Detail":[{"Type":"ReadWrite",)"
                  R"("TotalBytes":4000787030016.0,"UsedBytes":1000000,"IsError":false}]}]},"result":true)");
    seed("alarm_ports", R"("params":{"inputs":16,"outputs":4},"result":true)");
    seed("alarm_inputs", R"("params":{"result":5},"result":true)");
    seed("alarm_list", R"("params":{"states":[1,0,true,{"State":false}]},"result":true)");
    seed("recording", R"("params":{"state":true},"result":true)");
    seed("caps", R"("params":{"caps":{"Name":"DH-SD1","Pan":true,"Zoom":1,"PresetMin":1,"PresetMax":300,"ZoomMax":30,)"
                 R"("Auxs":["Light"],"PtzMotionRange":{"HorizontalAngle":[0,360],"VerticalAngle":[-20,90]}}})");
}

void outside_seeds(std::vector<Seed>& seeds)
{
    const auto seed = [&](const char* name, std::string_view members) {
        seeds.push_back({std::string("outside/") + name, buffer_of("{\"id\":5," + std::string(members) + "}\n")});
    };
    const std::string modulus = std::string(255, 'C') + "1"; // 1024 bits
    seed("factory", R"("params":{"Init":1,"Find":"BC"},"result":true)");
    seed("initialised", R"("params":{"Init":3722,"Find":"AB"},"result":true)");
    seed("key", R"("params":{"pub":"N:)" + modulus +
                    R"(,E:010001","asymmetric":"RSA","cipher":["AES-128","RPAC-256"],"AESPadding":["ZERO"]})");
    seed("key_of_old", R"("params":{"pub":"E:3,N:00)" + modulus + R"(","cipher":["AES"]})");
    seed("refused", R"("error":{"code":268894211,"message":"x"},"result":false)");
    seeds.push_back({"outside/picture", buffer_of("\xff\xd8\xff\xe0 inside \xff\xd9\r\n")});
    seeds.push_back({"outside/key_frame", buffer_of(std::string_view("\0\0\1\xb6 inside", 11))});
}

void cgi_seeds(std::vector<Seed>& seeds)
{
    const auto seed = [&](const char* name, std::string_view text) {
        seeds.push_back({std::string("cgi/") + name, buffer_of(text)});
    };
    seed("done", "OK\r\n");
    seed("result", "OK\nresult=08137\n");
    seed("error", "Error\r\nErrorID=7, Detail=\"no such channel\"\r\n");
    seed("error_in_line", "Error: Invalid Authority!\r\n");
    seed("bad_request", "Bad Request!\r\n");
    seed("no_password", "Invalid Authority!\r\n");
    seed("values", "table.VideoWidget[0].Covers[1].EncodeBlend=true\r\ntable.General.MachineName=Gate = yard\r\n");
    seed("files", "found=2\r\nitems[0].Channel=3\r\nitems[0].Channel=4\r\n\r\nitems[1].FilePath=/mnt/x.dav\r\n");
    seed("html", "<html>\r\n<a href=\"x\">\r\n");
}

void multipart_seeds(std::vector<Seed>& seeds)
{
    using test::MultipartDialect;
    constexpr std::string_view event = "Code=VideoMotion;action=Start;index=0;data={\n   \"Id\" : [ 0 ]\n}\n";
    constexpr std::string_view picture = "\xff\xd8\xff\xe0\r\n--myboundary\r\n\xff\xd9";
    const auto seed = [&](const char* name, const std::string& stream) {
        seeds.push_back({std::string("multipart/") + name, joined(cut_in_half, buffer_of(stream))});
    };
    for (const auto& [name, dialect] :
         {std::pair("tight", MultipartDialect::tight), std::pair("single", MultipartDialect::single),
          std::pair("open", MultipartDialect::open)}) {
        const auto part = [&](std::string_view type, std::string_view body) {
            return test::multipart_part(dialect, type, body);
        };
        seed(name, part("text/plain", "Heartbeat") + part("text/plain", event) + part("text/plain", "") +
                       "--myboundary--\r\n");
        seed((std::string(name) + "_pictures").c_str(),
             part("text/plain", "Events[0].EventBaseInfo.Code=TrafficJunction\r\n") + part("image/jpeg", picture) +
                 part("image/jpeg", picture) + part("text/plain", "Heartbeat"));
        seed((std::string(name) + "_too_large").c_str(),
             part("image/jpeg", std::string(1100, 'x')) + part("text/plain", "Heartbeat"));
    }
    seed("lying_length", "--myboundary\r\nContent-Length: 99999999999\r\n\r\n" +
                             test::multipart_part(MultipartDialect::single, "text/plain", "Heartbeat"));
    seed("damage", "lost\r\n--myboundary\r\nContent-Length: 9\r\n--myboundary \r\n\r\nx\n--myboundary\t\n\nlast");
    seed("content_type", "multipart/x-mixed-replace; charset=\"a;b\"; boundary=\"my \\\"boundary\"");
}

void discovery_seeds(std::vector<Seed>& seeds)
{
    wire::DiscoveredDevice device;
    device.mac = "14:a7:8b:00:00:01";
    device.ipv4 = {"192.0.2.17", "255.255.255.0", "192.0.2.1", true};
    device.serial = "4X7C5A1ZAG21L3F";
    device.port = 37777;
    device.init = 3210;
    seeds.push_back({"discovery/request", wire::discovery_request()});
    seeds.push_back({"discovery/reply", wire::discovery_reply(device).value()});
    device.machine_name = "Gate";
    device.device_type = "DVR0404LE";
    device.version = "2.608.0000.0";
    seeds.push_back({"discovery/binary_request", wire::old_discovery_request()});
    seeds.push_back({"discovery/binary_reply", wire::old_discovery_reply(device).value()});
    device.mac.clear();
    seeds.push_back({"discovery/binary_reply_without_mac", wire::old_discovery_reply(device).value()});
}

void stream_seeds(std::vector<Seed>& seeds)
{
    const auto key = test::dhav_frame(0xfd, "\x80\x01\x0a\x08\x81\x02\x02\x19", "\x01\x67picture\x01\x68\x01\x65");
    const auto delta = test::dhav_frame(0xfc, "", "\x01\x41");
    const auto audio = test::dhav_frame(0xf0, "\x83\x01\x0e\x02", "sound");
    seeds.push_back({"dhav/frames", joined(cut_in_half, key, delta, audio)});
    seeds.push_back({"dhav/garbage", joined(cut_in_half, buffer_of("junkDHA"), key, buffer_of("D"), delta)});
    seeds.push_back({"dhav/lost_piece", joined(cut_in_half, Buffer(key.begin(), key.end() - 12), delta, audio)});
    const auto media = frame(Command::live, wire::text_of(key));
    seeds.push_back(
        {"frames/session", joined(cut_in_half, frame(login_reply(0, 0), challenge_text), wire::keep_alive_reply(),
                                  frame(Command::text, reserve_text), media, frame(Command::live, ""))});
    seeds.push_back({"frames/requests", joined(cut_in_half, wire::realm_request(),
                                               wire::query_request(wire::QueryItem::serial), wire::names_request(),
                                               wire::reserve_request(1).value(), wire::join_request(2, 7, 9).value(),
                                               wire::release_request(3, 9).value(), wire::logout_request(7))});
}

bool write(const std::filesystem::path& path, const Buffer& bytes)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << wire::text_of(bytes);
    return file.good();
}

bool same(const std::filesystem::path& path, const Buffer& bytes)
{
    std::ifstream file(path, std::ios::binary);
    const std::string kept{std::istreambuf_iterator<char>(file), {}};
    return file.is_open() && kept == wire::text_of(bytes);
}

} // namespace

int main(int count, char** arguments)
{
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() != 2 || (words[0] != "write" && words[0] != "check")) {
        std::fprintf(stderr, "usage: make_corpus write|check FOLDER\n");
        return 2;
    }
    std::vector<Seed> seeds;
    login_seeds(seeds);
    text_seeds(seeds);
    rpc_seeds(seeds);
    answer_seeds(seeds);
    outside_seeds(seeds);
    cgi_seeds(seeds);
    multipart_seeds(seeds);
    discovery_seeds(seeds);
    stream_seeds(seeds);
    int failed = 0;
    for (const Seed& seed : seeds) {
        const auto path = std::filesystem::path(words[1]) / seed.path;
        if (words[0] == "write" ? write(path, seed.bytes) : same(path, seed.bytes))
            continue;
        std::fprintf(stderr, "%s: %s\n", words[0] == "write" ? "cannot write" : "not what would be written",
                     path.c_str());
        ++failed;
    }
    std::printf("%zu seeds\n", seeds.size());
    return failed == 0 ? 0 : 1;
}
