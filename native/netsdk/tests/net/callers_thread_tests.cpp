#include "net/callers_thread.h"

#include <asio/post.hpp>
#include <doctest/doctest.h>
#include <latch>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace netsdk;

namespace {

/// What one network thread does until nothing is left; its number.
std::thread::id run_out(asio::io_context& network)
{
    std::thread thread([&] { network.run(); });
    const auto id = thread.get_id();
    thread.join();
    return id;
}

} // namespace

TEST_CASE("what_is_run_on_a_free_strand_is_run_by_the_thread_that_asks_before_it_is_back")
{
    asio::io_context network;
    const auto strand = asio::make_strand(network);
    std::thread::id by;
    net::run_on(strand, [&] { by = std::this_thread::get_id(); });
    CHECK(by == std::this_thread::get_id());
    CHECK(network.poll() == 0);
}

TEST_CASE("what_is_run_on_a_strand_that_is_busy_is_run_by_a_network_thread_after_what_runs_there")
{
    asio::io_context network;
    const auto strand = asio::make_strand(network);
    std::latch inside(1), asked(1);
    std::vector<int> order; // not atomic: the sanitizers would see two at once
    std::thread::id by;
    asio::post(strand, [&] {
        inside.count_down();
        asked.wait();
        order.push_back(1);
    });
    std::thread thread([&] { network.run(); });
    const auto id = thread.get_id();
    inside.wait();
    net::run_on(strand, [&] {
        order.push_back(2);
        by = std::this_thread::get_id();
    });
    asked.count_down();
    thread.join();
    CHECK(order == std::vector{1, 2});
    CHECK(by == id);
}

TEST_CASE("what_comes_to_a_strand_while_a_caller_is_on_it_is_left_to_the_network_threads")
{
    asio::io_context network;
    const auto strand = asio::make_strand(network);
    std::thread::id by;
    net::run_on(strand, [&] { asio::post(strand, [&] { by = std::this_thread::get_id(); }); });
    CHECK(by == std::thread::id());
    CHECK(run_out(network) == by);
}

TEST_CASE("what_throws_on_a_callers_thread_is_thrown_to_the_caller_and_leaves_the_strand_to_others")
{
    asio::io_context network;
    const auto strand = asio::make_strand(network);
    bool later = false;
    CHECK_THROWS_AS(net::run_on(strand,
                                [&] {
                                    asio::post(strand, [&] { later = true; });
                                    throw std::runtime_error("of the body");
                                }),
                    std::runtime_error);
    static_cast<void>(run_out(network));
    CHECK(later);
}

TEST_CASE("callers_and_network_threads_are_on_a_strand_one_at_a_time")
{
    constexpr int each = 2000;
    asio::io_context network;
    auto work = asio::make_work_guard(network);
    const auto strand = asio::make_strand(network);
    int count = 0; // not atomic: the sanitizers would see two at once
    const auto add = [&] { ++count; };
    std::vector<std::thread> threads;
    threads.emplace_back([&] { network.run(); });
    for (int caller = 0; caller < 4; ++caller)
        threads.emplace_back([&] {
            for (int turn = 0; turn < each; ++turn) {
                net::run_on(strand, add);
                asio::post(strand, add);
            }
        });
    for (std::size_t caller = 1; caller < threads.size(); ++caller)
        threads[caller].join();
    work.reset();
    threads[0].join();
    CHECK(count == 4 * 2 * each);
}
