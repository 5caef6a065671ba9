#include "tests/abi/asking.h"
#include "tests/abi/watchdog.h"
#include "tests/net/loopback_dhip.h"

#include <doctest/doctest.h>

#include <future>

using namespace netsdk;
using namespace netsdk::test;

namespace {

constexpr const char* disks = R"("result":true,"params":{"info":[
    {"Name":"/dev/sda","Detail":[{"Type":"ReadWrite","TotalBytes":2097152000.0,"UsedBytes":0}]}]})";

/// A device without f6 whose JSON port is at its own place, and a library that knows that place.
struct WithoutF6 {
    explicit WithoutF6(LoopbackDhip::Options options = {})
        : json(std::move(options)), limits([&](NETSDK_OPEN_LIMITS& all) {
              all.nJsonPort = json.port();
              all.nKeepAliveMs = 200;
          }),
          device({})
    {
        device.fail(LoopbackDevice::Fault::silent_rpc);
        json.answer("storage.getDeviceAllInfo", disks);
        json.answer("magicBox.reboot", R"("result":true)");
    }
    ~WithoutF6() { CLIENT_Cleanup(); } // before the limits go back

    [[nodiscard]] DWORD ask(LLONG login, int wait = 10000) const
    {
        DH_HARDDISK_STATE state{};
        std::int32_t length = 0;
        return CLIENT_QueryDevState(login, DH_DEVSTATE_DISK, reinterpret_cast<char*>(&state), sizeof state, &length,
                                    wait) == TRUE
                   ? NET_NOERROR
                   : CLIENT_GetLastError();
    }

    LoopbackDhip json;
    const LimitsForTest limits;
    const BOOL started = CLIENT_InitEx(nullptr, 0, nullptr);
    LoopbackDevice device;
};

/// What a login asks beyond its verdict gets more time than a busy machine needs.
class TimeForFacts {
public:
    TimeForFacts() { set(10000); }
    ~TimeForFacts() { set(0); }
    TimeForFacts(const TimeForFacts&) = delete;
    TimeForFacts& operator=(const TimeForFacts&) = delete;

private:
    static void set(std::int32_t time)
    {
        NET_PARAM param{};
        param.nGetDevInfoTime = time;
        CLIENT_SetNetworkParam(&param);
    }
};

} // namespace

TEST_CASE("a_device_without_f6_is_asked_by_dhip_at_its_login_already_and_not_by_f6_again")
{
    for (const bool text_sessions : {false, true}) {
        WithoutF6 at({.text_sessions = text_sessions});
        const TimeForFacts enough;
        const auto login = log_in(at.device);
        REQUIRE(login.handle > 0);
        CHECK(login.out.stuDeviceInfo.nDiskNum == 1);
        const auto by_f6 = at.device.rpc_calls().size();
        CHECK(at.ask(login.handle) == NET_NOERROR);
        CHECK(CLIENT_RebootDev(login.handle) == TRUE);
        CHECK(at.device.rpc_calls().size() == by_f6);
        CHECK(at.json.counts().connections == 1);
        CHECK(at.json.counts().logins == 1);
    }
}

TEST_CASE("a_device_with_f6_is_never_asked_by_dhip")
{
    WithoutF6 at;
    at.device.fail(LoopbackDevice::Fault::none);
    at.device.answer_rpc("storage.getDeviceAllInfo", disks);
    const auto login = log_in(at.device).handle;
    CHECK(at.ask(login) == NET_NOERROR);
    CHECK(at.json.counts().connections == 0);
}

TEST_CASE("the_json_port_of_a_login_may_be_told_and_a_new_place_ends_the_old_connection")
{
    WithoutF6 at;
    LoopbackDhip other({});
    other.answer("storage.getDeviceAllInfo", disks);
    const auto login = log_in(at.device).handle;
    REQUIRE(at.ask(login) == NET_NOERROR);
    REQUIRE(NETSDK_OPEN_SetJsonPort(login, other.port()) == TRUE);
    CHECK(at.ask(login) == NET_NOERROR);
    CHECK(other.counts().logins == 1);
    CHECK(eventually([&] { return at.json.counts().open == 0; }));
    REQUIRE(NETSDK_OPEN_SetJsonPort(login, 0) == TRUE);
    CHECK(at.ask(login) == NET_NOERROR);
    CHECK(at.json.counts().logins == 2);
    CHECK(NETSDK_OPEN_SetJsonPort(login, 65536) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(NETSDK_OPEN_SetJsonPort(0, 1) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
}

TEST_CASE("what_a_device_refuses_by_dhip_is_what_its_questions_end_with_and_it_is_asked_once")
{
    const std::pair<std::uint32_t, DWORD> refusals[] = {{268632085, NET_LOGIN_ERROR_USER_OR_PASSOWRD},
                                                        {268632081, NET_LOGIN_ERROR_LOCKED},
                                                        {268632071, NET_LOGIN_ERROR_PASSWORD},
                                                        {268632086, NET_LOGIN_ERROR_DEVICE_NOT_INIT}};
    for (const auto& [code, number] : refusals) {
        WithoutF6 at;
        at.json.refuse_with(code);
        at.json.fail(LoopbackDhip::Fault::refuses);
        const auto login = log_in(at.device).handle;
        REQUIRE(login > 0);
        CHECK(at.ask(login) == number);
        CHECK(at.ask(login) == number);
        CHECK(at.json.counts().proofs == 1);
        CHECK(online(login));
    }
    WithoutF6 at;
    at.json.refuse_with(268632075);
    at.json.fail(LoopbackDhip::Fault::refuses);
    const auto login = log_in(at.device).handle;
    CHECK(at.ask(login) == NET_DEVICE_BUSY);
    at.json.fail(LoopbackDhip::Fault::none);
    CHECK(at.ask(login) == NET_NOERROR);
}

TEST_CASE("a_device_that_offers_less_than_the_challenge_by_dhip_or_is_another_gets_no_proof")
{
    for (const auto fault : {LoopbackDhip::Fault::wants_plain, LoopbackDhip::Fault::welcomes_anybody}) {
        WithoutF6 at;
        at.json.fail(fault);
        const auto login = log_in(at.device).handle;
        CHECK(at.ask(login) == NET_DEV_VER_NOMATCH);
        CHECK(at.ask(login) == NET_DEV_VER_NOMATCH);
        CHECK(at.json.counts().proofs == 0);
        CHECK(at.json.counts().connections == 1);
    }
    WithoutF6 other({.serial = "SERIAL0002"});
    const auto login = log_in(other.device).handle;
    CHECK(other.ask(login) == NETSDK_OPEN_ERROR_OTHER_DEVICE);
    CHECK(other.json.counts().proofs == 0);
}

TEST_CASE("answers_by_dhip_that_are_wrong_end_their_question_alone")
{
    WithoutF6 at;
    const auto login = log_in(at.device).handle;
    at.json.fail(LoopbackDhip::Fault::wrong_id);
    CHECK(at.ask(login, 300) == NET_NETWORK_ERROR);
    at.json.fail(LoopbackDhip::Fault::huge);
    CHECK(at.ask(login) == NET_RETURN_DATA_ERROR);
    at.json.fail(LoopbackDhip::Fault::twice);
    CHECK(at.ask(login) == NET_NOERROR);
    CHECK(at.ask(login) == NET_NOERROR);
    at.json.fail(LoopbackDhip::Fault::silent);
    CHECK(at.ask(login, 300) == NET_NETWORK_ERROR);
    CHECK(at.json.counts().connections == 1);
    for (const auto fault : {LoopbackDhip::Fault::cuts, LoopbackDhip::Fault::garbage}) {
        at.json.fail(fault);
        CHECK(at.ask(login) == NET_NETWORK_ERROR);
        at.json.fail(LoopbackDhip::Fault::none);
        CHECK(at.ask(login) == NET_NOERROR);
    }
    CHECK(at.json.counts().connections == 3);
    CHECK(online(login));
}

TEST_CASE("the_dhip_of_a_login_is_kept_alive_and_ends_with_it")
{
    WithoutF6 at;
    const auto login = log_in(at.device).handle;
    REQUIRE(at.ask(login) == NET_NOERROR);
    CHECK(eventually([&] { return at.json.counts().keep_alives > 2; }));
    REQUIRE(CLIENT_Logout(login) == TRUE);
    CHECK(eventually([&] { return at.json.counts().open == 0; }));
    CHECK(at.json.counts().logouts == 1);

    const auto next = log_in(at.device).handle;
    REQUIRE(at.ask(next) == NET_NOERROR);
    at.device.drop_all(); // the login's own connection
    CHECK(eventually([&] { return at.json.counts().open == 0; }));
    CHECK(at.ask(next) == NET_NETWORK_ERROR);
}

TEST_CASE("after_an_abort_no_byte_leaves_by_dhip")
{
    WithoutF6 at;
    const auto login = log_in(at.device).handle;
    REQUIRE(at.ask(login) == NET_NOERROR);
    at.json.fail(LoopbackDhip::Fault::silent);
    auto asking = std::async(std::launch::async, [&] { return at.ask(login, 20000); });
    const auto before = at.json.counts().bytes.load();
    CHECK(eventually([&] { return at.json.counts().bytes > before; }));
    REQUIRE(NETSDK_OPEN_Abort(login) == TRUE);
    const auto answer = asking.get();
    CHECK((answer == NET_NOT_NOW || answer == NET_INVALID_HANDLE));
    CHECK(eventually([&] { return at.json.counts().open == 0; }));
    CHECK(at.json.counts().resets == 1);
    CHECK(at.json.counts().logouts == 0);
    CHECK(at.ask(login) == NET_INVALID_HANDLE);
    CHECK(at.json.counts().connections == 1);
}

TEST_CASE("a_device_that_has_neither_f6_nor_dhip_costs_the_callers_time_and_no_more")
{
    WithoutF6 at;
    const auto login = log_in(at.device).handle;
    REQUIRE(at.ask(login) == NET_NOERROR);
    std::uint16_t nobody = 0;
    {
        const LoopbackDhip gone({});
        nobody = gone.port();
    }
    REQUIRE(NETSDK_OPEN_SetJsonPort(login, nobody) == TRUE);
    CHECK(at.ask(login, 1000) == NETSDK_OPEN_ERROR_NO_JSON);
    CHECK(at.ask(login, 1000) == NETSDK_OPEN_ERROR_NO_JSON);
    CHECK(online(login));
    // f6 is asked meanwhile, and believed when it answers after all.
    at.device.fail(LoopbackDevice::Fault::none);
    at.device.answer_rpc("storage.getDeviceAllInfo", disks);
    CHECK(at.ask(login) == NET_NOERROR);
    CHECK(at.json.counts().logins == 1);
}

TEST_CASE("the_watchdog_ends_the_dhip_of_a_login_too")
{
    WithoutF6 at;
    const auto login = log_in(at.device).handle;
    REQUIRE(at.ask(login) == NET_NOERROR);
    REQUIRE(NETSDK_OPEN_WatchdogArm(50) == TRUE);
    CHECK(eventually([&] { return at.json.counts().open == 0 && at.device.counts().open == 0; }));
    CHECK(at.json.counts().logouts == 0);
    const auto bytes = at.json.counts().bytes.load();
    REQUIRE(NETSDK_OPEN_WatchdogArm(0) == TRUE);
    CHECK(at.ask(login) == NET_NETWORK_ERROR);
    CHECK(at.json.counts().bytes.load() == bytes);
}
