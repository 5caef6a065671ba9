#include "tests/abi/discovery_peer.h"
#include "tests/abi/sdk.h"
#include "wire/discovery.h"

#include <arpa/inet.h>
#include <atomic>
#include <doctest/doctest.h>
#include <memory>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace netsdk;
using namespace netsdk::test;

namespace {

/// Answers every search on the loopback network as one device, some of the answers broken.
class SearchPeer {
public:
    SearchPeer() : socket_(::socket(AF_INET, SOCK_DGRAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_ANY); // a socket bound to one address hears no broadcast
        timeval patience{.tv_sec = 0, .tv_usec = 50'000};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        socklen_t size = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~SearchPeer()
    {
        ended_ = true;
        thread_.join();
        ::close(socket_);
    }
    SearchPeer(const SearchPeer&) = delete;
    SearchPeer& operator=(const SearchPeer&) = delete;

    std::uint16_t port = 0;
    std::atomic<int> questions{0};

private:
    void serve()
    {
        wire::DiscoveredDevice device;
        device.serial = "FOUND0001";
        device.mac = "90:02:a9:00:00:01";
        device.ipv4.address = "127.0.0.9";
        device.port = 37777;
        device.device_class = "NVR";
        device.manufacturer = "Maker";
        device.device_type = std::string(100, 'M');
        device.init = 150;
        device.find = "AB";
        device.video_inputs = 16;
        const auto right = wire::discovery_reply(device).value();
        while (!ended_) {
            char buffer[2048];
            sockaddr_in from{};
            socklen_t size = sizeof from;
            if (::recvfrom(socket_, buffer, sizeof buffer, 0, reinterpret_cast<sockaddr*>(&from), &size) <= 0)
                continue;
            ++questions;
            const auto answer = [&](wire::Bytes bytes) {
                ::sendto(socket_, bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&from), size);
            };
            answer(wire::bytes_of("nonsense"));
            answer(wire::Bytes(right).first(right.size() / 2));
            answer(right);
            answer(right);
        }
    }

    int socket_;
    std::atomic<bool> ended_{false};
    std::thread thread_;
};

struct Found {
    std::mutex mutex;
    int count = 0;
    DEVICE_NET_INFO_EX2 last{};
    LLONG handle = 0;

    DEVICE_NET_INFO_EX last_by_address{};
    std::atomic<bool> returned{false}; // the call that asks address by address
    int told_too_late = 0;

    int calls()
    {
        const std::lock_guard lock(mutex);
        return count;
    }
};

void on_found(LLONG handle, DEVICE_NET_INFO_EX2* info, void* user)
{
    auto& found = *static_cast<Found*>(user);
    const std::lock_guard lock(found.mutex);
    ++found.count;
    found.last = *info;
    found.handle = handle;
}

LLONG search(Found& found, const std::string& local, std::uint32_t size = sizeof(NET_IN_STARTSERACH_DEVICE))
{
    NET_IN_STARTSERACH_DEVICE in{};
    in.dwSize = size;
    put(in.szLocalIp, local);
    in.cbSearchDevices = on_found;
    in.pUserData = &found;
    NET_OUT_STARTSERACH_DEVICE out{sizeof out};
    return CLIENT_StartSearchDevicesEx(&in, &out);
}

void on_address(DEVICE_NET_INFO_EX* info, void* user)
{
    auto& found = *static_cast<Found*>(user);
    const std::lock_guard lock(found.mutex);
    ++found.count;
    found.told_too_late += found.returned ? 1 : 0;
    found.last_by_address = *info;
}

std::unique_ptr<DEVICE_IP_SEARCH_INFO> addresses(const std::vector<std::string>& list)
{
    auto info = std::make_unique<DEVICE_IP_SEARCH_INFO>();
    info->dwSize = sizeof *info;
    info->nIpNum = static_cast<std::int32_t>(list.size());
    for (std::size_t at = 0; at < std::min<std::size_t>(list.size(), 256); ++at)
        put(info->szIP[at], list[at]);
    return info;
}

BOOL search_by(DEVICE_IP_SEARCH_INFO* info, Found& found, DWORD time)
{
    const auto answer = CLIENT_SearchDevicesByIPs(info, on_address, reinterpret_cast<LDWORD>(&found), nullptr, time);
    found.returned = true;
    return answer;
}

} // namespace

TEST_CASE("a_search_tells_each_device_once_however_often_it_answers")
{
    SearchPeer peer;
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    Found found;
    const Sdk sdk;
    const auto handle = search(found, "127.0.0.1");
    REQUIRE(handle > 0);
    REQUIRE(eventually([&] { return found.calls() == 1; }));
    REQUIRE(eventually([&] { return peer.questions >= 3; })); // it asked again, and was answered again
    CHECK(CLIENT_StopSearchDevices(handle) == TRUE);
    CHECK(found.count == 1);
    CHECK(found.handle == handle);
    const auto& info = found.last.stuDevInfo;
    CHECK(std::string(info.szSerialNo) == "FOUND0001");
    CHECK(std::string(info.szIP) == "127.0.0.9");
    CHECK(info.nPort == 37777);
    CHECK(info.iIPVersion == 4);
    CHECK(std::string(info.szDeviceType) == "NVR");
    CHECK(std::string(info.szVendor) == "Maker"); // it does not say who sells it
    CHECK(std::string(info.szDetailType) == std::string(31, 'M'));
    CHECK(std::string(info.szNewDetailType).size() > 31);
    CHECK(info.byInitStatus == 150);
    CHECK(info.byPwdResetWay == 3);
    CHECK(info.wVideoInputCh == 16);
    CHECK(std::string(found.last.szLocalIP) == "127.0.0.1");
    CHECK(CLIENT_StopSearchDevices(handle) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
}

TEST_CASE("a_search_keeps_devices_apart_by_their_macs")
{
    const auto device = [](const std::string& address, const std::string& mac) {
        wire::DiscoveredDevice told;
        told.serial = "SAME0001";
        told.ipv4.address = address;
        told.mac = mac;
        return told;
    };
    DiscoveryPeer peer({device("127.0.0.9", "90:02:a9:00:00:01"), device("127.0.0.10", "90:02:A9:00:00:01"),
                        device("127.0.0.108", "90:02:a9:00:00:02"), device("127.0.0.108", "90:02:a9:00:00:03")});
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    Found found;
    const Sdk sdk;
    const auto handle = search(found, "127.0.0.1");
    REQUIRE(handle > 0);
    CHECK(eventually([&] { return found.calls() == 3 && peer.questions >= 3; }));
    CHECK(CLIENT_StopSearchDevices(handle) == TRUE);
    CHECK(found.count == 3);
}

TEST_CASE("a_search_takes_every_generation_of_its_struct_and_all_local_addresses")
{
    SearchPeer peer;
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    const Sdk sdk;
    for (const std::uint32_t size : {96U, 104U, 112U}) {
        CAPTURE(size);
        Found found;
        const auto handle = search(found, "", size);
        REQUIRE(handle > 0);
        CHECK(eventually([&] { return found.calls() >= 1; }));
        CHECK(CLIENT_StopSearchDevices(handle) == TRUE);
    }
    Found none;
    for (const std::uint32_t size : {0U, 4U, 95U, 97U, 113U, 4096U}) {
        CHECK(search(none, "", size) == 0);
        CHECK(CLIENT_GetLastError() == NET_ERROR_PARAM_DWSIZE_ERROR);
    }
}

TEST_CASE("a_search_from_an_address_that_is_not_ours_is_refused")
{
    const Sdk sdk;
    Found found;
    CHECK(search(found, "192.0.2.1") == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(search(found, "not an address") == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
}

TEST_CASE("a_search_may_be_stopped_inside_its_callback_and_by_cleanup")
{
    SearchPeer peer;
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    Found found; // outlives the library, which calls back until its end
    const Sdk sdk;
    static std::atomic<int> stopped{0};
    stopped = 0;
    NET_IN_STARTSERACH_DEVICE in{};
    in.dwSize = sizeof in;
    put(in.szLocalIp, "127.0.0.1");
    in.cbSearchDevices = [](LLONG handle, DEVICE_NET_INFO_EX2*, void*) { stopped += CLIENT_StopSearchDevices(handle); };
    NET_OUT_STARTSERACH_DEVICE out{sizeof out};
    REQUIRE(CLIENT_StartSearchDevicesEx(&in, &out) > 0);
    CHECK(eventually([&] { return stopped == 1; }));
    CHECK(figures().nSearches == 0);
    REQUIRE(search(found, "127.0.0.1") > 0);
}

TEST_CASE("addresses_are_asked_one_by_one_and_what_answers_is_told_before_the_call_is_back")
{
    SearchPeer peer;
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    const Sdk sdk;
    Found found;
    const auto info = addresses({"127.0.0.1", "127.0.0.2"});
    char local[] = "127.0.0.1";
    CHECK(CLIENT_SearchDevicesByIPs(info.get(), on_address, reinterpret_cast<LDWORD>(&found), local, 1500) == TRUE);
    found.returned = true;
    CHECK(found.calls() == 1);
    CHECK(std::string(found.last_by_address.szSerialNo) == "FOUND0001");
    CHECK(peer.questions >= 2);
    info->dwSize = 16392;
    Found again;
    CHECK(search_by(info.get(), again, 1500) == TRUE);
    CHECK(again.calls() == 1);
    CHECK(figures().nSearches == 0);
    CHECK(found.told_too_late + again.told_too_late == 0);
}

TEST_CASE("more_addresses_than_256_none_at_all_or_such_as_are_none_are_refused")
{
    const Sdk sdk;
    Found found;
    std::vector<std::string> many(256, "127.0.0.1");
    const auto whole = addresses(many);
    whole->nIpNum = 257;
    CHECK(search_by(whole.get(), found, 10) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    for (const auto& list : {std::vector<std::string>{}, {"localhost"}, {"127.0.0.1", ""}}) {
        const auto info = addresses(list);
        CHECK(search_by(info.get(), found, 10) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    }
    const auto info = addresses({"127.0.0.1"});
    char elsewhere[] = "192.0.2.1";
    CHECK(CLIENT_SearchDevicesByIPs(info.get(), on_address, 0, elsewhere, 10) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_SearchDevicesByIPs(info.get(), nullptr, 0, nullptr, 10) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_SearchDevicesByIPs(nullptr, on_address, 0, nullptr, 10) == FALSE);
    info->dwSize = 16393;
    CHECK(search_by(info.get(), found, 10) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ERROR_PARAM_DWSIZE_ERROR);
}

TEST_CASE("a_search_of_addresses_ends_with_the_library")
{
    SearchPeer peer;
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    Found found;
    DWORD error = 0;
    REQUIRE(CLIENT_Init(nullptr, 0) == TRUE);
    const auto info = addresses({"127.0.0.1"});
    std::thread searching([&] {
        if (search_by(info.get(), found, 600000) == FALSE)
            error = CLIENT_GetLastError();
    });
    CHECK(eventually([&] { return found.calls() == 1; }));
    CLIENT_Cleanup();
    searching.join();
    CHECK(error == NET_NOT_NOW);
}
