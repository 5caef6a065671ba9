#include "session/runtime.h"

#include "net/io_buffer.h"

#include <asio/post.hpp>
#include <doctest/doctest.h>
#include <future>
#include <thread>

using namespace netsdk;

namespace {

std::thread::id thread_of(const net::Strand& strand)
{
    std::promise<std::thread::id> id;
    asio::post(strand, [&] {
        CHECK(!net::IoBuffer::of_this_thread().empty());
        id.set_value(std::this_thread::get_id());
    });
    return id.get_future().get();
}

} // namespace

TEST_CASE("what_lives_on_a_strand_has_one_network_thread_and_strands_take_the_threads_in_turn")
{
    session::Runtime runtime(2);
    const auto first = runtime.strand(), second = runtime.strand(), third = runtime.strand();
    for (int turn = 0; turn < 20; ++turn) {
        CHECK(thread_of(first) != thread_of(second));
        CHECK(thread_of(first) == thread_of(third));
    }
    runtime.stop();
}
