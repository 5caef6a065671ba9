#include "streams/callback_gate.h"

#include <array>
#include <atomic>
#include <doctest/doctest.h>
#include <latch>
#include <memory>
#include <stdexcept>
#include <thread>

using netsdk::streams::CallbackGate;

TEST_CASE("a_closed_gate_runs_nothing")
{
    CallbackGate gate;
    int runs = 0;
    CHECK(gate.run([&] { ++runs; }));
    gate.close();
    CHECK(gate.closed());
    CHECK(!gate.run([&] { ++runs; }));
    gate.close();
    CHECK(runs == 1);
}

TEST_CASE("a_callback_that_throws_leaves_the_gate")
{
    CallbackGate gate;
    CHECK_THROWS_AS(gate.run([] { throw std::runtime_error("the caller's"); }), std::runtime_error);
    CHECK(!CallbackGate::inside_callback());
    CHECK(gate.run([] { CHECK(CallbackGate::inside_callback()); }));
    gate.close();
}

TEST_CASE("whoever_has_closed_the_gate_may_free_what_the_callback_uses")
{
    for (int round = 0; round < 300; ++round) {
        CallbackGate gate;
        auto context = std::make_unique<int>(0); // not atomic: the sanitizers are the judges
        std::latch running(1);
        std::thread delivery([&] {
            bool first = true;
            while (gate.run([&] {
                ++*context;
                if (std::exchange(first, false))
                    running.count_down();
            })) {}
        });
        running.wait();
        gate.close();
        context.reset();
        delivery.join();
    }
}

TEST_CASE("closing_inside_the_own_callback_is_back_at_once_and_the_promise_begins_behind_it")
{
    for (int round = 0; round < 300; ++round) {
        CallbackGate gate;
        int runs = 0;
        std::thread delivery([&] {
            while (gate.run([&] {
                gate.close();
                ++runs;
            })) {}
        });
        delivery.join();
        CHECK(runs == 1);
    }
}

TEST_CASE("callbacks_that_stop_each_other_in_a_ring_all_come_back")
{
    constexpr std::size_t ring = 3;
    for (int round = 0; round < 300; ++round) {
        std::array<CallbackGate, ring> gates;
        std::array<int, ring> contexts{}; // not atomic
        std::latch all_inside(ring);
        std::array<std::thread, ring> deliveries;
        for (std::size_t at = 0; at < ring; ++at)
            deliveries[at] = std::thread([&, at] {
                CHECK(gates[at].run([&] {
                    all_inside.arrive_and_wait();
                    ++contexts[at];
                    gates[(at + 1) % ring].close();
                }));
            });
        for (auto& delivery : deliveries)
            delivery.join();
        for (auto& gate : gates) {
            CHECK(gate.closed());
            CHECK(!gate.run([] {}));
        }
        for (const int context : contexts)
            CHECK(context == 1);
    }
}

TEST_CASE("a_callback_that_stops_another_handle_waits_for_that_handles_callback")
{
    for (int round = 0; round < 300; ++round) {
        CallbackGate one, other;
        auto context = std::make_unique<int>(0);
        std::latch other_inside(1);
        std::thread second([&] {
            other.run([&] {
                other_inside.count_down();
                ++*context;
            });
        });
        std::thread first([&] {
            one.run([&] {
                other_inside.wait();
                other.close();
                context.reset();
            });
        });
        first.join();
        second.join();
    }
}
