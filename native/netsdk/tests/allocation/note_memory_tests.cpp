#include "streams/note_queue.h"
#include "tests/allocation/failing_new.h"

#include <asio/thread_pool.hpp>
#include <doctest/doctest.h>
#include <new>
#include <string>

using namespace netsdk;
using netsdk::test::FailingNew;

TEST_CASE("a_note_that_gets_no_memory_is_refused_and_those_before_and_after_it_are_told")
{
    asio::thread_pool threads(1);
    const auto notes = std::make_shared<streams::NoteQueue>(threads.get_executor());
    int posted = 0, refused = 0, told = 0;
    bool failed = true;
    for (long survived = 0; failed; ++survived) {
        const std::string text(100, 'x'); // makes the note too large to be kept without an allocation
        const FailingNew failing(survived);
        for (int note = 0; note < 3; ++note)
            try {
                notes->post([text, &told] { told += text.empty() ? 0 : 1; });
                ++posted;
            } catch (const std::bad_alloc&) {
                ++refused;
            }
        failed = failing.failed();
    }
    threads.join();
    CHECK(refused > 2);
    CHECK(told == posted);
}
