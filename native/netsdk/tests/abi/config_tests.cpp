#include "tests/abi/asking.h"

#include <doctest/doctest.h>

#include <array>

using namespace netsdk;
using namespace netsdk::test;
using wire::Json;

namespace {

constexpr const char* title = R"("params":{"table":[{"Name":"gate"}]},"result":true)";

Json parsed(const char* text)
{
    return wire::parse_json(text, {}).value();
}

} // namespace

TEST_CASE("the_clock_of_a_device_is_read_into_the_whole_buffer")
{
    Asking at;
    at.device.answer_rpc("global.getCurrentTime", R"("params":{"time":"2026-03-04 05:06:07"},"result":true)");
    std::array<DWORD, 8> buffer{};
    buffer.fill(77);
    DWORD written = 0;
    REQUIRE(CLIENT_GetDevConfig(at.login, DH_DEV_TIMECFG, -1, buffer.data(), sizeof buffer, &written, 0) == TRUE);
    CHECK(buffer == std::array<DWORD, 8>{2026, 3, 4, 5, 6, 7, 0, 0});
    CHECK(written == sizeof buffer);
    CHECK(CLIENT_GetDevConfig(at.login, DH_DEV_TIMECFG, -1, buffer.data(), 24, nullptr, 0) == TRUE);
    CHECK(CLIENT_GetDevConfig(at.login, DH_DEV_TIMECFG, -1, buffer.data(), 23, &written, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INSUFFICIENT_BUFFER);
    CHECK(CLIENT_GetDevConfig(at.login, DH_DEV_TIMECFG, -1, nullptr, 24, &written, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_GetDevConfig(at.login, 5, -1, buffer.data(), 24, &written, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NOT_SUPPORTED);
    at.device.answer_rpc("global.getCurrentTime", R"("params":{"time":"yesterday"},"result":true)");
    CHECK(CLIENT_GetDevConfig(at.login, DH_DEV_TIMECFG, -1, buffer.data(), 24, &written, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_RETURN_DATA_ERROR);
}

TEST_CASE("the_clock_of_a_device_is_set_and_a_time_that_is_none_is_not_sent")
{
    Asking at;
    at.device.answer_rpc("global.setCurrentTime", R"("result":true)");
    NET_TIME time{2026, 12, 31, 23, 59, 58};
    CHECK(CLIENT_SetDevConfig(at.login, DH_DEV_TIMECFG, -1, &time, sizeof time, 0) == TRUE);
    CHECK(at.asked("global.setCurrentTime") == Json{{"time", "2026-12-31 23:59:58"}, {"tolerance", 0}});
    for (const NET_TIME& wrong : {NET_TIME{2026, 2, 29, 0, 0, 0}, NET_TIME{1970, 1, 1, 0, 0, 0},
                                  NET_TIME{2026, 1, 1, 24, 0, 0}, NET_TIME{0xFFFFFFFF, 1, 1, 0, 0, 0}}) {
        auto copy = wrong;
        CHECK(CLIENT_SetDevConfig(at.login, DH_DEV_TIMECFG, -1, &copy, sizeof copy, 0) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    }
    CHECK(CLIENT_SetDevConfig(at.login, DH_DEV_TIMECFG, -1, &time, 23, 0) == FALSE);
    CHECK(CLIENT_SetDevConfig(at.login, DH_DEV_TIMECFG, -1, nullptr, 24, 0) == FALSE);
    CHECK(at.times_asked("global.setCurrentTime") == 1);
}

TEST_CASE("a_configuration_table_is_handed_out_as_the_device_sent_it")
{
    Asking at;
    at.device.answer_rpc("configManager.getConfig", title);
    char text[256];
    std::int32_t error = 9;
    REQUIRE(CLIENT_GetNewDevConfig(at.login, name("ChannelTitle"), -1, text, sizeof text, &error, 0) == TRUE);
    CHECK(error == 0);
    CHECK(parsed(text).at("params").at("table").at(0).at("Name") == "gate");
    CHECK(at.asked("configManager.getConfig") == Json{{"name", "ChannelTitle"}});
    REQUIRE(CLIENT_GetNewDevConfig(at.login, name("ChannelTitle"), 3, text, sizeof text, nullptr, 0) == TRUE);
    CHECK(at.asked("configManager.getConfig") == Json{{"name", "ChannelTitle"}, {"channel", 3}});
}

TEST_CASE("a_buffer_too_small_is_an_error_of_its_own_and_is_left_alone")
{
    Asking at;
    at.device.answer_rpc("configManager.getConfig", title);
    char text[256];
    REQUIRE(CLIENT_GetNewDevConfig(at.login, name("ChannelTitle"), -1, text, sizeof text, nullptr, 0) == TRUE);
    const auto size = static_cast<DWORD>(std::strlen(text));
    std::memset(text, 'x', sizeof text);
    CHECK(CLIENT_GetNewDevConfig(at.login, name("ChannelTitle"), -1, text, size, nullptr, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INSUFFICIENT_BUFFER);
    CHECK(std::string_view(text, sizeof text) == std::string(sizeof text, 'x'));
    CHECK(CLIENT_GetNewDevConfig(at.login, name("ChannelTitle"), -1, text, size + 1, nullptr, 0) == TRUE);
}

TEST_CASE("a_table_is_written_from_itself_or_from_an_answer_and_tells_whether_a_restart_is_needed")
{
    Asking at;
    at.device.answer_rpc("configManager.setConfig", R"("result":true,"params":{"options":["NeedReboot"]})");
    std::int32_t error = 9, restart = 9;
    char table[64] = R"({"Name":"yard"})";
    REQUIRE(CLIENT_SetNewDevConfig(at.login, name("General"), 0, table, sizeof table, &error, &restart, 0) == TRUE);
    CHECK(error == 0);
    CHECK(restart == 1);
    CHECK(at.asked("configManager.setConfig") ==
          Json{{"name", "General"}, {"channel", 0}, {"table", {{"Name", "yard"}}}, {"options", wire::JsonArray()}});
    at.device.answer_rpc("configManager.setConfig", R"("result":true)");
    char answer[64] = R"({"id":1,"params":{"table":[1]},"result":true})";
    REQUIRE(CLIENT_SetNewDevConfig(at.login, name("NTP"), -1, answer, sizeof answer, nullptr, &restart, 0) == TRUE);
    CHECK(restart == 0);
    CHECK(at.asked("configManager.setConfig").at("table") == Json{1});
    for (const char* const wrong : {"", "no JSON", "7", "{\"a\":"}) {
        char text[32] = {};
        std::strcpy(text, wrong);
        CHECK(CLIENT_SetNewDevConfig(at.login, name("NTP"), -1, text, sizeof text, &error, &restart, 0) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    }
    CHECK(at.times_asked("configManager.setConfig") == 2);
}

TEST_CASE("a_refusal_has_the_number_of_its_cause_and_a_small_one")
{
    struct Case {
        const char* members;
        DWORD code;
        std::int32_t error;
    };
    constexpr Case cases[] = {
        {R"("result":false,"error":{"code":268894210,"message":"x"})", NET_UNSUPPORTED, 1},
        {R"("result":false,"error":{"code":268894211,"message":"x"})", NET_ILLEGAL_PARAM, 2},
        {R"("result":false,"error":{"code":268632075,"message":"x"})", NET_DEVICE_BUSY, 3},
        {R"("result":false,"error":{"code":287637505,"message":"x"})", NET_NETWORK_ERROR, 1},
        {R"("result":false,"error":{"code":12345,"message":"x"})", NET_ERROR, 1},
        {R"("result":false)", NET_ERROR, 1},
    };
    Asking at;
    for (const auto& each : cases) {
        CAPTURE(each.members);
        at.device.answer_rpc("configManager.getConfig", each.members);
        char text[64];
        std::int32_t error = 9;
        CHECK(CLIENT_GetNewDevConfig(at.login, name("Nothing"), -1, text, sizeof text, &error, 0) == FALSE);
        CHECK(CLIENT_GetLastError() == each.code);
        CHECK(error == each.error);
    }
}

TEST_CASE("a_device_that_does_not_answer_costs_the_callers_time_and_no_more")
{
    Asking at;
    at.device.fail(LoopbackDevice::Fault::silent_rpc);
    char text[64];
    std::int32_t error = 9;
    CHECK(CLIENT_GetNewDevConfig(at.login, name("NTP"), -1, text, sizeof text, &error, 50) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NETWORK_ERROR);
    CHECK(error == 1);
    at.device.fail(LoopbackDevice::Fault::none);
    at.device.answer_rpc("configManager.getConfig", title);
    CHECK(CLIENT_GetNewDevConfig(at.login, name("NTP"), -1, text, sizeof text, &error, 0) == TRUE);
}

TEST_CASE("a_call_under_way_ends_with_its_login_and_with_its_connection")
{
    Asking at;
    at.device.fail(LoopbackDevice::Fault::silent_rpc);
    const auto ask = [&] {
        char text[64];
        const auto done = CLIENT_GetNewDevConfig(at.login, name("NTP"), -1, text, sizeof text, nullptr, 60000);
        return done == TRUE ? NET_NOERROR : CLIENT_GetLastError();
    };
    const auto asked = [&] { return at.times_asked("configManager.getConfig"); };
    DWORD lost = 0, left = 0;
    std::thread first([&] { lost = ask(); });
    REQUIRE(eventually([&] { return asked() == 1; }));
    at.device.drop_all();
    first.join();
    CHECK(lost == NET_NETWORK_ERROR);
    CHECK(ask() == NET_NETWORK_ERROR);
    at.login = log_in(at.device).handle;
    REQUIRE(at.login > 0);
    std::thread second([&] { left = ask(); });
    REQUIRE(eventually([&] { return asked() == 2; }));
    CHECK(CLIENT_Logout(at.login) == TRUE);
    second.join();
    CHECK(left == NET_NOT_NOW);
}

TEST_CASE("what_a_device_says_of_itself_is_asked_by_the_makers_names_and_only_by_such_as_ask")
{
    Asking at;
    at.device.answer_rpc("magicBox.getDeviceClass", R"("result":true,"params":{"type":"NVR"})");
    char text[256];
    REQUIRE(CLIENT_QueryNewSystemInfo(at.login, name("magicBox.getDeviceClass"), -1, text, sizeof text, nullptr, 0) ==
            TRUE);
    CHECK(parsed(text).at("params").at("type") == "NVR");
    for (const char* const other : {"magicBox.reboot", "reboot", "", ".getIt", "get.it", "a.get it", "a.get\"x"}) {
        CAPTURE(other);
        CHECK(CLIENT_QueryNewSystemInfo(at.login, name(other), -1, text, sizeof text, nullptr, 0) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_NOT_SUPPORTED);
    }
    CHECK(CLIENT_QueryNewSystemInfo(at.login, nullptr, -1, text, sizeof text, nullptr, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
}

TEST_CASE("questions_about_a_channel_go_to_an_instance_which_is_given_back")
{
    Asking at;
    at.device.answer_rpc("ptz.factory.instance", R"("result":4711)");
    at.device.answer_rpc("ptz.getCurrentProtocolCaps", R"("result":true,"params":{"caps":{"Pan":true}})");
    char text[256];
    std::int32_t error = 9;
    REQUIRE(CLIENT_QueryNewSystemInfoEx(at.login, name(CFG_CAP_CMD_PTZ), 2, text, sizeof text, &error, nullptr, 0) ==
            TRUE);
    CHECK(error == 0);
    CHECK(at.asked("ptz.factory.instance") == Json{{"channel", 2}});
    CHECK(at.last_call("ptz.getCurrentProtocolCaps").at("object") == 4711);
    CHECK(eventually([&] { return at.times_asked("ptz.destroy") == 1; }));
    CHECK(at.last_call("ptz.destroy").at("object") == 4711);
    at.device.answer_rpc("ptz.factory.instance", R"("result":true)");
    CHECK(CLIENT_QueryNewSystemInfoEx(at.login, name(CFG_CAP_CMD_PTZ), 2, text, sizeof text, &error, nullptr, 0) ==
          FALSE);
    CHECK(CLIENT_GetLastError() == NET_RETURN_DATA_ERROR);
}
