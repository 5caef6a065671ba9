#include "tests/abi/asking.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>

using namespace netsdk;
using namespace netsdk::test;

namespace {

constexpr const char* two_disks = R"("result":true,"params":{"info":[
    {"Name":"/dev/sda","Detail":[{"Type":"ReadWrite","TotalBytes":2097152000.0,"UsedBytes":1048576000.0}]},
    {"Name":"/dev/sdb","Detail":[{"Type":"ReadOnly","TotalBytes":1048576,"UsedBytes":0,"IsError":true}]}]})";

std::atomic<int> losses{0};

void on_loss(LLONG, char*, LONG, LDWORD)
{
    ++losses;
}

DWORD query(LLONG login, std::int32_t type, void* buffer, std::int32_t size, std::int32_t* length)
{
    return CLIENT_QueryDevState(login, type, static_cast<char*>(buffer), size, length, 0) == TRUE
               ? NET_NOERROR
               : CLIENT_GetLastError();
}

} // namespace

TEST_CASE("a_login_tells_alarm_ports_and_disks_and_leaves_out_what_is_not_wanted")
{
    const Sdk sdk;
    LoopbackDevice device({});
    device.answer_rpc("alarm.getInSlots", R"("result":true,"params":{"inputs":16})");
    device.answer_rpc("magicBox.getProductDefinition",
                      R"("result":true,"params":{"definition":{"AlarmInChannel":9,"AlarmOutChannel":4}})");
    device.answer_rpc("storage.getDeviceAllInfo", two_disks);
    auto login = log_in(device);
    REQUIRE(login.handle > 0);
    CHECK(login.out.stuDeviceInfo.nAlarmInPortNum == 16);
    CHECK(login.out.stuDeviceInfo.nAlarmOutPortNum == 4);
    CHECK(login.out.stuDeviceInfo.nDiskNum == 2);
    CHECK(device.rpc_calls("storage.getDeviceAllInfo").size() == 1);

    std::int32_t left_out = OPTTYPE_MOBILE_DISK_INFO;
    REQUIRE(CLIENT_SetOptimizeMode(EM_OPT_TYPE_MOBILE_OPTION, &left_out) == TRUE);
    login = log_in(device);
    CHECK(login.out.stuDeviceInfo.nAlarmInPortNum == 16);
    CHECK(login.out.stuDeviceInfo.nDiskNum == 0);
    CHECK(device.rpc_calls("storage.getDeviceAllInfo").size() == 1);
    REQUIRE(CLIENT_SetOptimizeMode(EM_OPT_TYPE_DEFAULT, nullptr) == TRUE);
    CHECK(log_in(device).out.stuDeviceInfo.nDiskNum == 2);
    CHECK(CLIENT_SetOptimizeMode(EM_OPT_TYPE_MOBILE_OPTION, nullptr) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_SetOptimizeMode(1, &left_out) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NOT_SUPPORTED);
}

TEST_CASE("a_login_on_a_device_without_json_takes_its_time_for_it_and_succeeds")
{
    const Sdk sdk;
    NET_PARAM param{};
    param.nGetDevInfoTime = 20;
    CLIENT_SetNetworkParam(&param);
    LoopbackDevice device({});
    device.fail(LoopbackDevice::Fault::silent_rpc);
    const auto login = log_in(device);
    CHECK(login.handle > 0);
    CHECK(login.out.stuDeviceInfo.nDiskNum == 0);
    CHECK(device.rpc_calls().size() <= 4);
    param.nGetDevInfoTime = 0;
    CLIENT_SetNetworkParam(&param);
}

TEST_CASE("the_older_login_is_the_same_login")
{
    const Sdk sdk;
    LoopbackDevice device({});
    const auto log_in_by = [&](const char* address, const char* password, std::int32_t way, NET_DEVICEINFO_Ex* info,
                               std::int32_t* error) {
        return CLIENT_LoginEx2(address, device.port(), "admin", password, way, nullptr, info, error);
    };
    const auto& right = device.options().password;
    NET_DEVICEINFO_Ex info{};
    std::int32_t error = 99;
    const auto handle = log_in_by("127.0.0.1", right.c_str(), 0, &info, &error);
    REQUIRE(handle > 0);
    CHECK(error == 0);
    CHECK(info.nChanNum == 16);
    CHECK(online(handle));
    CHECK(log_in_by("127.0.0.1", right.c_str(), 0, nullptr, nullptr) > 0);
    device.refuse_with(1, 0, 3, "");
    CHECK(log_in_by("127.0.0.1", "wrong", 0, &info, &error) == 0);
    CHECK(error == NETSDK_LOGIN_ERROR_PASSWORD);
    CHECK(info.byLeftLogTimes == 3);
    CHECK(CLIENT_GetLastError() == NET_LOGIN_ERROR_PASSWORD);
    CHECK(log_in_by(nullptr, "any", 0, &info, &error) == 0);
    CHECK(error == NETSDK_LOGIN_ERROR_MAIN_CONNECTION);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(log_in_by(std::string(64, '1').c_str(), "any", 0, &info, &error) == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(log_in_by("127.0.0.1", "any", 2, &info, &error) == 0);
    CHECK(CLIENT_GetLastError() == NET_UNSUPPORTED);
}

TEST_CASE("the_state_of_disks_recording_and_alarm_inputs_is_asked_of_the_device")
{
    Asking at;
    at.device.answer_rpc("storage.getDeviceAllInfo", two_disks);
    at.device.answer_rpc("recordManager.getState", R"("result":true,"params":{"state":true})");
    at.device.answer_rpc("alarm.getInState", R"("result":true,"params":{"result":6})");
    std::int32_t length = 0;

    DH_HARDDISK_STATE disks{};
    REQUIRE(query(at.login, DH_DEVSTATE_DISK, &disks, sizeof disks, &length) == NET_NOERROR);
    CHECK(length == 4 + 2 * 12);
    CHECK(disks.dwDiskNum == 2);
    CHECK(disks.stDisks[0].dwVolume == 2000);
    CHECK(disks.stDisks[0].dwFreeSpace == 1000);
    CHECK(disks.stDisks[0].dwStatus == 1);
    CHECK(disks.stDisks[1].dwStatus == 0x12);
    CHECK(disks.stDisks[1].bDiskNum == 1);
    CHECK(query(at.login, DH_DEVSTATE_DISK, &disks, 27, &length) == NET_INSUFFICIENT_BUFFER);

    BYTE recording[32] = {};
    REQUIRE(query(at.login, DH_DEVSTATE_RECORDING, recording, sizeof recording, &length) == NET_NOERROR);
    CHECK(length == 16);
    CHECK(std::count(std::begin(recording), std::end(recording), 1) == 16);
    CHECK(at.times_asked("recordManager.getState") == 16);
    CHECK(query(at.login, DH_DEVSTATE_RECORDING, recording, 15, &length) == NET_INSUFFICIENT_BUFFER);
    CHECK(at.times_asked("recordManager.getState") == 16);

    NET_CLIENT_STATE alarms{};
    REQUIRE(query(at.login, DH_DEVSTATE_COMM_ALARM, &alarms, sizeof alarms, &length) == NET_NOERROR);
    CHECK(length == sizeof alarms);
    CHECK(alarms.channelcount == 16);
    CHECK(alarms.alarminputcount == 3); // at least: nobody tells how many there are
    CHECK(alarms.alarm[0] == 0);
    CHECK(alarms.alarm[1] == 1);
    CHECK(alarms.alarm[2] == 1);
    CHECK(query(at.login, DH_DEVSTATE_COMM_ALARM, &alarms, 55, &length) == NET_INSUFFICIENT_BUFFER);

    at.device.answer_rpc("alarm.getInSlots", R"("result":true,"params":{"inputs":8})");
    REQUIRE(query(at.login, DH_DEVSTATE_COMM_ALARM, &alarms, sizeof alarms, &length) == NET_NOERROR);
    CHECK(alarms.alarminputcount == 8);
    at.device.answer_rpc("alarm.getInState", R"("result":true,"params":{"result":0})");
    REQUIRE(query(at.login, DH_DEVSTATE_COMM_ALARM, &alarms, sizeof alarms, &length) == NET_NOERROR);
    CHECK(alarms.alarminputcount == 8);
    CHECK(alarms.alarm[1] == 0);

    CHECK(query(at.login, 5, &alarms, 56, &length) == NET_NOT_SUPPORTED);
    CHECK(query(at.login, DH_DEVSTATE_DISK, nullptr, 56, &length) == NET_ILLEGAL_PARAM);
    at.device.answer_rpc("alarm.getInState", R"("result":true,"params":"?")");
    CHECK(query(at.login, DH_DEVSTATE_COMM_ALARM, &alarms, sizeof alarms, nullptr) == NET_RETURN_DATA_ERROR);
}

TEST_CASE("a_device_that_restarts_is_lost_once_and_asked_nothing_meanwhile")
{
    losses = 0;
    const Sdk sdk(on_loss);
    LoopbackDevice device({});
    const auto login = log_in(device).handle;
    CHECK(CLIENT_RebootDev(login) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_UNSUPPORTED);
    device.answer_rpc("magicBox.reboot", R"("result":true)");
    device.answer_rpc("magicBox.shutdown", R"("result":true)");
    const auto garbage = figures().nGarbage;
    REQUIRE(CLIENT_RebootDev(login) == TRUE);
    const auto before = device.rpc_calls().size();
    std::int32_t length = 0;
    DH_HARDDISK_STATE disks{};
    CHECK(query(login, DH_DEVSTATE_DISK, &disks, sizeof disks, &length) == NET_NETWORK_ERROR);
    CHECK(CLIENT_ControlDevice(login, DH_CTRL_SHUTDOWN, nullptr, 0) == FALSE);
    CHECK(device.rpc_calls().size() == before);
    CHECK(online(login));
    device.drop_all();
    CHECK(eventually([&] { return losses == 1; }));
    CHECK(!online(login));
    CHECK(figures().nGarbage == garbage);
    CHECK(CLIENT_Logout(login) == TRUE);
    CHECK(losses == 1);

    const auto other = log_in(device).handle;
    CHECK(CLIENT_ControlDevice(other, 2, nullptr, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NOT_SUPPORTED);
    CHECK(CLIENT_ControlDevice(other, DH_CTRL_SHUTDOWN, nullptr, 0) == TRUE);
    CHECK(device.rpc_calls("magicBox.shutdown").size() == 1);
}
