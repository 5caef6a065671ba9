#include "net/figures.h"
#include "streams/outlet.h"

#include <condition_variable>
#include <doctest/doctest.h>
#include <future>
#include <mutex>
#include <vector>

using namespace netsdk;
using streams::Outlet;

namespace {

wire::Buffer frame(std::size_t size, unsigned mark)
{
    return wire::Buffer(size, static_cast<std::byte>(mark));
}

/// What came out, and a callback that can be held.
struct Sink {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<unsigned> marks;
    bool held = false;

    void take(wire::Bytes bytes)
    {
        std::unique_lock lock(mutex);
        marks.push_back(std::to_integer<unsigned>(bytes.front()));
        changed.notify_all();
        changed.wait(lock, [this] { return !held; });
    }
    bool wait_count(std::size_t count)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(20), [&] { return marks.size() >= count; });
    }
    void hold(bool on)
    {
        const std::lock_guard lock(mutex);
        held = on;
        changed.notify_all();
    }
};

} // namespace

TEST_CASE("frames_come_out_in_order_and_whole")
{
    asio::thread_pool pool(4);
    const auto outlet = std::make_shared<Outlet>(pool.get_executor(), 1'000'000, [] {});
    Sink sink;
    outlet->set_sink([&](wire::Bytes bytes) { sink.take(bytes); });
    for (unsigned mark = 0; mark < 200; ++mark)
        CHECK(outlet->offer(frame(100, mark)) == Outlet::Room::left);
    REQUIRE(sink.wait_count(200));
    for (unsigned mark = 0; mark < 200; ++mark)
        CHECK(sink.marks[mark] == mark);
    outlet->close();
    pool.join();
}

TEST_CASE("without_a_sink_frames_wait_and_the_budget_says_when_to_stop_reading")
{
    asio::thread_pool pool(1);
    std::promise<void> room;
    const auto outlet = std::make_shared<Outlet>(pool.get_executor(), 1000, [&] { room.set_value(); });
    CHECK(outlet->offer(frame(400, 1)) == Outlet::Room::left);
    CHECK(outlet->offer(frame(400, 2)) == Outlet::Room::left);
    const auto paused = net::figures().reads_paused.load();
    CHECK(outlet->offer(frame(400, 3)) == Outlet::Room::full);
    CHECK(outlet->offer(frame(400, 4)) == Outlet::Room::full); // always taken: what was read is not lost
    CHECK(net::figures().reads_paused == paused + 1);
    Sink sink;
    outlet->set_sink([&](wire::Bytes bytes) { sink.take(bytes); });
    REQUIRE(room.get_future().wait_for(std::chrono::seconds(20)) == std::future_status::ready);
    REQUIRE(sink.wait_count(4));
    outlet->close();
    pool.join();
}

TEST_CASE("room_is_told_only_when_half_of_the_budget_is_free")
{
    asio::thread_pool pool(1);
    std::atomic<int> told{0};
    const auto outlet = std::make_shared<Outlet>(pool.get_executor(), 1000, [&] { ++told; });
    Sink sink;
    sink.hold(true);
    outlet->set_sink([&](wire::Bytes bytes) { sink.take(bytes); });
    for (unsigned mark = 0; mark < 4; ++mark)
        static_cast<void>(outlet->offer(frame(300, mark)));
    REQUIRE(sink.wait_count(1));
    CHECK(told == 0);
    sink.hold(false);
    REQUIRE(sink.wait_count(4));
    outlet->close();
    pool.join();
    CHECK(told == 1);
}

TEST_CASE("a_closed_outlet_drops_what_waits_and_takes_no_more")
{
    asio::thread_pool pool(1);
    const auto outlet = std::make_shared<Outlet>(pool.get_executor(), 1000, [] {});
    CHECK(outlet->offer(frame(10, 1)) == Outlet::Room::left);
    outlet->close();
    int calls = 0;
    outlet->set_sink([&](wire::Bytes) { ++calls; });
    CHECK(outlet->offer(frame(5000, 2)) == Outlet::Room::left);
    pool.join();
    CHECK(calls == 0);
}

TEST_CASE("a_sink_that_throws_spends_its_frame_and_the_next_one_comes")
{
    asio::thread_pool pool(2);
    const auto outlet = std::make_shared<Outlet>(pool.get_executor(), 1000, [] {});
    Sink sink;
    outlet->set_sink([&](wire::Bytes bytes) {
        sink.take(bytes);
        throw std::runtime_error("the caller's");
    });
    for (unsigned mark = 0; mark < 10; ++mark)
        static_cast<void>(outlet->offer(frame(10, mark)));
    CHECK(sink.wait_count(10));
    outlet->close();
    pool.join();
}
