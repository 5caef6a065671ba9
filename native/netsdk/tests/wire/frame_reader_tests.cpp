#include "wire/frame_reader.h"

#include "tests/support/every_split.h"
#include "tests/support/hex.h"

#include <doctest/doctest.h>

#include <string>
#include <tuple>
#include <vector>

using namespace netsdk;
using wire::Command;
using wire::DvripHeader;
using wire::Error;
using wire::FramePart;

namespace {

/// Collects what a reader gives: whole frames, and media frames put together again.
class Collector {
public:
    explicit Collector(const wire::Limits& limits = {}) : reader_(limits) {}

    void feed(wire::Bytes input)
    {
        while (true) {
            const std::size_t before = input.size();
            const auto part = reader_.next(input);
            if (!part) {
                error_ = part.error();
                return;
            }
            if (!part.value())
                break;
            take(*part.value());
            REQUIRE(input.size() <= before);
        }
        REQUIRE(input.empty());
    }
    [[nodiscard]] auto outcome() const { return std::tuple(frames, error_, reader_.buffered(), reader_.at_boundary()); }

    std::vector<std::string> frames; ///< command byte, body; a media frame ends with '.' when complete

private:
    void take(const FramePart& part)
    {
        const bool going_on = part.kind == FramePart::Kind::media && media_under_way_;
        if (!going_on)
            frames.push_back(test::to_hex(part.header.bytes().first(1)) + ":");
        frames.back() += test::to_hex(part.body);
        media_under_way_ = part.kind == FramePart::Kind::media && part.left > 0;
        if (part.kind == FramePart::Kind::media && part.left == 0)
            frames.back() += '.';
    }

    wire::FrameReader reader_;
    std::optional<Error> error_;
    bool media_under_way_ = false;
};

wire::Buffer frame(Command command, std::string_view body)
{
    return wire::dvrip_frame(DvripHeader(command, 0), test::buffer_of(body)).value();
}

} // namespace

TEST_CASE("frames_and_media_come_out_the_same_however_the_stream_is_cut")
{
    const auto bytes = test::joined(frame(Command::login_reply, "ab"), frame(Command::live, "media"),
                                    frame(Command::keep_alive_reply, ""), frame(Command::live, ""),
                                    frame(Command::text, "x"), frame(Command::recorded, "yz"));
    const auto outcome = test::check_every_split(bytes, [] { return Collector(); });
    CHECK(std::get<0>(outcome) ==
          std::vector<std::string>{"b0:6162", "bc:6d65646961.", "b1:", "bc:.", "f4:78", "bb:797a."});
    CHECK(std::get<1>(outcome) == std::nullopt);
    CHECK(std::get<2>(outcome) == 0);
    CHECK(std::get<3>(outcome));
}

TEST_CASE("an_empty_media_frame_at_the_end_needs_no_further_byte")
{
    const auto bytes = test::joined(frame(Command::text, "x"), frame(Command::live, ""));
    const auto outcome = test::check_every_split(bytes, [] { return Collector(); });
    CHECK(std::get<0>(outcome) == std::vector<std::string>{"f4:78", "bc:."});
    CHECK(std::get<3>(outcome));
}

TEST_CASE("an_unfinished_frame_is_no_boundary")
{
    const auto control = frame(Command::text, "abc");
    const auto media = frame(Command::live, "abc");
    for (const auto* bytes : {&control, &media}) {
        for (std::size_t cut = 1; cut < bytes->size(); ++cut) {
            CAPTURE(cut);
            Collector collector;
            collector.feed(wire::Bytes(*bytes).first(cut));
            CHECK_FALSE(std::get<3>(collector.outcome()));
        }
    }
}

TEST_CASE("a_length_above_the_limit_ends_the_stream_for_good")
{
    for (const std::string_view length : {"ffffffff", "01008000", "00000080"}) {
        for (const std::string_view command : {"f4", "bc"}) {
            const auto bytes =
                test::from_hex(std::string(command) + "000000" + std::string(length) + std::string(48, '0'));
            const auto outcome = test::check_every_split(bytes, [] { return Collector(); });
            CHECK(std::get<0>(outcome).empty());
            CHECK(std::get<1>(outcome) == Error::too_large);
        }
    }
    wire::FrameReader reader{wire::Limits{}};
    const auto bad = test::from_hex("f4000000 ffffffff" + std::string(48, '0'));
    const auto good = frame(Command::text, "x");
    wire::Bytes input = bad;
    CHECK_FALSE(reader.next(input));
    input = good;
    const auto again = reader.next(input);
    REQUIRE_FALSE(again);
    CHECK(again.error() == Error::too_large);
}

TEST_CASE("the_largest_legal_length_is_taken")
{
    wire::Limits limits;
    limits.max_message = 5;
    const auto bytes = test::joined(frame(Command::text, "12345"), frame(Command::live, "12345"));
    const auto outcome = test::check_every_split(bytes, [&] { return Collector(limits); });
    CHECK(std::get<0>(outcome) == std::vector<std::string>{"f4:3132333435", "bc:3132333435."});
    const auto over = test::check_every_split(frame(Command::text, "123456"), [&] { return Collector(limits); });
    CHECK(std::get<1>(over) == Error::too_large);
}

TEST_CASE("command_0_and_a_web_server_are_not_this_protocol")
{
    const wire::Buffer zeros(96);
    CHECK(std::get<1>(test::check_every_split(zeros, [] { return Collector(); })) == Error::malformed);
    const auto http = test::buffer_of("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n");
    CHECK(std::get<1>(test::check_every_split(http, [] { return Collector(); })) == Error::too_large);
}

TEST_CASE("a_claim_alone_costs_no_memory_and_media_is_never_kept")
{
    wire::FrameReader reader{wire::Limits{}};
    const auto claim = test::from_hex("f4000000 00007f00" + std::string(48, '0'));
    wire::Bytes input = claim;
    REQUIRE(reader.next(input));
    CHECK(reader.buffered() == 0);

    wire::FrameReader media{wire::Limits{}};
    const auto begun = test::from_hex("bc000000 00007f00" + std::string(48, '0'));
    input = begun;
    REQUIRE(media.next(input));
    const wire::Buffer piece(100'000);
    for (int i = 0; i < 50; ++i) {
        input = piece;
        const auto part = media.next(input);
        REQUIRE(part);
        REQUIRE(part.value());
        CHECK(part.value()->body.size() == piece.size());
        CHECK(part.value()->body.data() == piece.data()); // a view, no copy
        CHECK(media.buffered() == 0);
    }
}

TEST_CASE("a_frame_that_came_whole_is_not_copied")
{
    const auto bytes = frame(Command::text, "abc");
    wire::FrameReader reader{wire::Limits{}};
    wire::Bytes input = bytes;
    const auto part = reader.next(input);
    REQUIRE(part);
    REQUIRE(part.value());
    CHECK(part.value()->body.data() == bytes.data() + DvripHeader::size);
}

TEST_CASE("a_large_control_frame_in_pieces_comes_out_whole_and_its_memory_is_given_back")
{
    const std::string body(200'000, 'x');
    const auto bytes = frame(Command::rpc, body);
    wire::FrameReader reader{wire::Limits{}};
    wire::Bytes input = wire::Bytes(bytes).first(1000);
    auto part = reader.next(input);
    REQUIRE(part);
    CHECK_FALSE(part.value());
    input = wire::Bytes(bytes).subspan(1000);
    part = reader.next(input);
    REQUIRE(part);
    REQUIRE(part.value());
    CHECK(wire::text_of(part.value()->body) == body);
    part = reader.next(input);
    REQUIRE(part);
    CHECK(reader.buffered() == 0);
}
