#include "abi/handle_table.h"
#include "net/back_off.h"
#include "net/target.h"
#include "session/login_outcome.h"
#include "session/waiter.h"

#include <doctest/doctest.h>
#include <memory>
#include <set>
#include <thread>

using namespace netsdk;

TEST_CASE("pauses_grow_to_half_a_minute_and_differ_between_devices")
{
    net::BackOff one(1), other(99);
    std::set<net::Milliseconds> first{one.next(), other.next()};
    CHECK(first.size() == 2);
    for (const auto pause : first) {
        CHECK(pause > net::Milliseconds(740));
        CHECK(pause <= net::Milliseconds(1000));
    }
    net::Milliseconds last{};
    for (int attempt = 0; attempt < 1000; ++attempt)
        last = one.next();
    CHECK(last > net::Milliseconds(22'000));
    CHECK(last <= net::Milliseconds(30'000));
    one.reset();
    CHECK(one.next() <= net::Milliseconds(1000));
}

TEST_CASE("which_refusals_concern_the_account")
{
    const auto concerned = [](wire::LoginRefusal refusal) {
        session::LoginOutcome outcome;
        outcome.reply.emplace();
        outcome.reply->refusal = refusal;
        return session::concerns_account(outcome);
    };
    using enum wire::LoginRefusal;
    for (const auto refusal : {wrong_password, no_such_user, locked, forbidden, only_third_generation, no_user_key,
                               address_not_allowed, not_initialized, restricted, only_high_security, unknown})
        CHECK(concerned(refusal));
    for (const auto refusal :
         {timed_out, already_logged_in, busy, no_sub_connection, no_main_connection, too_many_connections})
        CHECK(!concerned(refusal));
    session::LoginOutcome lost;
    lost.why = wire::Error::connection_lost;
    CHECK(!session::concerns_account(lost));
}

TEST_CASE("targets_are_literals_with_a_port")
{
    CHECK(net::parse_target("10.0.0.1", 37777, "").value().device.port() == 37777);
    CHECK(net::parse_target("fe80::1", 1, "").value().device.address().is_v6());
    CHECK(net::parse_target("10.0.0.1", 65535, "10.0.0.2").value().local->to_string() == "10.0.0.2");
    for (const auto* wrong : {"", "name", "10.0.0", "10.0.0.1:80", "0.0.0.0", "239.1.1.1", "10.0.0.1 "})
        CHECK(net::parse_target(wrong, 1, "").error() == wire::Error::bad_address);
    CHECK(net::parse_target("10.0.0.1", 1, "::1").error() == wire::Error::bad_address);
    CHECK(net::parse_target("10.0.0.1", 0, "").error() == wire::Error::invalid_argument);
    CHECK(net::parse_target("10.0.0.1", 65536, "").error() == wire::Error::invalid_argument);
    CHECK(net::parse_target("10.0.0.1", -1, "").error() == wire::Error::invalid_argument);
}

TEST_CASE("a_waiter_takes_the_first_answer_and_knows_its_deadline")
{
    session::Waiter<int> waiter;
    CHECK(!waiter.wait_until(net::Time::min()));
    std::thread other([&] {
        waiter.complete(1);
        waiter.complete(2);
    });
    CHECK(waiter.wait_until(net::Time::clock::now() + std::chrono::seconds(20)) == 1);
    other.join();
}

TEST_CASE("handles_are_positive_have_a_kind_and_do_not_come_back_soon")
{
    abi::HandleTable<int> logins(abi::HandleKind::login), lives(abi::HandleKind::live);
    CHECK(logins.reserve() == 0); // closed until the library starts
    logins.open();
    lives.open();
    std::set<long> seen;
    for (int round = 0; round < 10'000; ++round) {
        const auto handle = logins.reserve();
        REQUIRE(handle > 0);
        REQUIRE(seen.insert(handle).second);
        CHECK(!logins.find(handle)); // reserved, not there yet
        REQUIRE(logins.publish(handle, std::make_shared<int>(round)));
        CHECK(*logins.find(handle) == round);
        CHECK(!lives.find(handle));
        logins.remove(handle);
        logins.remove(handle);
        CHECK(!logins.find(handle));
    }
    CHECK(logins.size() == 0);
    for (const long wrong : {0L, -1L, 1L, 0x7fffffffffffffffL, static_cast<long>(1ULL << 63U)})
        CHECK(!logins.find(wrong));
}

TEST_CASE("slots_are_used_again_but_only_when_a_thousand_others_are_free")
{
    abi::HandleTable<int> table(abi::HandleKind::search);
    table.open();
    std::set<long> slots;
    for (int round = 0; round < 100'000; ++round) {
        const auto handle = table.reserve();
        REQUIRE(table.publish(handle, std::make_shared<int>(0)));
        slots.insert(handle & 0xFFFFFF);
        table.remove(handle);
    }
    CHECK(slots.size() == 1025);
}

TEST_CASE("a_closed_table_still_finds_but_gives_no_more_until_it_is_cleared")
{
    abi::HandleTable<int> table(abi::HandleKind::login);
    table.open();
    const auto here = table.reserve();
    const auto coming = table.reserve();
    REQUIRE(table.publish(here, std::make_shared<int>(1)));
    CHECK(table.close().size() == 1);
    CHECK(table.find(here));
    CHECK(table.reserve() == 0);
    CHECK(!table.publish(coming, std::make_shared<int>(2)));
    table.clear();
    CHECK(!table.find(here));
    table.open();
    CHECK(table.reserve() > 0);
    CHECK(!table.find(here));
}
