#include "tests/abi/sdk.h"

#include <doctest/doctest.h>

using namespace netsdk::test;

namespace {

/// A call and what it must say about a handle that leads to nothing.
struct HandleCall {
    const char* name;
    bool (*fails)(LLONG);
};

constexpr HandleCall handle_calls[] = {
    {"Logout", [](LLONG h) { return CLIENT_Logout(h) == FALSE; }},
    {"Abort", [](LLONG h) { return NETSDK_OPEN_Abort(h) == FALSE; }},
    {"QueryDevState",
     [](LLONG h) {
         char state[4];
         return CLIENT_QueryDevState(h, DH_DEVSTATE_ONLINE, state, 4, nullptr, 0) == FALSE;
     }},
    {"GetDevConfig",
     [](LLONG h) {
         NET_TIME time{};
         return CLIENT_GetDevConfig(h, DH_DEV_TIMECFG, -1, &time, sizeof time, nullptr, 0) == FALSE;
     }},
    {"SetDevConfig",
     [](LLONG h) {
         NET_TIME time{};
         return CLIENT_SetDevConfig(h, DH_DEV_TIMECFG, -1, &time, sizeof time, 0) == FALSE;
     }},
    {"GetNewDevConfig",
     [](LLONG h) {
         char command[] = "NTP", text[8];
         return CLIENT_GetNewDevConfig(h, command, -1, text, sizeof text, nullptr, 0) == FALSE;
     }},
    {"SetNewDevConfig",
     [](LLONG h) {
         char command[] = "NTP", text[] = "{}";
         return CLIENT_SetNewDevConfig(h, command, -1, text, sizeof text, nullptr, nullptr, 0) == FALSE;
     }},
    {"QueryNewSystemInfo",
     [](LLONG h) {
         char command[] = CFG_CAP_CMD_PTZ, text[8];
         return CLIENT_QueryNewSystemInfo(h, command, 0, text, sizeof text, nullptr, 0) == FALSE;
     }},
    {"QueryNewSystemInfoEx",
     [](LLONG h) {
         char command[] = CFG_CAP_CMD_PTZ, text[8];
         return CLIENT_QueryNewSystemInfoEx(h, command, 0, text, sizeof text, nullptr, nullptr, 0) == FALSE;
     }},
    {"RebootDev", [](LLONG h) { return CLIENT_RebootDev(h) == FALSE; }},
    {"ControlDevice", [](LLONG h) { return CLIENT_ControlDevice(h, DH_CTRL_REBOOT, nullptr, 0) == FALSE; }},
    {"DHPTZControlEx2", [](LLONG h) { return CLIENT_DHPTZControlEx2(h, 0, 0, 0, 5, 0, FALSE, nullptr) == FALSE; }},
    {"SnapPictureEx",
     [](LLONG h) {
         SNAP_PARAMS order{};
         return CLIENT_SnapPictureEx(h, &order, nullptr) == FALSE;
     }},
    {"SnapPictureToFile", [](LLONG h) { return CLIENT_SnapPictureToFile(h, nullptr, nullptr, 0) == FALSE; }},
    {"SetHttpPort", [](LLONG h) { return NETSDK_OPEN_SetHttpPort(h, 80) == FALSE; }},
    {"GetHttpPort",
     [](LLONG h) {
         std::uint32_t port = 0;
         std::int32_t source = 0;
         return NETSDK_OPEN_GetHttpPort(h, &port, &source) == FALSE;
     }},
    {"SetJsonPort", [](LLONG h) { return NETSDK_OPEN_SetJsonPort(h, 5000) == FALSE; }},
    {"RealPlayEx", [](LLONG h) { return CLIENT_RealPlayEx(h, 0, nullptr, 0) == 0; }},
    {"SetRealDataCallBackEx2", [](LLONG h) { return CLIENT_SetRealDataCallBackEx2(h, nullptr, 0, 1) == FALSE; }},
    {"StopRealPlayEx", [](LLONG h) { return CLIENT_StopRealPlayEx(h) == FALSE; }},
    {"StopSearchDevices", [](LLONG h) { return CLIENT_StopSearchDevices(h) == FALSE; }},
};

void found(LLONG, DEVICE_NET_INFO_EX2*, void*) {}

NET_IN_STARTSERACH_DEVICE search_input()
{
    NET_IN_STARTSERACH_DEVICE in{};
    in.dwSize = sizeof in;
    in.cbSearchDevices = found;
    return in;
}

LLONG search(NET_IN_STARTSERACH_DEVICE in)
{
    NET_OUT_STARTSERACH_DEVICE out{sizeof out};
    return CLIENT_StartSearchDevicesEx(&in, &out);
}

void every_call_says(DWORD error)
{
    for (const auto& call : handle_calls) {
        CAPTURE(call.name);
        CHECK(call.fails(12345));
        CHECK(CLIENT_GetLastError() == error);
    }
    LoopbackDevice device({});
    CHECK(log_in(device).error == error);
    CHECK(device.counts().connections == 0);
    CHECK(search(search_input()) == 0);
    CHECK(CLIENT_GetLastError() == error);
}

} // namespace

TEST_CASE("before_init_and_after_cleanup_every_call_is_refused")
{
    every_call_says(NET_NO_INIT);
    REQUIRE(CLIENT_Init(nullptr, 0) == TRUE);
    CLIENT_Cleanup();
    every_call_says(NET_NO_INIT);
}

TEST_CASE("handles_that_are_zero_negative_stale_foreign_or_of_another_kind_are_invalid")
{
    const Sdk sdk;
    LoopbackDevice device({});
    const auto stale = log_in(device).handle;
    CHECK(CLIENT_Logout(stale) == TRUE);
    const auto live_login = log_in(device).handle;
    const auto live = CLIENT_RealPlayEx(live_login, 0, nullptr, 0);
    REQUIRE(live > 0);
    const auto live_search = search(search_input());
    REQUIRE(live_search > 0);
    for (const auto& call : handle_calls) {
        CAPTURE(call.name);
        for (const LLONG wrong : {LLONG{0}, LLONG{-1}, LLONG{1}, stale, LLONG{0x7fffffffffffffff}, live_login ^ 1,
                                  live ^ (LLONG{1} << 30), live_search + 1, reinterpret_cast<LLONG>(&device)}) {
            CAPTURE(wrong);
            CHECK(call.fails(wrong));
            CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
        }
    }
    CHECK(CLIENT_Logout(live) == FALSE);
    CHECK(CLIENT_Logout(live_search) == FALSE);
    CHECK(CLIENT_StopRealPlayEx(live_login) == FALSE);
    CHECK(CLIENT_StopSearchDevices(live) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
    CHECK(CLIENT_StopSearchDevices(live_search) == TRUE);
    CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
    CHECK(CLIENT_Logout(live_login) == TRUE);
}

TEST_CASE("null_pointers_are_refused_and_never_followed")
{
    const Sdk sdk;
    LoopbackDevice device({});
    auto in = login_input("127.0.0.1", device.port(), "admin", "any");
    NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
    out.dwSize = sizeof out;
    CHECK(CLIENT_LoginWithHighLevelSecurity(nullptr, &out) == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_LoginWithHighLevelSecurity(&in, nullptr) == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    NET_OUT_STARTSERACH_DEVICE search_out{sizeof search_out};
    auto search_in = search_input();
    CHECK(CLIENT_StartSearchDevicesEx(nullptr, &search_out) == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_StartSearchDevicesEx(&search_in, nullptr) == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    search_in.cbSearchDevices = nullptr;
    CHECK(search(search_in) == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(NETSDK_OPEN_SetLimits(nullptr) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CLIENT_SetNetworkParam(nullptr);
    const auto login = log_in(device).handle;
    CHECK(CLIENT_QueryDevState(login, DH_DEVSTATE_ONLINE, nullptr, 4, nullptr, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    char state[4];
    CHECK(CLIENT_QueryDevState(login, DH_DEVSTATE_ONLINE, state, 3, nullptr, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INSUFFICIENT_BUFFER);
    CHECK(CLIENT_QueryDevState(login, 7, state, 4, nullptr, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NOT_SUPPORTED);
}

TEST_CASE("the_last_error_belongs_to_the_thread_and_a_success_leaves_it")
{
    const Sdk sdk;
    CHECK(CLIENT_Logout(5) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
    std::thread([] { CHECK(CLIENT_GetLastError() == NET_NOERROR); }).join();
    CHECK(NETSDK_OPEN_StructSize("NET_PARAM") == 48);
    figures();
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
}
