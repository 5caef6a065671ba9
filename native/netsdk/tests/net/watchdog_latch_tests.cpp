#include "net/watchdog_latch.h"

#include <doctest/doctest.h>
#include <random>

using namespace netsdk::net;
using namespace std::chrono_literals;

namespace {

constexpr auto trip = 8s;

/// A moment after the machine was started.
constexpr BootTime at(WatchdogLatch::Duration since)
{
    return BootTime(1h + since);
}

WatchdogLatch armed()
{
    WatchdogLatch latch;
    latch.arm(at(0s), trip);
    return latch;
}

bool same(const WatchdogLatch& one, const WatchdogLatch& other)
{
    return one.tripped() == other.tripped() && one.trips() == other.trips() && one.tripped_at() == other.tripped_at() &&
           one.open_until() == other.open_until();
}

} // namespace

TEST_CASE("a_latch_nobody_armed_is_open_for_ever")
{
    WatchdogLatch latch;
    latch.look(at(24h * 365));
    CHECK(!latch.tripped());
    CHECK(latch.open_until() == BootTime::max());
    CHECK(latch.feed(at(24h * 366), BootTime{}));
    CHECK(latch.open_until() == BootTime::max());
}

TEST_CASE("a_latch_that_is_fed_in_time_stays_open_whatever_the_beat")
{
    auto latch = armed();
    for (int feeds = 1; feeds <= 100; ++feeds)
        CHECK(latch.feed(at(trip * feeds), BootTime{}));
    CHECK(latch.trips() == 0);
    CHECK(latch.open_until() == at(trip * 101));
}

TEST_CASE("a_latch_that_is_not_fed_trips_at_its_moment_however_late_it_is_noticed")
{
    auto latch = armed();
    latch.look(at(trip));
    CHECK(!latch.tripped());
    latch.look(at(30s));
    CHECK(latch.tripped());
    CHECK(latch.tripped_at() == at(trip));
    CHECK(latch.open_until() == at(trip));
    CHECK(latch.trips() == 1);
    latch.look(at(60s));
    CHECK(latch.trips() == 1);
}

TEST_CASE("a_late_feed_trips_the_latch_itself")
{
    auto latch = armed();
    CHECK(!latch.feed(at(trip + 1ns), at(7s)));
    CHECK(latch.tripped());
    CHECK(latch.tripped_at() == at(trip));
    CHECK(latch.last_feed() == at(trip + 1ns));
}

TEST_CASE("only_a_beat_that_was_sent_after_the_trip_opens_the_latch_again")
{
    auto latch = armed();
    CHECK(!latch.feed(at(20s), at(7s)));
    CHECK(!latch.feed(at(21s), at(trip)));
    CHECK(latch.trips() == 1);
    CHECK(latch.feed(at(22s), at(trip + 1ns)));
    CHECK(!latch.tripped());
    CHECK(latch.open_until() == at(22s + trip));
}

TEST_CASE("a_late_feed_with_a_beat_made_after_the_trip_trips_and_opens_at_once_and_counts")
{
    auto latch = armed();
    CHECK(latch.feed(at(30s), at(29s)));
    CHECK(latch.trips() == 1);
    CHECK(latch.tripped_at() == at(trip));
    CHECK(latch.open_until() == at(30s + trip));
}

TEST_CASE("arming_again_counts_as_a_feed_but_opens_no_tripped_latch")
{
    auto latch = armed();
    latch.arm(at(5s), 2s);
    CHECK(latch.open_until() == at(7s));
    latch.arm(at(8s), trip);
    CHECK(latch.tripped());
    CHECK(latch.tripped_at() == at(7s));
    CHECK(latch.feed(at(9s), at(9s)));
    CHECK(latch.open_until() == at(9s + trip));
}

TEST_CASE("disarming_opens_and_arming_begins_anew")
{
    auto latch = armed();
    latch.look(at(20s));
    latch.arm(at(21s), 0s);
    CHECK(!latch.tripped());
    CHECK(latch.open_until() == BootTime::max());
    CHECK(latch.trips() == 1);
    latch.arm(at(90s), trip);
    CHECK(!latch.tripped());
    CHECK(latch.open_until() == at(90s + trip));
}

TEST_CASE("whatever_happens_an_open_latch_was_fed_in_time_and_looking_more_often_changes_nothing")
{
    for (unsigned seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        WatchdogLatch latch = armed(), watched = armed();
        auto now = at(0s), fed = now;
        for (int step = 0; step < 300; ++step) {
            const auto pause = std::chrono::milliseconds(random() % 12'000);
            for (int looks = 1; looks < 4; ++looks)
                watched.look(now + pause * looks / 4);
            now += pause;
            const auto beat = now - std::chrono::milliseconds(random() % 16'000);
            const bool was_late = now > fed + trip;
            const auto trips = latch.trips();
            const bool was_tripped = latch.tripped();
            const bool open = latch.feed(now, beat);
            CHECK(open == !latch.tripped());
            CHECK(watched.feed(now, beat) == open);
            CHECK(same(latch, watched));
            CHECK((was_tripped || was_late) == (was_tripped || latch.trips() == trips + 1));
            if (was_tripped || was_late)
                CHECK(open == (beat > latch.tripped_at()));
            else
                CHECK(open);
            if (latch.trips() != trips)
                CHECK(latch.tripped_at() == fed + trip);
            if (open)
                fed = now;
        }
        CHECK(latch.trips() > 0);
    }
}
