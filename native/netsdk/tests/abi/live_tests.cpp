#include "tests/abi/sdk.h"

#include <atomic>
#include <condition_variable>
#include <doctest/doctest.h>
#include <memory>

using namespace netsdk::test;
using Fault = LoopbackDevice::Fault;

namespace {

/// What a live callback was given.
struct Watcher {
    std::mutex mutex;
    std::condition_variable changed;
    int frames = 0;
    int broken = 0;
    std::size_t last_size = 0;
    bool held = false; // the callback does not come back
    int inside = 0;

    void take(LLONG, DWORD type, const BYTE* data, DWORD size)
    {
        std::unique_lock lock(mutex);
        ++inside;
        ++frames;
        last_size = size;
        const bool whole = type == 0 && size >= 32 && std::memcmp(data, "DHAV", 4) == 0 &&
                           std::memcmp(data + size - 8, "dhav", 4) == 0 &&
                           std::memcmp(data + size - 4, data + 12, 4) == 0;
        if (!whole)
            ++broken;
        changed.notify_all();
        changed.wait(lock, [this] { return !held; });
        --inside;
    }
    bool wait_frames(int count)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(20), [&] { return frames >= count; });
    }
    void hold(bool on)
    {
        const std::lock_guard lock(mutex);
        held = on;
        changed.notify_all();
    }
    int count()
    {
        const std::lock_guard lock(mutex);
        return frames;
    }
};

void watch(LLONG handle, DWORD type, BYTE* data, DWORD size, LLONG, LDWORD user)
{
    reinterpret_cast<Watcher*>(user)->take(handle, type, data, size);
}

LLONG play(LLONG login, Watcher& watcher, int channel = 0, int type = DH_RType_Realplay)
{
    const auto live = CLIENT_RealPlayEx(login, channel, nullptr, type);
    if (live != 0)
        CLIENT_SetRealDataCallBackEx2(live, watch, reinterpret_cast<LDWORD>(&watcher), 1);
    return live;
}

} // namespace

TEST_CASE("a_live_view_hands_out_whole_frames_until_it_is_stopped")
{
    Watcher watcher; // outlives the library, which calls back until its end
    const Sdk sdk;
    LoopbackDevice device({.frame_bytes = 50'000});
    const auto login = log_in(device);
    const auto live = play(login.handle, watcher, 3, DH_RType_Realplay_1);
    REQUIRE(live > 0);
    CHECK(device.counts().last_channel == 3);
    CHECK(device.counts().last_stream == 1);
    REQUIRE(watcher.wait_frames(20));
    CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
    const auto at_stop = watcher.count();
    CHECK(watcher.broken == 0);
    CHECK(watcher.last_size == 50'032);
    CHECK(eventually([&] { return device.counts().stopped == 1 && device.counts().released == 1; }));
    CHECK(watcher.count() == at_stop);
    CHECK(CLIENT_StopRealPlayEx(live) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
    CHECK(CLIENT_Logout(login.handle) == TRUE);
}

TEST_CASE("the_first_frame_is_whole_also_when_the_device_begins_in_the_middle_of_one")
{
    Watcher watcher; // outlives the library, which calls back until its end
    const Sdk sdk;
    LoopbackDevice device({.starts_frames_mid_stream = true});
    const auto login = log_in(device);
    const auto resyncs = figures().nResyncs;
    REQUIRE(play(login.handle, watcher) > 0);
    REQUIRE(watcher.wait_frames(5));
    CHECK(watcher.broken == 0);
    CHECK(figures().nResyncs > resyncs);
}

TEST_CASE("frames_that_come_before_the_callback_is_set_are_kept")
{
    Watcher watcher; // outlives the library, which calls back until its end
    const Sdk sdk;
    LoopbackDevice device({.frame_bytes = 1000, .frame_interval_ms = 1});
    const auto login = log_in(device);
    const auto live = CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Realplay);
    REQUIRE(live > 0);
    REQUIRE(eventually([&] { return device.counts().frames >= 10; }));
    CLIENT_SetRealDataCallBackEx2(live, watch, reinterpret_cast<LDWORD>(&watcher), 1);
    CHECK(watcher.wait_frames(10));
}

TEST_CASE("a_device_that_refuses_a_stream_makes_the_call_fail_with_a_reason")
{
    const Sdk sdk;
    LoopbackDevice device({});
    const auto login = log_in(device);
    device.fail(Fault::refuses_streams);
    CHECK(CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Realplay) == 0);
    CHECK(CLIENT_GetLastError() == NET_OPEN_CHANNEL_ERROR);
    CHECK(online(login.handle));
    CHECK(figures().nLives == 0);
}

TEST_CASE("a_view_of_several_pictures_is_not_supported_and_wrong_channels_are_refused")
{
    const Sdk sdk;
    LoopbackDevice device({});
    const auto login = log_in(device);
    CHECK(CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Multiplay) == 0);
    CHECK(CLIENT_GetLastError() == NET_UNSUPPORTED);
    CHECK(CLIENT_RealPlayEx(login.handle, -1, nullptr, DH_RType_Realplay) == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_RealPlayEx(login.handle, 100'000, nullptr, DH_RType_Realplay) == 0);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
}

TEST_CASE("a_live_view_works_with_devices_that_do_not_echo_the_transaction")
{
    Watcher one, two; // outlives the library, which calls back until its end
    const Sdk sdk;
    LoopbackDevice device({.echoes_transactions = false});
    const auto login = log_in(device);
    const auto first = play(login.handle, one, 0);
    const auto second = play(login.handle, two, 1);
    REQUIRE(first > 0);
    REQUIRE(second > 0);
    CHECK(one.wait_frames(3));
    CHECK(two.wait_frames(3));
    CHECK(CLIENT_StopRealPlayEx(first) == TRUE);
    CHECK(CLIENT_StopRealPlayEx(second) == TRUE);
}

TEST_CASE("a_slow_callback_stops_its_own_connection_and_not_the_keep_alives")
{
    Watcher slow, quick; // outlives the library, which calls back until its end
    const LimitsForTest limits([](auto& l) { l.nKeepAliveMs = 20; });
    const Sdk sdk;
    NET_PARAM param{};
    param.nConnectBufSize = 1; // the least there is
    CLIENT_SetNetworkParam(&param);
    LoopbackDevice device({.frame_bytes = 20'000, .frame_interval_ms = 0});
    const auto login = log_in(device);
    slow.hold(true);
    const auto paused = figures().nReadsPaused;
    const auto live = play(login.handle, slow, 0);
    REQUIRE(slow.wait_frames(1));
    REQUIRE(eventually([&] { return figures().nReadsPaused > paused; }));
    const auto keep_alives = device.counts().keep_alives.load();
    CHECK(eventually([&] { return device.counts().keep_alives > keep_alives + 5; }));
    const auto other = play(login.handle, quick, 1);
    CHECK(quick.wait_frames(100));
    CHECK(slow.count() == 1);
    CHECK(CLIENT_StopRealPlayEx(other) == TRUE);
    slow.hold(false);
    CHECK(slow.wait_frames(200)); // far more than the budget holds: the connection is read again
    CHECK(slow.broken == 0);
    CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
    param.nConnectBufSize = 0;
    CLIENT_SetNetworkParam(&param);
}

TEST_CASE("stop_waits_for_the_running_callback_and_frees_the_context")
{
    const Sdk sdk;
    LoopbackDevice device({.frame_interval_ms = 0});
    const auto login = log_in(device);
    for (int round = 0; round < 50; ++round) {
        auto watcher = std::make_unique<Watcher>();
        const auto live = play(login.handle, *watcher);
        REQUIRE(watcher->wait_frames(2));
        REQUIRE(CLIENT_StopRealPlayEx(live) == TRUE);
        watcher.reset(); // the sanitizers judge
    }
}

TEST_CASE("a_view_may_be_stopped_inside_its_own_callback")
{
    struct Context {
        std::atomic<int> calls{0};
        std::atomic<bool> stopped{false};
    } context;
    const Sdk sdk;
    LoopbackDevice device({.frame_interval_ms = 0});
    const auto login = log_in(device);
    const auto live = CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Realplay);
    CLIENT_SetRealDataCallBackEx2(
        live,
        [](LLONG handle, DWORD, BYTE*, DWORD, LLONG, LDWORD user) {
            auto& inside = *reinterpret_cast<Context*>(user);
            ++inside.calls;
            if (CLIENT_StopRealPlayEx(handle) == TRUE)
                inside.stopped = true;
        },
        reinterpret_cast<LDWORD>(&context), 1);
    CHECK(eventually([&] { return context.stopped.load(); }));
    CHECK(context.calls == 1);
    CHECK(CLIENT_Logout(login.handle) == TRUE);
}

TEST_CASE("cleanup_inside_a_callback_ends_everything_behind_it")
{
    std::atomic<bool> called{false};
    {
        LoopbackDevice device({});
        REQUIRE(CLIENT_Init(nullptr, 0) == TRUE);
        const auto login = log_in(device);
        const auto live = CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Realplay);
        CLIENT_SetRealDataCallBackEx2(
            live,
            [](LLONG, DWORD, BYTE*, DWORD, LLONG, LDWORD user) {
                CLIENT_Cleanup();
                CHECK(CLIENT_Init(nullptr, 0) == FALSE);
                CHECK(CLIENT_GetLastError() == NET_NOT_NOW);
                reinterpret_cast<std::atomic<bool>*>(user)->store(true);
            },
            reinterpret_cast<LDWORD>(&called), 1);
        REQUIRE(eventually([&] { return called.load(); }));
        REQUIRE(CLIENT_Init(nullptr, 0) == TRUE); // waits for the end
        CHECK(figures().nLogins == 0);
        CHECK(online(login.handle) == false);
        CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
        CLIENT_Cleanup();
    }
    CHECK(figures().nThreads == 0);
}

TEST_CASE("logout_ends_the_views_and_their_handles")
{
    Watcher watcher; // outlives the library, which calls back until its end
    const Sdk sdk;
    LoopbackDevice device({});
    const auto login = log_in(device);
    const auto live = play(login.handle, watcher);
    REQUIRE(watcher.wait_frames(1));
    CHECK(CLIENT_Logout(login.handle) == TRUE);
    const auto frames = watcher.count();
    CHECK(CLIENT_StopRealPlayEx(live) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
    CHECK(eventually([&] { return device.counts().open == 0; }));
    CHECK(watcher.count() == frames);
    CHECK(figures().nLives == 0);
}

TEST_CASE("a_media_connection_lost_under_a_living_login_stays_silent_without_automatic_reconnecting")
{
    Watcher watcher; // outlives the library, which calls back until its end
    const Sdk sdk;
    LoopbackDevice device({});
    const auto login = log_in(device);
    const auto live = play(login.handle, watcher);
    REQUIRE(watcher.wait_frames(1));
    device.drop_media();
    CHECK(eventually([&] { return device.counts().released == 1; })); // the device may forget the reservation
    CHECK(online(login.handle));
    CHECK(device.counts().reserved == 1);
    CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
}
