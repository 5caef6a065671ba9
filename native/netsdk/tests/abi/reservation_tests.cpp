#include "tests/abi/sdk.h"

#include <doctest/doctest.h>

using namespace netsdk::test;
using Fault = LoopbackDevice::Fault;

namespace {

/// Automatic reconnecting for one test: views whose connection is lost are opened again.
struct Reopening {
    Reopening()
    {
        CLIENT_SetAutoReconnect([](LLONG, char*, LONG, LDWORD) {}, 0);
    }
    ~Reopening() { CLIENT_SetAutoReconnect(nullptr, 0); }
    Reopening(const Reopening&) = delete;
    Reopening& operator=(const Reopening&) = delete;
};

} // namespace

TEST_CASE("a_view_stopped_between_its_reservation_and_the_answer_leaves_nothing_reserved")
{
    for (const bool echoes : {true, false}) {
        CAPTURE(echoes);
        const Sdk sdk;
        const Reopening reopening;
        LoopbackDevice device({.echoes_transactions = echoes});
        const auto login = log_in(device);
        const auto live = CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Realplay);
        REQUIRE(live > 0);
        device.fail(Fault::holds_grants);
        device.drop_media();
        REQUIRE(eventually([&] { return device.counts().reserved == 2; }));
        REQUIRE(eventually([&] { return device.counts().released == 1; }));
        CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
        device.let_grants_go();
        CHECK(eventually([&] { return device.counts().released == 2; }));
        CHECK(online(login.handle));
    }
}

TEST_CASE("a_reservation_granted_after_its_time_is_given_back_and_the_next_view_plays")
{
    for (const bool echoes : {true, false}) {
        CAPTURE(echoes);
        const LimitsForTest limits([](auto& l) { l.nStepTimeoutMs = 500; });
        const Sdk sdk;
        LoopbackDevice device({.echoes_transactions = echoes});
        const auto login = log_in(device);
        device.fail(Fault::holds_grants);
        CHECK(CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Realplay) == 0);
        CHECK(device.counts().reserved == 1);
        device.fail(Fault::none);
        device.let_grants_go();
        CHECK(eventually([&] { return device.counts().released == 1; }));
        const auto live = CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Realplay);
        REQUIRE(live > 0);
        CHECK(device.counts().released == 1);
        CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
        CHECK(eventually([&] { return device.counts().released == 2; }));
    }
}
