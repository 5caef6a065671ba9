#include "session/snap_book.h"

#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::session;
using namespace std::chrono_literals;

namespace {

constexpr net::Time start{1h};
constexpr net::Milliseconds step{5000};

std::vector<unsigned> channels(const std::vector<SnapJob>& jobs)
{
    std::vector<unsigned> list;
    for (const auto& job : jobs)
        list.push_back(job.channel);
    return list;
}

} // namespace

TEST_CASE("pictures_of_different_channels_go_at_once_and_of_one_channel_after_each_other")
{
    SnapBook book(step);
    const auto first = book.add(0, 1, start + 5s);
    REQUIRE(book.add(0, 2, start + 5s));
    REQUIRE(book.add(1, 3, start + 5s));
    CHECK(book.wants(start));
    const auto turn = book.turn(start);
    CHECK(channels(turn.begin) == std::vector<unsigned>{0, 1});
    CHECK(turn.abandon.empty());
    CHECK(book.turn(start).begin.empty());
    const auto settled = book.settle(first.value());
    REQUIRE(settled);
    CHECK(settled->serial == 1);
    const auto next = book.turn(start + 1s).begin;
    REQUIRE(next.size() == 1);
    CHECK(next[0].serial == 2);
    CHECK(!book.settle(first.value())); // told twice, it is nobody's
}

TEST_CASE("a_device_is_asked_for_four_pictures_at_once_and_the_others_wait_up_to_a_bound")
{
    SnapBook book(step);
    for (unsigned channel = 0; channel < SnapBook::most_waiting; ++channel)
        REQUIRE(book.add(channel, 0, start + 5s));
    CHECK(book.add(99, 0, start + 5s).error() == wire::Error::limit_reached);
    const auto begun = book.turn(start).begin;
    CHECK(channels(begun) == std::vector<unsigned>{0, 1, 2, 3});
    CHECK(book.add(99, 0, start + 5s));
    REQUIRE(book.settle(begun[2].id));
    CHECK(channels(book.turn(start).begin) == std::vector<unsigned>{4});
}

TEST_CASE("a_picture_whose_time_has_passed_is_told_once_and_comes_to_nobody")
{
    SnapBook book(step);
    const auto under_way = book.add(0, 1, start + 5s).value();
    REQUIRE(book.turn(start).begin.size() == 1);
    REQUIRE(book.add(0, 2, start + 6s));
    CHECK(book.deadline() == start + 5s);
    CHECK(book.expire(start + 5s - 1ms).empty());
    const auto expired = book.expire(start + 5s);
    REQUIRE(expired.size() == 1);
    CHECK(expired[0].serial == 1);
    CHECK(book.expire(start + 5s).empty());
    CHECK(book.deadline() == start + 6s);
    CHECK(!book.settle(under_way));
}

TEST_CASE("one_that_waits_too_long_for_its_turn_is_told_without_having_been_asked_for")
{
    SnapBook book(step);
    REQUIRE(book.add(0, 1, start + 9s));
    REQUIRE(book.add(0, 2, start + 5s));
    REQUIRE(book.turn(start).begin.size() == 1);
    const auto expired = book.expire(start + 5s);
    REQUIRE(expired.size() == 1);
    CHECK(expired[0].serial == 2);
    CHECK(!book.wants(start + 5s));
}

TEST_CASE("a_late_request_makes_room_for_the_next_of_its_channel_or_of_any_when_the_device_is_full")
{
    SnapBook book(step);
    const auto late = book.add(0, 1, start + 5s).value();
    REQUIRE(book.turn(start).begin.size() == 1);
    REQUIRE(book.expire(start + 5s).size() == 1);
    REQUIRE(book.add(0, 2, start + 10s));
    const auto turn = book.turn(start + 5s);
    CHECK(turn.abandon == std::vector<SnapId>{late});
    CHECK(turn.begin.size() == 1);

    SnapBook full(step);
    for (unsigned channel = 0; channel < 4; ++channel)
        REQUIRE(full.add(channel, 0, start + (channel == 2 ? 5s : 9s)));
    const auto begun = full.turn(start).begin;
    REQUIRE(begun.size() == 4);
    REQUIRE(full.add(7, 0, start + 9s));
    CHECK(full.turn(start + 4s).begin.empty());
    REQUIRE(full.expire(start + 5s).size() == 1);
    const auto next = full.turn(start + 5s);
    CHECK(next.abandon == std::vector<SnapId>{begun[2].id});
    CHECK(channels(next.begin) == std::vector<unsigned>{7});
}

TEST_CASE("a_repeated_picture_comes_at_once_and_then_in_its_interval")
{
    SnapBook book(step);
    book.repeat(3, 9, 10s, start);
    CHECK(book.deadline() == start);
    auto begun = book.turn(start).begin;
    REQUIRE(begun.size() == 1);
    CHECK(begun[0].serial == 9);
    CHECK(begun[0].deadline == start + step);
    REQUIRE(book.settle(begun[0].id));
    CHECK(book.deadline() == start + 10s);
    CHECK(book.turn(start + 10s - 1ms).begin.empty());
    CHECK(book.turn(start + 10s).begin.size() == 1);
}

TEST_CASE("a_repeated_picture_that_is_not_there_yet_delays_the_next_and_a_lost_one_does_not_end_them")
{
    SnapBook book(step);
    book.repeat(3, 9, 1s, start);
    const auto slow = book.turn(start).begin;
    REQUIRE(slow.size() == 1);
    CHECK(book.turn(start + 1s).begin.empty());
    CHECK(book.deadline() == start + step);
    REQUIRE(book.expire(start + step).size() == 1);
    const auto turn = book.turn(start + step);
    CHECK(turn.begin.size() == 1);
    CHECK(turn.abandon == std::vector<SnapId>{slow[0].id});
}

TEST_CASE("repeated_pictures_are_a_second_apart_at_least_and_end_when_they_are_stopped_or_replaced")
{
    SnapBook book(step);
    book.repeat(3, 1, 0ms, start);
    auto begun = book.turn(start).begin;
    REQUIRE(book.settle(begun.at(0).id));
    CHECK(book.turn(start + 999ms).begin.empty());
    book.repeat(3, 2, 60s, start + 999ms);
    begun = book.turn(start + 999ms).begin;
    CHECK(begun.at(0).serial == 2);
    REQUIRE(book.settle(begun[0].id));
    book.stop(3);
    CHECK(book.deadline() == net::never);
    CHECK(!book.wants(start + 1h));
}

TEST_CASE("when_everything_is_dropped_each_is_told_once_and_what_is_repeated_goes_on")
{
    SnapBook book(step);
    book.repeat(3, 1, 1s, start);
    REQUIRE(book.add(0, 2, start + 2s));
    REQUIRE(book.turn(start).begin.size() == 2);
    REQUIRE(book.expire(start + 2s).size() == 1);
    REQUIRE(book.add(0, 3, start + 9s));
    CHECK(book.drop_all().size() == 2); // the late one was told before
    CHECK(book.drop_all().empty());
    CHECK(channels(book.turn(start + 3s).begin) == std::vector<unsigned>{3});
}
