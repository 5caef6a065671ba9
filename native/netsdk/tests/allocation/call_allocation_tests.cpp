#include "tests/abi/discovery_peer.h"
#include "tests/abi/sdk.h"
#include "tests/allocation/failing_new.h"
#include "tests/net/loopback_http.h"

#include <doctest/doctest.h>
#include <memory>
#include <string>

using namespace netsdk;
using namespace netsdk::test;

namespace {

constexpr long most_allocations = 2000;
constexpr int patience_ms = 20'000;
constexpr DWORD search_ms = 20;

void on_frame(LLONG, DWORD, BYTE*, DWORD, LLONG, LDWORD) {}
void on_found(LLONG, DEVICE_NET_INFO_EX2*, void*) {}
void on_address(DEVICE_NET_INFO_EX*, void*) {}

wire::DiscoveredDevice announced(std::uint16_t http_port)
{
    wire::DiscoveredDevice device;
    device.serial = "SERIAL0001";
    device.mac = "90:02:a9:00:00:01";
    device.ipv4.address = "127.0.0.1";
    device.http_port = http_port;
    return device;
}

/// A library, a device that answers, and a login.
struct Scene {
    Scene()
    {
        device.answer_rpc("magicBox.getDeviceType",
                          R"("result":true,"params":{"type":"NVR of a long name, kept as text"})");
        device.answer_rpc("configManager.getConfig",
                          R"("result":true,"params":{"table":{"MachineName":"a name that is kept as a text"}})");
        device.answer_rpc("configManager.setConfig", R"("result":true)");
        device.answer_rpc("global.getCurrentTime", R"("result":true,"params":{"time":"2026-03-01 12:00:00"})");
        device.answer_rpc("global.setCurrentTime", R"("result":true)");
        device.answer_rpc("ptz.factory.instance", R"("result":7)");
        device.answer_rpc("ptz.start", R"("result":true)");
        http.want(device.options().user, device.options().password);
        NETSDK_OPEN_SetHttpPort(login, http.port());
    }

    LoopbackHttp http{[](const auto& request) { return LoopbackHttp::Answer{200, small_jpeg(request.target)}; }};
    DiscoveryPeer peer{announced(http.port())};
    const LimitsForTest limits{[this](auto& l) { l.nDiscoveryPort = peer.port; }};
    const Sdk sdk;
    LoopbackDevice device{{.frame_interval_ms = 1}};
    const LLONG login = log_in(device).handle;
};

/// Makes a call with the first allocation failing, then the second, and so on until none is left to fail. Each fails
/// with a reason or works, and right after it, with memory there, the same call works.
template <class Call>
void survives(const std::string& name, const Call& call)
{
    long survived = 0;
    for (bool failed = true; failed && survived < most_allocations; ++survived) {
        CAPTURE(name);
        CAPTURE(survived);
        bool done = false;
        {
            const FailingNew failing(survived);
            done = call();
            failed = failing.failed();
        }
        if (!done)
            CHECK(CLIENT_GetLastError() != NET_NOERROR);
        if (!failed)
            CHECK(done);
        const bool works_again = call();
        CAPTURE(CLIENT_GetLastError());
        CHECK(works_again);
    }
    CAPTURE(name);
    CHECK(survived > 1);
    CHECK(survived < most_allocations);
}

} // namespace

TEST_CASE("a_view_or_a_search_for_which_there_is_no_memory_somewhere_fails_or_works_and_leaves_nothing")
{
    Scene scene;
    survives("a live view", [&] {
        const auto view = CLIENT_RealPlayEx(scene.login, 0, nullptr, 0);
        if (view == 0)
            return false;
        const bool set = CLIENT_SetRealDataCallBackEx2(view, on_frame, 0, 1) == TRUE;
        // A stop may need memory too; then it says so, and is not done.
        return (CLIENT_StopRealPlayEx(view) == TRUE || CLIENT_StopRealPlayEx(view) == TRUE) && set;
    });
    CHECK(figures().nLives == 0);
    survives("a search", [&] {
        NET_IN_STARTSERACH_DEVICE in{};
        NET_OUT_STARTSERACH_DEVICE out{sizeof out};
        in.dwSize = sizeof in;
        put(in.szLocalIp, "127.0.0.1");
        in.cbSearchDevices = on_found;
        const auto search = CLIENT_StartSearchDevicesEx(&in, &out);
        return search != 0 && (CLIENT_StopSearchDevices(search) == TRUE || CLIENT_StopSearchDevices(search) == TRUE);
    });
    const auto addresses = std::make_unique<DEVICE_IP_SEARCH_INFO>();
    addresses->dwSize = sizeof *addresses;
    addresses->nIpNum = 1;
    put(addresses->szIP[0], "127.0.0.1");
    survives("a search of addresses",
             [&] { return CLIENT_SearchDevicesByIPs(addresses.get(), on_address, 0, nullptr, search_ms) == TRUE; });
    CHECK(figures().nSearches == 0);
    CHECK(online(scene.login));
}

TEST_CASE("a_question_or_an_order_for_which_there_is_no_memory_somewhere_fails_or_works")
{
    Scene scene;
    char answer[4096], question[] = "magicBox.getDeviceType", table[] = "General",
                       json[] = "{\"MachineName\":\"another name that is kept as a text\"}";
    int error = 0, restart = 0;
    NET_TIME time{2026, 3, 1, 12, 0, 0};
    const auto login = scene.login;
    survives("a question", [&] {
        return CLIENT_QueryNewSystemInfo(login, question, 0, answer, sizeof answer, &error, patience_ms) == TRUE;
    });
    survives("a table", [&] {
        return CLIENT_GetNewDevConfig(login, table, -1, answer, sizeof answer, &error, patience_ms) == TRUE;
    });
    survives("a write", [&] {
        return CLIENT_SetNewDevConfig(login, table, -1, json, sizeof json, &error, &restart, patience_ms) == TRUE;
    });
    survives("the clock", [&] {
        return CLIENT_GetDevConfig(login, DH_DEV_TIMECFG, -1, &time, sizeof time, nullptr, patience_ms) == TRUE;
    });
    survives("setting the clock",
             [&] { return CLIENT_SetDevConfig(login, DH_DEV_TIMECFG, -1, &time, sizeof time, patience_ms) == TRUE; });
    survives("a move", [&] { return CLIENT_DHPTZControlEx2(login, 0, 2, 0, 4, 0, FALSE, nullptr) == TRUE; });
    CHECK(online(login));
}

TEST_CASE("a_picture_for_which_there_is_no_memory_somewhere_fails_or_works")
{
    Scene scene;
    SNAP_PARAMS order{};
    survives("an order of a picture", [&] { return CLIENT_SnapPictureEx(scene.login, &order, nullptr) == TRUE; });
    char picture[4096];
    NET_IN_SNAP_PIC_TO_FILE_PARAM in{};
    in.dwSize = sizeof in;
    survives("a picture", [&] {
        NET_OUT_SNAP_PIC_TO_FILE_PARAM out{};
        out.dwSize = sizeof out;
        out.szPicBuf = picture;
        out.dwPicBufLen = sizeof picture;
        return CLIENT_SnapPictureToFile(scene.login, &in, &out, patience_ms) == TRUE;
    });
    std::uint32_t port = 0;
    std::int32_t source = 0;
    survives("the port of HTTP", [&] { return NETSDK_OPEN_GetHttpPort(scene.login, &port, &source) == TRUE; });
    CHECK(port == scene.http.port());
    CHECK(online(scene.login));
}

TEST_CASE("a_login_that_asks_by_json_survives_it_too_and_a_logout_that_fails_is_done_by_the_next")
{
    Scene scene;
    for (const bool older : {false, true})
        survives(older ? "the older login" : "a login", [&] {
            const auto& options = scene.device.options();
            LLONG handle = 0;
            if (older) {
                NET_DEVICEINFO_Ex info{};
                std::int32_t error = 0;
                handle = CLIENT_LoginEx2("127.0.0.1", scene.device.port(), options.user.c_str(),
                                         options.password.c_str(), EM_LOGIN_SPEC_CAP_TCP, nullptr, &info, &error);
            } else {
                auto in = login_input("127.0.0.1", scene.device.port(), options.user, options.password);
                NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
                out.dwSize = sizeof out;
                handle = CLIENT_LoginWithHighLevelSecurity(&in, &out);
            }
            return handle != 0 && (CLIENT_Logout(handle) == TRUE || CLIENT_Logout(handle) == TRUE);
        });
    CHECK(figures().nLogins == 1); // the scene's
}
