#include "wire/dhav_splitter.h"

#include "tests/support/dhav_frames.h"
#include "tests/support/every_split.h"
#include "tests/support/hex.h"
#include "wire/byte_writer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

using namespace netsdk;
using wire::DhavSplitter;

namespace {

wire::Buffer frame(std::string_view body, std::string_view extension = "")
{
    return test::dhav_frame(0xfd, extension, body);
}

/// Collects the frames a splitter gives, with its counters.
class Collector {
public:
    explicit Collector(const wire::Limits& limits = {}) : splitter_(limits), limits_(limits) {}

    void feed(wire::Bytes input)
    {
        while (const auto found = splitter_.next(input))
            frames_.push_back(test::to_hex(*found));
        REQUIRE(input.empty());
        REQUIRE(splitter_.capacity() <= 2 * limits_.max_frame);
    }
    [[nodiscard]] auto outcome() const
    {
        return std::tuple(frames_, splitter_.resyncs(), splitter_.skipped_bytes(), splitter_.buffered());
    }

private:
    DhavSplitter splitter_;
    wire::Limits limits_;
    std::vector<std::string> frames_;
};

auto split(const wire::Buffer& bytes, const wire::Limits& limits = {})
{
    return test::check_every_split(bytes, [&] { return Collector(limits); });
}

auto outcome(std::vector<wire::Buffer> frames, std::uint64_t resyncs, std::uint64_t skipped, std::size_t buffered)
{
    std::vector<std::string> texts;
    for (const auto& bytes : frames)
        texts.push_back(test::to_hex(bytes));
    return std::tuple(texts, resyncs, skipped, buffered);
}

wire::Buffer with_length(wire::Buffer bytes, std::uint32_t length)
{
    const auto number = wire::ByteWriter().little(length).take();
    std::ranges::copy(number, bytes.begin() + 12);
    return bytes;
}

} // namespace

TEST_CASE("a_frame_made_by_hand_is_taken")
{
    // Sum of bytes 0..22: 44+48+41+56 + fd + 01 + 22 + 01+21+22+69 + 28 = 32a → 2a.
    const auto bytes = test::from_hex("44484156 fd000000 01000000 22000000 01212269 2800 00 5f aabb 64686176 22000000");
    CHECK(split(bytes) == outcome({bytes}, 0, 0, 0));
}

TEST_CASE("frames_back_to_back_come_out_whole_however_they_are_cut")
{
    const auto one = frame("picture", "\x80\x01\x02\x03");
    const auto two = frame("");
    const auto three = frame("DHAV inside a body begins no frame dhav");
    CHECK(split(test::joined(one, two, three)) == outcome({one, two, three}, 0, 0, 0));
}

TEST_CASE("garbage_before_between_and_behind_frames_is_skipped_and_counted_once_for_each_gap")
{
    const auto one = frame("one");
    const auto two = frame("two");
    const auto bytes = test::joined(test::buffer_of("junk"), one, test::buffer_of("DHA"), test::buffer_of("more"), two,
                                    test::buffer_of("end"));
    CHECK(split(bytes) == outcome({one, two}, 3, 4 + 7 + 3, 0));
}

TEST_CASE("a_letter_doubled_before_the_mark_hides_no_frame")
{
    const auto one = frame("one");
    CHECK(split(test::joined(test::buffer_of("D"), one)) == outcome({one}, 1, 1, 0));
    CHECK(split(test::joined(test::buffer_of("DHDHADHA"), one)) == outcome({one}, 1, 8, 0));
}

TEST_CASE("a_begun_frame_is_kept_and_nothing_is_given")
{
    const auto bytes = frame("one");
    for (std::size_t size = 1; size < bytes.size(); ++size) {
        CAPTURE(size);
        Collector collector;
        collector.feed(wire::Bytes(bytes).first(size));
        CHECK(collector.outcome() == outcome({}, 0, 0, size));
    }
}

TEST_CASE("impossible_lengths_are_skipped_at_once")
{
    const auto good = frame("good");
    for (const std::uint32_t length : {0U, 1U, 24U, 31U, 0x7fffffffU, 0x80000000U, 0xfffffff8U, 0xffffffffU}) {
        CAPTURE(length);
        const auto bad = with_length(frame("bad"), length);
        CHECK(split(test::joined(bad, good)) == outcome({good}, 1, bad.size(), 0));
    }
}

TEST_CASE("an_extension_that_reaches_behind_the_frame_is_skipped")
{
    auto bad = frame("bad", "\x80\x01\x02\x03");
    bad[22] = std::byte{8}; // 24 + 8 + 8 is more than the length says
    const auto good = frame("good");
    CHECK(split(test::joined(bad, good)) == outcome({good}, 1, bad.size(), 0));
}

TEST_CASE("a_frame_that_lost_a_piece_costs_itself_and_not_the_ones_behind_it")
{
    const auto lost = frame(std::string(60, 'x'));
    const auto next = frame("next");
    const auto last = frame("last");
    const wire::Buffer begun(lost.begin(), lost.begin() + 50);
    CHECK(split(test::joined(begun, next, last)) == outcome({next, last}, 1, 50, 0));
}

TEST_CASE("a_trailer_with_another_length_is_none")
{
    auto bad = frame("bad");
    bad.back() = std::byte{1};
    const auto good = frame("good");
    CHECK(split(test::joined(bad, good)) == outcome({good}, 1, bad.size(), 0));
}

TEST_CASE("the_largest_legal_frame_is_taken_and_one_byte_more_is_not")
{
    wire::Limits limits;
    limits.max_frame = 48;
    const auto fits = frame(std::string(16, 'x'));
    CHECK(split(fits, limits) == outcome({fits}, 0, 0, 0));
    const auto over = frame(std::string(17, 'x'));
    CHECK(split(over, limits) == outcome({}, 1, over.size(), 0));
}

TEST_CASE("a_frame_that_came_whole_is_not_copied")
{
    const auto bytes = frame("one");
    DhavSplitter splitter{{}};
    wire::Bytes input = bytes;
    const auto found = splitter.next(input);
    REQUIRE(found);
    CHECK(found->data() == bytes.data());
    CHECK(splitter.capacity() == 0);
}

TEST_CASE("a_claim_alone_costs_no_memory")
{
    const auto bytes = with_length(frame("x"), 4'000'000);
    DhavSplitter splitter{{}};
    wire::Bytes input = bytes;
    CHECK_FALSE(splitter.next(input));
    CHECK(splitter.capacity() <= 2 * bytes.size());
}

TEST_CASE("headers_that_each_claim_the_largest_frame_cost_linear_work_and_bounded_memory")
{
    // Each begins a frame that never ends; were all that is held moved for each, this would be terabytes of moving.
    wire::Buffer bytes;
    const auto claim = with_length(frame(""), 4U << 20);
    const wire::Buffer header(claim.begin(), claim.begin() + 24);
    while (bytes.size() < (std::size_t{9} << 20))
        bytes.insert(bytes.end(), header.begin(), header.end());
    Collector collector;
    for (wire::Bytes rest = bytes; !rest.empty(); rest = rest.subspan(std::min<std::size_t>(rest.size(), 8192)))
        collector.feed(rest.first(std::min<std::size_t>(rest.size(), 8192)));
    CHECK(std::get<0>(collector.outcome()).empty());
    CHECK(std::get<1>(collector.outcome()) == 1);
    CHECK(std::get<3>(collector.outcome()) <= (std::size_t{4} << 20));
}
