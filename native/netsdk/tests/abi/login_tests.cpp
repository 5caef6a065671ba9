#include "tests/abi/sdk.h"

#include <atomic>
#include <doctest/doctest.h>

using namespace netsdk::test;
using Fault = LoopbackDevice::Fault;

TEST_CASE("a_right_password_logs_in_and_tells_the_device")
{
    const Sdk sdk;
    REQUIRE(sdk.started == 1);
    LoopbackDevice device({});
    const auto login = log_in(device);
    REQUIRE(login.handle > 0);
    CHECK(login.out.nError == 0);
    CHECK(login.stage == NETSDK_OPEN_LOGIN_ANSWERED);
    CHECK(std::string(reinterpret_cast<const char*>(login.out.stuDeviceInfo.sSerialNumber)) == "SERIAL0001");
    CHECK(login.out.stuDeviceInfo.nChanNum == 16);
    CHECK(login.out.stuDeviceInfo.nDVRType == 31);
    CHECK(online(login.handle));
    CHECK(figures().nLogins == 1);
    CHECK(CLIENT_Logout(login.handle) == TRUE);
    CHECK(device.counts().logouts == 1);
    CHECK(eventually([&] { return device.counts().open == 0; }));
    CHECK(CLIENT_Logout(login.handle) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
}

TEST_CASE("another_device_than_the_expected_one_gets_no_proof_and_is_named")
{
    const Sdk sdk;
    LoopbackDevice device({});
    REQUIRE(NETSDK_OPEN_ExpectSerial("SERIAL0002") == TRUE);
    const auto login = log_in(device);
    CHECK(login.handle == 0);
    CHECK(login.error == NETSDK_OPEN_ERROR_OTHER_DEVICE);
    CHECK(login.out.nError == 9);
    CHECK(login.stage == NETSDK_OPEN_LOGIN_CHALLENGED);
    CHECK(std::string(reinterpret_cast<const char*>(login.out.stuDeviceInfo.sSerialNumber)) == "SERIAL0001");
    CHECK(device.counts().challenges == 1);
    CHECK(device.counts().proofs == 0);
    CHECK(figures().nLogins == 0);
    CHECK(eventually([&] { return device.counts().open == 0; }));
    CHECK(log_in(device).handle > 0); // the name was used up
}

TEST_CASE("the_expected_device_logs_in_and_null_or_empty_expect_whoever_answers")
{
    const Sdk sdk;
    LoopbackDevice device({});
    for (const char* serial : {"SERIAL0001", "", static_cast<const char*>(nullptr)}) {
        REQUIRE(NETSDK_OPEN_ExpectSerial("SERIAL0002") == TRUE);
        REQUIRE(NETSDK_OPEN_ExpectSerial(serial) == TRUE);
        CHECK(log_in(device).handle > 0);
    }
}

TEST_CASE("an_expected_serial_is_of_its_thread_and_used_up_by_a_call_that_fails")
{
    const Sdk sdk;
    LoopbackDevice device({});
    REQUIRE(NETSDK_OPEN_ExpectSerial("SERIAL0002") == TRUE);
    std::thread([&] { CHECK(log_in(device).handle > 0); }).join();
    CHECK(CLIENT_LoginWithHighLevelSecurity(nullptr, nullptr) == 0);
    CHECK(log_in(device).handle > 0);
}

TEST_CASE("an_expected_serial_that_no_login_could_tell_is_refused_and_the_one_before_stays")
{
    const Sdk sdk;
    LoopbackDevice device({});
    REQUIRE(NETSDK_OPEN_ExpectSerial("SERIAL0002") == TRUE);
    CHECK(NETSDK_OPEN_ExpectSerial(std::string(48, 'S').c_str()) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(log_in(device).error == NETSDK_OPEN_ERROR_OTHER_DEVICE);
    CHECK(NETSDK_OPEN_ExpectSerial(std::string(47, 'S').c_str()) == TRUE);
    CHECK(log_in(device).error == NETSDK_OPEN_ERROR_OTHER_DEVICE);
}

TEST_CASE("a_wrong_password_tells_the_tries_left_and_that_the_proof_was_judged")
{
    const Sdk sdk;
    LoopbackDevice device({});
    device.refuse_with(1, 0, 4, "");
    const auto login = log_in(login_input("127.0.0.1", device.port(), "admin", "wrong"));
    CHECK(login.handle == 0);
    CHECK(login.out.nError == 1);
    CHECK(login.error == NET_LOGIN_ERROR_PASSWORD);
    CHECK(login.stage == NETSDK_OPEN_LOGIN_ANSWERED);
    CHECK(login.out.stuDeviceInfo.byLeftLogTimes == 4);
    CHECK(login.out.stuDeviceInfo.nLockLeftTime == -1);
    CHECK(device.counts().proofs == 1);
    CHECK(figures().nLogins == 0);
}

TEST_CASE("each_refusal_of_a_device_has_its_number")
{
    struct Row {
        std::uint8_t code, sub_code;
        std::int32_t error;
        DWORD last;
    };
    const Sdk sdk;
    LoopbackDevice device({});
    for (const auto fault : {Fault::refuses, Fault::refuses_early}) {
        device.fail(fault);
        for (const auto& row : {Row{1, 0, 1, NET_LOGIN_ERROR_PASSWORD},
                                Row{1, 1, 2, NET_LOGIN_ERROR_USER},
                                Row{1, 4, 5, NET_LOGIN_ERROR_LOCKED},
                                Row{1, 5, 6, NET_LOGIN_ERROR_BLACKLIST},
                                Row{1, 0x11, 18, NET_LOGIN_ERROR_DEVICE_NOT_INIT},
                                Row{3, 3, 4, NET_LOGIN_ERROR_RELOGGIN},
                                Row{1, 0x13, 11, NET_LOGIN_ERROR_PROTOCOL3_ONLY},
                                Row{2, 0, 2, NET_LOGIN_ERROR_USER},
                                Row{3, 0, 3, NET_LOGIN_ERROR_TIMEOUT},
                                Row{4, 0, 4, NET_LOGIN_ERROR_RELOGGIN},
                                Row{5, 0, 5, NET_LOGIN_ERROR_LOCKED},
                                Row{6, 0, 6, NET_LOGIN_ERROR_BLACKLIST},
                                Row{7, 0, 7, NET_LOGIN_ERROR_BUSY},
                                Row{8, 0, 8, NET_LOGIN_ERROR_SUBCONNECT},
                                Row{9, 0, 9, NET_LOGIN_ERROR_NETWORK},
                                Row{10, 0, 10, NET_LOGIN_ERROR_MAXCONNECT},
                                Row{11, 0, 11, NET_LOGIN_ERROR_PROTOCOL3_ONLY},
                                Row{12, 0, 12, NET_LOGIN_ERROR_UKEY_LOST},
                                Row{13, 0, 13, NET_LOGIN_ERROR_NO_AUTHORIZED},
                                Row{18, 0, 18, NET_LOGIN_ERROR_DEVICE_NOT_INIT},
                                Row{19, 0, 19, NET_LOGIN_ERROR_LIMITED},
                                Row{20, 0, 20, NET_LOGIN_ERROR_DEVICE_ONLY_SUPPORT_HIGHLEVEL_SECURITY_LOGIN},
                                Row{1, 0x77, NETSDK_LOGIN_ERROR_UNKNOWN, NET_ERROR},
                                Row{14, 0, NETSDK_LOGIN_ERROR_UNKNOWN, NET_ERROR},
                                Row{0xFF, 0xFF, NETSDK_LOGIN_ERROR_UNKNOWN, NET_ERROR}}) {
            CAPTURE(row.error);
            if (fault == Fault::refuses_early && row.error <= 2)
                continue; // there it is the answer of a device that knows no challenge
            device.refuse_with(row.code, row.sub_code, 0, "");
            const auto login = log_in(device);
            CHECK(login.out.nError == row.error);
            CHECK(login.error == row.last);
            CHECK(login.stage == NETSDK_OPEN_LOGIN_ANSWERED);
        }
    }
}

TEST_CASE("a_locked_account_tells_how_long")
{
    const Sdk sdk;
    LoopbackDevice device({});
    device.refuse_with(1, 4, 0, "LockLeftTime:1799\r\n\r\n");
    device.fail(Fault::refuses);
    const auto login = log_in(device);
    CHECK(login.out.nError == 5);
    CHECK(login.out.stuDeviceInfo.nLockLeftTime == 1799);
    CHECK(login.out.stuDeviceInfo.byLeftLogTimes == 0);
}

TEST_CASE("a_port_nobody_listens_on_is_told_at_once_and_nothing_was_sent")
{
    const Sdk sdk;
    std::uint16_t port = 0;
    {
        const LoopbackDevice gone({});
        port = gone.port();
    }
    const auto login = log_in(login_input("127.0.0.1", port, "admin", "any"));
    CHECK(login.out.nError == 9);
    CHECK(login.error == NET_LOGIN_ERROR_NETWORK);
    CHECK(login.stage == NETSDK_OPEN_LOGIN_NOT_CONNECTED);
}

TEST_CASE("a_silent_device_times_out_and_the_stage_tells_whether_a_proof_left")
{
    const LimitsForTest limits([](auto& l) { l.nStepTimeoutMs = 200; });
    const Sdk sdk;
    LoopbackDevice device({});
    device.fail(Fault::silent);
    const auto mute = log_in(device);
    CHECK(mute.out.nError == 3);
    CHECK(mute.error == NET_LOGIN_ERROR_TIMEOUT);
    CHECK(mute.stage == NETSDK_OPEN_LOGIN_CONNECTED);
    CHECK(device.counts().proofs == 0);
    device.fail(Fault::silent_at_proof);
    const auto unjudged = log_in(device);
    CHECK(unjudged.out.nError == 3);
    CHECK(unjudged.stage == NETSDK_OPEN_LOGIN_SENT);
    CHECK(device.counts().proofs == 1);
}

TEST_CASE("a_connection_lost_after_the_proof_is_a_proof_that_left")
{
    const Sdk sdk;
    LoopbackDevice device({});
    device.fail(Fault::closes_at_proof);
    const auto login = log_in(device);
    CHECK(login.out.nError == 9);
    CHECK(login.error == NET_LOGIN_ERROR_NETWORK);
    CHECK(login.stage == NETSDK_OPEN_LOGIN_SENT);
}

TEST_CASE("a_device_that_offers_less_than_the_challenge_gets_no_proof")
{
    const Sdk sdk;
    LoopbackDevice device({});
    device.fail(Fault::welcomes_anybody);
    const auto login = log_in(device);
    CHECK(login.handle == 0);
    CHECK(login.out.nError == 11);
    CHECK(login.error == NET_DEV_VER_NOMATCH);
    CHECK(device.counts().proofs == 0);
    CHECK(eventually([&] { return device.counts().open == 0; }));
}

TEST_CASE("a_device_that_knows_no_challenge_gets_the_password_by_the_callers_leave_alone_and_once")
{
    const Sdk sdk;
    LoopbackDevice device({});
    device.fail(Fault::takes_passwords);
    const auto refused = log_in(device);
    CHECK(refused.handle == 0);
    CHECK(refused.out.nError == 11);
    CHECK(refused.error == NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN);
    CHECK(refused.stage == NETSDK_OPEN_LOGIN_CONNECTED);
    CHECK(device.counts().passwords == 0);

    REQUIRE(NETSDK_OPEN_AllowPlainLogin(TRUE) == TRUE);
    const auto login = log_in(device);
    REQUIRE(login.handle > 0);
    CHECK(login.stage == NETSDK_OPEN_LOGIN_ANSWERED);
    CHECK(login.out.stuDeviceInfo.nChanNum == 16);
    CHECK(login.out.stuDeviceInfo.sSerialNumber[0] == 0);
    CHECK(online(login.handle));
    CHECK(device.counts().passwords == 1);

    CHECK(log_in(device).error == NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN); // the leave was used up
    std::thread([&] { NETSDK_OPEN_AllowPlainLogin(TRUE); }).join();
    CHECK(log_in(device).error == NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN); // and is of its thread
    NETSDK_OPEN_AllowPlainLogin(TRUE);
    NETSDK_OPEN_AllowPlainLogin(FALSE);
    CHECK(log_in(device).error == NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN);
    CHECK(device.counts().passwords == 1);
}

TEST_CASE("a_short_password_goes_in_the_header_and_a_wrong_one_is_judged")
{
    const Sdk sdk;
    LoopbackDevice device({.password = "12345678"});
    device.fail(Fault::takes_passwords);
    NETSDK_OPEN_AllowPlainLogin(TRUE);
    CHECK(log_in(device).handle > 0);
    NETSDK_OPEN_AllowPlainLogin(TRUE);
    const auto wrong = log_in(login_input("127.0.0.1", device.port(), "admin", "wrong"));
    CHECK(wrong.out.nError == 1);
    CHECK(wrong.stage == NETSDK_OPEN_LOGIN_ANSWERED);
    CHECK(device.counts().passwords == 2);
}

TEST_CASE("a_device_whose_serial_number_is_expected_gets_no_password_and_one_with_a_challenge_gets_the_proof")
{
    const Sdk sdk;
    LoopbackDevice device({});
    NETSDK_OPEN_AllowPlainLogin(TRUE);
    const auto modern = log_in(device);
    CHECK(modern.handle > 0);
    CHECK(device.counts().proofs == 1);
    device.fail(Fault::takes_passwords);
    NETSDK_OPEN_AllowPlainLogin(TRUE);
    NETSDK_OPEN_ExpectSerial("SERIAL0001");
    CHECK(log_in(device).error == NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN);
    CHECK(device.counts().passwords == 0);
}

TEST_CASE("garbage_ends_that_one_connection_and_is_counted")
{
    const Sdk sdk;
    LoopbackDevice device({});
    device.fail(Fault::garbage);
    const auto before = figures().nGarbage;
    const auto login = log_in(device);
    CHECK(login.out.nError == 9);
    CHECK(login.error == NET_RETURN_DATA_ERROR);
    CHECK(login.stage == NETSDK_OPEN_LOGIN_CONNECTED);
    CHECK(figures().nGarbage == before + 1);
}

TEST_CASE("addresses_ports_and_users_that_are_none_are_refused_without_a_connection")
{
    const Sdk sdk;
    CHECK(log_in(login_input("no.such.name", 37777, "admin", "any")).error == NET_ILLEGAL_PARAM);
    CHECK(log_in(login_input("", 37777, "admin", "any")).error == NET_ILLEGAL_PARAM);
    CHECK(log_in(login_input("127.0.0.1", 0, "admin", "any")).error == NET_ILLEGAL_PARAM);
    CHECK(log_in(login_input("127.0.0.1", 65536, "admin", "any")).error == NET_ILLEGAL_PARAM);
    CHECK(log_in(login_input("127.0.0.1", 37777, "", "any")).error == NET_ILLEGAL_PARAM);
    auto udp = login_input("127.0.0.1", 37777, "admin", "any");
    udp.emSpecCap = 4;
    CHECK(log_in(udp).error == NET_UNSUPPORTED);
    auto tls = login_input("127.0.0.1", 37777, "admin", "any");
    tls.emTLSCap = 2;
    CHECK(log_in(tls).error == NET_UNSUPPORTED);
}

TEST_CASE("a_login_leaves_from_the_local_address_it_is_given")
{
    const Sdk sdk;
    LoopbackDevice device({});
    auto in = login_input("127.0.0.1", device.port(), "admin", device.options().password);
    put(in.szLocalIP, "127.0.0.77");
    const auto login = log_in(in);
    CHECK(login.handle > 0);
    auto foreign = in;
    std::memset(foreign.szLocalIP, 0, sizeof foreign.szLocalIP);
    put(foreign.szLocalIP, "192.0.2.1");
    CHECK(log_in(foreign).handle == 0);
}

TEST_CASE("a_device_that_does_not_answer_a_logout_is_waited_for_no_longer_than_set")
{
    const LimitsForTest limits([](auto& l) { l.nLogoutWaitMs = 100; });
    const Sdk sdk;
    LoopbackDevice device({});
    const auto login = log_in(device);
    device.fail(Fault::no_goodbye);
    CHECK(CLIENT_Logout(login.handle) == TRUE);
    CHECK(device.counts().logouts == 1);
    CHECK(eventually([&] { return device.counts().open == 0; }));
}

TEST_CASE("an_abort_says_no_word_to_the_device")
{
    const Sdk sdk;
    LoopbackDevice device({});
    const auto login = log_in(device);
    CHECK(NETSDK_OPEN_Abort(login.handle) == TRUE);
    CHECK(eventually([&] { return device.counts().open == 0; }));
    CHECK(device.counts().logouts == 0);
    CHECK(NETSDK_OPEN_Abort(login.handle) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
}
