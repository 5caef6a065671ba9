#include "tests/abi/watchdog.h"

#include <atomic>
#include <doctest/doctest.h>
#include <memory>
#include <string>

using namespace netsdk::test;
using Fault = LoopbackDevice::Fault;

namespace {

std::atomic<int> lost{0};
std::atomic<int> back{0};
std::atomic<int> frames{0};

void on_lost(LLONG, char*, LONG, LDWORD)
{
    ++lost;
}
void on_back(LLONG, char*, LONG, LDWORD)
{
    ++back;
}
void on_frame(LLONG, DWORD, BYTE*, DWORD, LLONG, LDWORD)
{
    ++frames;
}

/// The library with what is told of its logins, and the watchdog armed.
struct Scene {
    Scene() { lost = back = frames = 0; }

    const Armed watchdog;
    const Sdk sdk{on_lost};
    LoopbackDevice device{{}};
};

LLONG play(LLONG login)
{
    const auto live = CLIENT_RealPlayEx(login, 0, nullptr, DH_RType_Realplay);
    CLIENT_SetRealDataCallBackEx2(live, on_frame, 0, 1);
    return live;
}

} // namespace

TEST_CASE("a_library_whose_watchdog_nobody_armed_is_open")
{
    CHECK(watchdog().bArmed == FALSE);
    CHECK(watchdog().nTripMs == 0);
    CHECK(NETSDK_OPEN_WatchdogFeed(0) == TRUE);
    CHECK(watchdog().bTripped == FALSE);
    CHECK(watchdog().nLastFeedBootNs > 0);
}

TEST_CASE("a_trip_ends_every_login_once_and_new_ones_are_refused_until_a_beat_made_after_it")
{
    Scene scene;
    LoopbackDevice other({});
    const auto first = log_in(scene.device);
    const auto second = log_in(other);
    const auto live = play(first.handle);
    REQUIRE(eventually([&] { return frames > 3; }));
    const auto trips = watchdog().nTrips;
    const auto beat = NETSDK_OPEN_BootNow();
    scene.watchdog.trip();
    CHECK(watchdog().bTripped == TRUE);
    CHECK(watchdog().nTrips == trips + 1);
    CHECK(watchdog().nTrippedBootNs > beat);

    const auto refused = log_in(other);
    CHECK(refused.handle == 0);
    CHECK(refused.error == NET_NOT_NOW);
    CHECK(refused.out.nError == 9);
    CHECK(refused.stage == NETSDK_OPEN_LOGIN_NOT_CONNECTED);
    REQUIRE(eventually([&] { return lost == 2 && scene.device.counts().open == 0 && other.counts().open == 0; }));
    CHECK(scene.device.counts().resets == 2); // the login and its view
    CHECK(other.counts().resets == 1);
    CHECK(!online(first.handle));
    CHECK(CLIENT_RealPlayEx(second.handle, 0, nullptr, 0) == 0);
    CHECK(CLIENT_GetLastError() == NET_NETWORK_ERROR);
    CHECK(NETSDK_OPEN_WatchdogFeed(beat) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NOT_NOW);
    CHECK(NETSDK_OPEN_WatchdogFeed(watchdog().nTrippedBootNs) == FALSE);
    CHECK(log_in(other).error == NET_NOT_NOW);

    CHECK(scene.watchdog.open_again() == TRUE);
    const int shown = frames;
    const auto third = log_in(other);
    CHECK(third.handle > 0);
    CHECK(online(third.handle));
    CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
    CHECK(CLIENT_Logout(first.handle) == TRUE);
    CHECK(CLIENT_Logout(second.handle) == TRUE);
    CHECK(CLIENT_Logout(third.handle) == TRUE);
    CHECK(frames == shown);
    CHECK(lost == 2);
    CHECK(scene.device.counts().logouts == 0);
    CHECK(other.counts().logouts == 1);
    CHECK(other.counts().connections == 2);
}

TEST_CASE("a_late_feed_with_a_new_beat_opens_the_watchdog_and_the_logins_from_before_are_lost_all_the_same")
{
    Scene scene;
    const auto before = log_in(scene.device);
    const auto trips = watchdog().nTrips;
    scene.watchdog.trip();
    CHECK(scene.watchdog.open_again() == TRUE); // before or after the library's own look
    CHECK(watchdog().nTrips == trips + 1);
    const auto after = log_in(scene.device);
    REQUIRE(after.handle > 0);
    CHECK(eventually([&] { return lost == 1 && scene.device.counts().resets == 1; }));
    CHECK(!online(before.handle));
    CHECK(online(after.handle));
}

TEST_CASE("a_logout_after_a_trip_says_no_word_and_comes_back")
{
    Scene scene;
    const auto login = log_in(scene.device);
    const auto bytes = scene.device.counts().bytes.load();
    scene.watchdog.trip();
    CHECK(CLIENT_Logout(login.handle) == TRUE);
    CHECK(eventually([&] { return scene.device.counts().open == 0; }));
    CHECK(scene.device.counts().bytes == bytes);
    CHECK(lost == 0); // the caller ended it
}

TEST_CASE("a_view_that_is_stopped_after_a_trip_says_no_word")
{
    Scene scene;
    const auto login = log_in(scene.device);
    const auto live = play(login.handle);
    REQUIRE(eventually([&] { return frames > 0; }));
    scene.watchdog.trip();
    CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
    CHECK(eventually([&] { return scene.device.counts().open == 0; }));
    CHECK(scene.device.counts().stopped == 0);
    CHECK(scene.device.counts().released == 0);
}

TEST_CASE("a_view_that_is_opened_after_a_trip_says_no_word_and_fails")
{
    Scene scene;
    const auto login = log_in(scene.device);
    const auto bytes = scene.device.counts().bytes.load();
    scene.watchdog.trip();
    CHECK(CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Realplay) == 0);
    CHECK(CLIENT_GetLastError() == NET_NETWORK_ERROR);
    CHECK(eventually([&] { return lost == 1 && scene.device.counts().open == 0; }));
    CHECK(scene.device.counts().bytes == bytes);
    CHECK(figures().nLives == 0);
}

TEST_CASE("a_view_that_is_being_opened_at_a_trip_makes_no_media_connection")
{
    Scene scene;
    const auto login = log_in(scene.device);
    scene.device.fail(Fault::holds_grants);
    LLONG live = -1;
    std::thread opening([&] { live = play(login.handle); });
    const bool reserved = eventually([&] { return scene.device.counts().reserved == 1; });
    const auto bytes = scene.device.counts().bytes.load();
    scene.watchdog.trip();
    scene.device.let_grants_go();
    opening.join();
    CHECK(reserved);
    CHECK(live == 0);
    CHECK(eventually([&] { return scene.device.counts().open == 0; }));
    CHECK(scene.device.counts().connections == 1);
    CHECK(scene.device.counts().bytes == bytes);
}

TEST_CASE("a_login_under_way_at_a_trip_fails_with_a_network_error_and_gives_no_proof")
{
    Scene scene;
    scene.device.fail(Fault::silent);
    Login login;
    std::thread calling([&] { login = log_in(scene.device); });
    const bool asked = eventually([&] { return scene.device.counts().bytes > 0; });
    const auto bytes = scene.device.counts().bytes.load();
    scene.watchdog.trip();
    calling.join();
    CHECK(asked);
    CHECK(login.handle == 0);
    CHECK(login.error == NET_LOGIN_ERROR_NETWORK);
    CHECK(login.stage == NETSDK_OPEN_LOGIN_CONNECTED);
    CHECK(eventually([&] { return scene.device.counts().resets == 1; }));
    CHECK(scene.device.counts().bytes == bytes);
    CHECK(lost == 0);
}

TEST_CASE("automatic_reconnecting_makes_no_connection_until_the_watchdog_is_open_again")
{
    Scene scene;
    CLIENT_SetAutoReconnect(on_back, 0);
    const auto login = log_in(scene.device);
    scene.watchdog.trip();
    CHECK(eventually([&] { return lost == 1; }));
    CHECK(log_in(scene.device).error == NET_NOT_NOW);
    CHECK(scene.device.counts().connections == 1);
    CHECK(scene.watchdog.open_again() == TRUE);
    CHECK(eventually([&] { return back == 1; }));
    CHECK(online(login.handle));
    CHECK(scene.device.counts().connections == 2);
    CLIENT_SetAutoReconnect(nullptr, 0);
}

TEST_CASE("a_trip_holds_across_cleanup_and_init")
{
    const Armed watchdog;
    LoopbackDevice device({});
    {
        const Sdk sdk;
        CHECK(log_in(device).handle > 0);
        watchdog.trip();
    }
    const Sdk sdk;
    CHECK(log_in(device).error == NET_NOT_NOW);
    CHECK(watchdog.open_again() == TRUE);
    CHECK(log_in(device).handle > 0);
}

TEST_CASE("a_disarmed_watchdog_is_open_and_its_trips_stay_counted")
{
    const Sdk sdk;
    LoopbackDevice device({});
    const auto trips = watchdog().nTrips;
    {
        const Armed armed;
        armed.trip();
        CHECK(log_in(device).error == NET_NOT_NOW);
    }
    CHECK(watchdog().bTripped == FALSE);
    CHECK(watchdog().nTrips == trips + 1);
    CHECK(log_in(device).handle > 0);
}

TEST_CASE("beats_from_the_future_and_wrong_structs_are_refused")
{
    const Armed armed;
    const auto fed = watchdog().nLastFeedBootNs;
    for (const auto beat : {NETSDK_OPEN_BootNow() + 1'000'000'000'000, UINT64_MAX}) {
        CHECK(NETSDK_OPEN_WatchdogFeed(beat) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    }
    CHECK(watchdog().nLastFeedBootNs == fed);
    CHECK(NETSDK_OPEN_GetWatchdog(nullptr) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    NETSDK_OPEN_WATCHDOG none{};
    CHECK(NETSDK_OPEN_GetWatchdog(&none) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ERROR_PARAM_DWSIZE_ERROR);
    for (const std::uint32_t size : {8U, 16U, 40U, 100U}) {
        CAPTURE(size);
        const auto memory = std::make_unique<char[]>(size);
        std::memset(memory.get(), 0x5a, size);
        std::memcpy(memory.get(), &size, sizeof size);
        CHECK(NETSDK_OPEN_GetWatchdog(reinterpret_cast<NETSDK_OPEN_WATCHDOG*>(memory.get())) == TRUE);
        std::uint32_t head[2];
        std::memcpy(head, memory.get(), sizeof head);
        CHECK(head[0] == size);
        CHECK(head[1] == 3'600'000);
        if (size > sizeof(NETSDK_OPEN_WATCHDOG))
            CHECK(memory[size - 1] == 0x5a);
    }
}
