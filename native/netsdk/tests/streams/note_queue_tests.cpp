#include "streams/note_queue.h"

#include <asio/post.hpp>
#include <atomic>
#include <doctest/doctest.h>
#include <future>
#include <numeric>
#include <vector>

using namespace netsdk::streams;

TEST_CASE("notes_of_one_handle_are_told_in_order_and_one_at_a_time_on_however_many_threads")
{
    asio::thread_pool threads(4);
    const auto notes = std::make_shared<NoteQueue>(threads.get_executor());
    std::vector<int> told; // not guarded: two at a time would be seen
    std::atomic<int> running{0};
    for (int number = 0; number < 1000; ++number)
        notes->post([&, number] {
            CHECK(++running == 1);
            told.push_back(number);
            --running;
        });
    threads.join();
    std::vector<int> all(1000);
    std::iota(all.begin(), all.end(), 0);
    CHECK(told == all);
    CHECK(notes->waiting() == 0);
}

TEST_CASE("a_note_that_does_not_come_back_holds_the_notes_of_its_own_handle_alone")
{
    asio::thread_pool threads(2);
    const auto held = std::make_shared<NoteQueue>(threads.get_executor());
    const auto other = std::make_shared<NoteQueue>(threads.get_executor());
    std::promise<void> end;
    std::promise<void> told;
    held->post([&, ended = end.get_future().share()] { ended.wait(); });
    held->post([] {});
    other->post([&] { told.set_value(); });
    told.get_future().wait();
    CHECK(held->waiting() >= 1);
    end.set_value();
    threads.join();
    CHECK(held->waiting() == 0);
}

TEST_CASE("many_notes_of_one_handle_let_those_of_another_between_them")
{
    asio::thread_pool threads(1);
    const auto many = std::make_shared<NoteQueue>(threads.get_executor());
    const auto other = std::make_shared<NoteQueue>(threads.get_executor());
    std::promise<void> begin;
    std::size_t before = 0;
    asio::post(threads, [begun = begin.get_future().share()] { begun.wait(); });
    for (int number = 0; number < 1000; ++number)
        many->post([] {});
    other->post([&] { before = many->waiting(); });
    begin.set_value();
    threads.join();
    CHECK(before > 900);
}
