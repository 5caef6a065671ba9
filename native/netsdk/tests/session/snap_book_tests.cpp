#include "session/snap_book.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::session;
using namespace std::chrono_literals;

namespace {

constexpr net::Time start{1h};
constexpr net::Milliseconds step{5000};
constexpr net::Milliseconds guard{3000};

template <class Item>
std::vector<unsigned> channels(const std::vector<Item>& items)
{
    std::vector<unsigned> list;
    for (const auto& item : items)
        list.push_back(item.channel);
    return list;
}

std::vector<std::uint16_t> serials(const std::vector<SnapJob>& jobs)
{
    std::vector<std::uint16_t> list;
    for (const auto& job : jobs)
        list.push_back(job.serial);
    return list;
}

using Serials = std::vector<std::uint16_t>;

SharedPicture picture(std::size_t size = 100)
{
    return std::make_shared<const TakenPicture>(TakenPicture{wire::PictureKind::jpeg, wire::Buffer(size)});
}

} // namespace

TEST_CASE("pictures_of_different_channels_go_at_once_and_who_wants_one_of_a_channel_shares_what_is_under_way")
{
    SnapBook book(step, guard);
    const auto first = book.add(0, 1, start + 5s);
    REQUIRE(book.add(0, 2, start + 5s));
    REQUIRE(book.add(1, 3, start + 5s));
    CHECK(book.wants(start));
    const auto turn = book.turn(start);
    CHECK(channels(turn.begin) == std::vector<unsigned>{0, 1});
    CHECK(turn.abandon.empty());
    REQUIRE(book.add(0, 4, start + 9s));
    CHECK(book.turn(start + 4s).begin.empty());
    CHECK(!book.wants(start + 4s));
    CHECK(serials(book.settle(first.value(), picture())) == Serials{1, 2, 4});
    CHECK(book.settle(first.value(), picture()).empty()); // told twice, it is nobody's
}

TEST_CASE("a_picture_serves_for_the_time_of_the_guard_since_it_was_asked_for")
{
    SnapBook book(step, guard);
    const auto first = book.add(0, 1, start + 5s).value();
    REQUIRE(book.turn(start).begin.size() == 1);
    const auto taken = picture();
    REQUIRE(book.settle(first, taken).size() == 1);
    CHECK(book.deadline() == start + guard); // then it is let go
    REQUIRE(book.add(0, 2, start + 7s));
    REQUIRE(book.add(1, 3, start + 7s));
    auto turn = book.turn(start + 2999ms);
    CHECK(channels(turn.begin) == std::vector<unsigned>{1});
    REQUIRE(turn.served.size() == 1);
    CHECK(turn.served[0].job.serial == 2);
    CHECK(turn.served[0].picture == taken);
    CHECK(book.expire(start + guard).empty());
    CHECK(taken.use_count() == 2); // ours and the turn's
    REQUIRE(book.add(0, 4, start + 8s));
    turn = book.turn(start + guard);
    CHECK(channels(turn.begin) == std::vector<unsigned>{0});
    CHECK(turn.served.empty());
}

TEST_CASE("a_channel_is_not_asked_twice_within_a_second_whatever_became_of_the_first")
{
    SnapBook book(step, 0ms); // a guard that counts as a second
    const auto failed = book.add(0, 1, start + 5s).value();
    REQUIRE(book.turn(start).begin.size() == 1);
    CHECK(serials(book.settle(failed, nullptr)) == Serials{1});
    REQUIRE(book.add(0, 2, start + 5s));
    auto turn = book.turn(start + 999ms);
    CHECK(turn.begin.empty());
    CHECK(turn.served.empty());
    CHECK(book.deadline() == start + 1s);
    turn = book.turn(start + 1s);
    CHECK(turn.begin.size() == 1);
    REQUIRE(book.settle(turn.begin.at(0).id, picture()).size() == 1);
    CHECK(book.turn(start + 2s).begin.empty());
}

TEST_CASE("with_the_least_guard_a_picture_of_before_serves_nobody_who_comes_later")
{
    SnapBook book(step, 1000ms);
    const auto before = book.add(0, 1, start + 5s).value();
    REQUIRE(book.turn(start).begin.size() == 1);
    REQUIRE(book.add(0, 2, start + 5s));
    CHECK(book.turn(start + 100ms).begin.empty());
    CHECK(serials(book.settle(before, picture())) == Serials{1, 2}); // who comes while it is under way shares it
    REQUIRE(book.add(0, 3, start + 5s));
    auto turn = book.turn(start + 999ms);
    CHECK(turn.begin.empty());
    CHECK(turn.served.empty());
    CHECK(book.deadline() == start + 1s);
    turn = book.turn(start + 1s);
    CHECK(turn.served.empty());
    CHECK(turn.begin.size() == 1);
}

TEST_CASE("a_device_is_asked_for_four_pictures_at_once_and_the_others_wait_up_to_a_bound")
{
    SnapBook book(step, guard);
    for (unsigned channel = 0; channel < SnapBook::most_wanted; ++channel)
        REQUIRE(book.add(channel, 0, start + 5s));
    CHECK(book.add(999, 0, start + 5s).error() == wire::Error::limit_reached);
    const auto begun = book.turn(start).begin;
    CHECK(channels(begun) == std::vector<unsigned>{0, 1, 2, 3});
    CHECK(book.add(999, 0, start + 5s).error() == wire::Error::limit_reached); // who waits for a request counts
    REQUIRE(book.settle(begun[2].id, nullptr).size() == 1);
    CHECK(book.add(999, 0, start + 5s));
    CHECK(channels(book.turn(start).begin) == std::vector<unsigned>{4});
}

TEST_CASE("a_picture_whose_time_has_passed_is_told_once_and_comes_to_nobody")
{
    SnapBook book(step, guard);
    const auto under_way = book.add(0, 1, start + 5s).value();
    REQUIRE(book.add(0, 2, start + 6s));
    REQUIRE(book.turn(start).begin.size() == 1);
    CHECK(book.deadline() == start + 5s);
    CHECK(book.expire(start + 5s - 1ms).empty());
    CHECK(serials(book.expire(start + 5s)) == Serials{1});
    CHECK(book.expire(start + 5s).empty());
    CHECK(book.deadline() == start + 6s);
    CHECK(serials(book.expire(start + 6s)) == Serials{2});
    CHECK(book.settle(under_way, picture()).empty());
    REQUIRE(book.add(0, 3, start + 9s));
    CHECK(book.turn(start + 6s).served.empty()); // what came late serves nobody
}

TEST_CASE("one_that_waits_too_long_for_its_turn_is_told_without_having_been_asked_for")
{
    SnapBook book(step, guard);
    for (unsigned channel = 0; channel < SnapBook::most_under_way; ++channel)
        REQUIRE(book.add(channel, 1, start + 9s));
    REQUIRE(book.add(9, 2, start + 5s));
    REQUIRE(book.turn(start).begin.size() == SnapBook::most_under_way);
    CHECK(serials(book.expire(start + 5s)) == Serials{2});
    CHECK(!book.wants(start + 5s));
}

TEST_CASE("a_late_request_makes_room_for_the_next_of_its_channel_or_of_any_when_the_device_is_full")
{
    SnapBook book(step, guard);
    const auto late = book.add(0, 1, start + 5s).value();
    REQUIRE(book.turn(start).begin.size() == 1);
    REQUIRE(book.expire(start + 5s).size() == 1);
    REQUIRE(book.add(0, 2, start + 10s));
    const auto turn = book.turn(start + 5s);
    CHECK(turn.abandon == std::vector<SnapId>{late});
    CHECK(turn.begin.size() == 1);

    SnapBook full(step, guard);
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

TEST_CASE("a_repeated_picture_comes_at_once_and_then_in_its_interval_and_is_a_new_one_each_time")
{
    SnapBook book(step, guard);
    const auto before = book.add(3, 1, start).value();
    REQUIRE(book.turn(start - 1s).begin.size() == 1);
    REQUIRE(book.settle(before, picture()).size() == 1);
    book.repeat(3, 9, 2s, start);
    CHECK(book.deadline() == start);
    auto begun = book.turn(start).begin;
    REQUIRE(begun.size() == 1);
    CHECK(begun[0].deadline == start + step);
    CHECK(serials(book.settle(begun[0].id, picture())) == Serials{9});
    CHECK(book.deadline() == start + 2s);
    CHECK(book.turn(start + 2s - 1ms).begin.empty());
    CHECK(book.turn(start + 2s).begin.size() == 1);
}

TEST_CASE("a_repeated_picture_that_is_not_there_yet_delays_the_next_and_a_lost_one_does_not_end_them")
{
    SnapBook book(step, guard);
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
    SnapBook book(step, guard);
    book.repeat(3, 1, 0ms, start);
    auto begun = book.turn(start).begin;
    REQUIRE(book.settle(begun.at(0).id, nullptr).size() == 1);
    CHECK(book.turn(start + 999ms).begin.empty());
    book.repeat(3, 2, 60s, start + 999ms);
    CHECK(book.turn(start + 999ms).begin.empty()); // the channel was asked just now
    begun = book.turn(start + 1s).begin;
    CHECK(serials(book.settle(begun.at(0).id, nullptr)) == Serials{2});
    book.stop(3);
    CHECK(book.deadline() == net::never);
    CHECK(!book.wants(start + 1h));
}

TEST_CASE("a_repeated_picture_for_which_there_is_no_room_is_due_again_a_second_later")
{
    SnapBook book(step, guard);
    for (std::size_t count = 0; count < SnapBook::most_wanted; ++count)
        REQUIRE(book.add(0, 0, start + 5s));
    REQUIRE(book.turn(start).begin.size() == 1);
    book.repeat(3, 9, 10s, start);
    CHECK(book.turn(start).begin.empty());
    CHECK(book.deadline() == start + 1s);
    REQUIRE(book.expire(start + 5s).size() == SnapBook::most_wanted);
    CHECK(channels(book.turn(start + 5s).begin) == std::vector<unsigned>{3});
}

TEST_CASE("pictures_that_may_still_serve_others_are_bounded_and_the_oldest_goes_first")
{
    SnapBook book(step, guard);
    const auto take = [&](unsigned channel, std::size_t size, net::Time now) {
        REQUIRE(book.add(channel, 0, now + 5s));
        const auto begun = book.turn(now).begin;
        REQUIRE(begun.size() == 1);
        REQUIRE(book.settle(begun[0].id, picture(size)).size() == 1);
    };
    const auto kept = [&](unsigned channel, net::Time now) {
        REQUIRE(book.add(channel, 0, now + 5s));
        return !book.turn(now).served.empty();
    };
    take(2, SnapBook::most_bytes_kept / 2, start);
    take(1, SnapBook::most_bytes_kept / 2, start + 1ms);
    take(0, 1, start + 2ms);
    CHECK(kept(0, start + 3ms));
    CHECK(kept(1, start + 3ms));
    CHECK(!kept(2, start + 3ms));
    take(4, SnapBook::most_bytes_kept + 1, start + 4ms);
    CHECK(!kept(4, start + 5ms));
    CHECK(kept(1, start + 5ms));
}

TEST_CASE("when_everything_is_dropped_each_is_told_once_and_what_is_repeated_goes_on")
{
    SnapBook book(step, guard);
    const auto served = book.add(8, 1, start + 5s).value();
    REQUIRE(book.turn(start).begin.size() == 1);
    REQUIRE(book.settle(served, picture()).size() == 1);
    book.repeat(3, 1, 1s, start);
    REQUIRE(book.add(0, 2, start + 2s));
    REQUIRE(book.turn(start).begin.size() == 2);
    REQUIRE(book.expire(start + 2s).size() == 1);
    REQUIRE(book.add(0, 3, start + 9s));
    CHECK(book.drop_all().size() == 2); // the late one was told before
    CHECK(book.drop_all().empty());
    REQUIRE(book.add(8, 4, start + 9s));
    const auto turn = book.turn(start + 2s);
    CHECK(channels(turn.begin) == std::vector<unsigned>{8, 3});
    CHECK(turn.served.empty()); // what was taken before went, too
}
