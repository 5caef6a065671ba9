#include "wire/multipart_reader.h"

#include "tests/support/every_split.h"
#include "tests/support/multipart_parts.h"

#include <doctest/doctest.h>
#include <string>
#include <tuple>
#include <vector>

using namespace netsdk;
using test::multipart_part;
using test::MultipartDialect;
using wire::MultipartReader;

namespace {

/// Collects the parts a reader gives, with its counters; each byte is handed out, skipped or kept.
class Collector {
public:
    explicit Collector(const wire::Limits& limits = {}, std::string_view boundary = "myboundary")
        : reader_(boundary, limits), most_(2 * (limits.max_part + limits.max_part_head + 256))
    {
    }

    void feed(wire::Bytes input)
    {
        fed_ += input.size();
        while (const auto part = reader_.next(input)) {
            REQUIRE((!part->length || *part->length == part->body.size()));
            parts_.push_back(std::string(part->content_type) + '|' + std::string(wire::text_of(part->body)));
            given_ += part->body.size();
        }
        REQUIRE(input.empty());
        REQUIRE(reader_.capacity() <= most_);
        REQUIRE(given_ + reader_.skipped_bytes() + reader_.buffered() == fed_);
    }
    [[nodiscard]] auto outcome() const
    {
        return std::tuple(parts_, reader_.skipped_parts(), reader_.ended(), reader_.buffered());
    }

private:
    MultipartReader reader_;
    std::size_t most_;
    std::size_t fed_ = 0;
    std::size_t given_ = 0;
    std::vector<std::string> parts_;
};

auto read(std::string_view stream, const wire::Limits& limits = {}, std::string_view boundary = "myboundary")
{
    return test::check_every_split(wire::bytes_of(stream), [&] { return Collector(limits, boundary); });
}

using Parts = std::vector<std::string>;

auto outcome(Parts parts, std::uint64_t skipped = 0, bool ended = false, std::size_t buffered = 0)
{
    return std::tuple(std::move(parts), skipped, ended, buffered);
}

wire::Limits small_limits()
{
    wire::Limits limits;
    limits.max_part = 16;
    limits.max_part_head = 64;
    return limits;
}

constexpr const char* heartbeat = "text/plain|Heartbeat";

} // namespace

// What a camera sent in 2019, as scottlamb/multipart-stream-rs keeps it (tests, `dahua_style`): no blank before the
// length, and an empty line more before the boundary.
TEST_CASE("parts_of_a_firmware_that_puts_an_empty_line_before_the_boundary_are_read")
{
    const std::string time = "Code=TimeChange;action=Pulse;index=0;data={\n"
                             "   \"BeforeModifyTime\" : \"2019-02-20 13:49:58\",\n"
                             "   \"ModifiedTime\" : \"2019-02-20 13:49:58\"\n"
                             "}\n";
    const std::string adjust = "Code=NTPAdjustTime;action=Pulse;index=0;data={\n"
                               "   \"Address\" : \"192.168.5.254\",\n"
                               "   \"Before\" : \"2019-02-20 13:49:57\",\n"
                               "   \"result\" : true\n"
                               "}\n";
    const std::string stream = "--myboundary\r\nContent-Type: text/plain\r\nContent-Length:135\r\n\r\n" + time +
                               "\r\n\r\n--myboundary\r\nContent-Type: text/plain\r\nContent-Length:137\r\n\r\n" +
                               adjust;
    CHECK(read(stream) == outcome({"text/plain|" + time, "text/plain|" + adjust}));
    CHECK(multipart_part(MultipartDialect::tight, "text/plain", time) +
              multipart_part(MultipartDialect::tight, "text/plain", adjust) ==
          stream + "\r\n\r\n");
}

// As firmwares of 2026 send it, by fixtures of their clients: a blank, and a single line end; some count that line end
// into the length.
TEST_CASE("parts_of_a_firmware_with_single_line_ends_are_read_with_the_last_byte_of_their_body")
{
    const auto stream = multipart_part(MultipartDialect::single, "text/plain", "Heartbeat");
    REQUIRE(stream == "--myboundary\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nHeartbeat\r\n");
    CHECK(read(stream + stream) == outcome({heartbeat, heartbeat}));
    CHECK(read(stream.substr(0, stream.size() - 2)) == outcome({heartbeat}));
    CHECK(read(stream.substr(0, stream.size() - 3)) == outcome({}, 0, false, 8));
    const std::string counted = "--myboundary\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nHeartbeat\r\n";
    CHECK(read(counted + counted) == outcome({"text/plain|Heartbeat\r\n", "text/plain|Heartbeat\r\n"}));
}

TEST_CASE("a_part_without_a_length_ends_at_the_boundary_behind_it")
{
    const auto stream = multipart_part(MultipartDialect::open, "text/plain", "Heartbeat");
    REQUIRE(stream == "--myboundary\r\nContent-Type: text/plain\r\n\r\nHeartbeat\r\n");
    CHECK(read(stream + stream + "--myboundary--") == outcome({heartbeat, heartbeat}, 0, true));
    CHECK(read(stream + "--myboundary\r\n") == outcome({heartbeat}));
    CHECK(read(stream) == outcome({}, 0, false, 11));
    CHECK(read("--myboundary\n\nfirst\n\n--myboundaryX\n x--myboundary\n--myboundary\n\n--myboundary\n") ==
          outcome({"|first\n\n--myboundaryX\n x--myboundary", "|"}));
    const auto no_number = [](std::string_view length) {
        return "--myboundary\r\nContent-Length:" + std::string(length) + "\r\n\r\nHeartbeat\r\n--myboundary--\r\n";
    };
    for (const auto* length : {"", " -9", "nine", "9 bytes", "18446744073709551616"})
        CHECK(read(no_number(length)) == outcome({"|Heartbeat"}, 0, true));
}

// An event with its pictures (the maker's HTTP API, snapManager.cgi attachFileProc): text, then pictures, between them
// heartbeats.
TEST_CASE("pictures_behind_a_text_are_parts_of_their_own_whatever_bytes_they_hold")
{
    const std::string text = "Events[0].EventBaseInfo.Code=TrafficJunction\r\nEvents[0].Lane=2\r\n";
    const std::string scene =
        "\xff\xd8\xff\xe0\r\n--myboundary\r\nContent-Length: 3\r\n\r\nabc\r\n--myboundary--\xff\xd9";
    for (const auto dialect : {MultipartDialect::tight, MultipartDialect::single}) {
        const auto stream = multipart_part(dialect, "text/plain", text) + multipart_part(dialect, "image/jpeg", scene) +
                            multipart_part(dialect, "text/plain", "Heartbeat");
        CHECK(read(stream) == outcome({"text/plain|" + text, "image/jpeg|" + scene, heartbeat}));
    }
}

TEST_CASE("what_stands_outside_the_parts_is_skipped_and_the_closing_boundary_ends")
{
    const auto part = multipart_part(MultipartDialect::single, "text/plain", "Heartbeat");
    CHECK(read("HTTP/1.1 200 OK\r\n--other\r\n\r\n" + part + "lost bytes\r\n" + part + "--myboundary--\r\n" + part) ==
          outcome({heartbeat, heartbeat}, 0, true));
    CHECK(read("x" + part) == outcome({})); // no boundary: it begins no line
    CHECK(read("--myboundary--") == outcome({}, 0, true));
    CHECK(read("") == outcome({}));
}

TEST_CASE("header_names_have_any_case_and_the_first_of_each_counts")
{
    CHECK(read("--myboundary\ncontent-LENGTH :  3\nno header\nX: y\nContent-Type:\t a ; b \nContent-Length:9\n"
               "Content-Type: c\n \t\r\nabcdef") == outcome({"a ; b|abc"}));
    CHECK(read("--myboundary\r\nContent-Length:0\r\n\r\n--myboundary\r\nContent-Length: 0\r\n\r\n") ==
          outcome({"|", "|"}));
}

TEST_CASE("a_boundary_that_was_named_with_its_dashes_is_the_same")
{
    const auto part = multipart_part(MultipartDialect::single, "text/plain", "Heartbeat");
    CHECK(read(part + part, {}, "--myboundary") == outcome({heartbeat, heartbeat}));
}

TEST_CASE("a_part_that_is_too_large_is_skipped_and_counted_and_the_next_one_is_found")
{
    const auto limits = small_limits();
    const auto next = multipart_part(MultipartDialect::single, "text/plain", "Heartbeat");
    const auto sized = [](std::size_t size) { return std::string(size, 'x'); };
    for (const auto dialect : {MultipartDialect::tight, MultipartDialect::single, MultipartDialect::open}) {
        CHECK(read(multipart_part(dialect, "a", sized(16)) + next, limits) == outcome({"a|" + sized(16), heartbeat}));
        for (const std::size_t size : {17U, 18U, 19U, 200U, 300U})
            CHECK(read(multipart_part(dialect, "a", sized(size)) + next, limits) == outcome({heartbeat}, 1));
    }
    // What it holds is none of ours, up to a length that is believed.
    const auto nested = next + "\r\n" + next;
    CHECK(read(multipart_part(MultipartDialect::single, "a", nested) + next, limits) == outcome({heartbeat}, 1));
    const auto lies = [&](std::string_view length) {
        return "--myboundary\r\nContent-Length: " + std::string(length) + "\r\n\r\n" + next + next;
    };
    CHECK(read(lies("271"), limits) == outcome({}, 1));
    CHECK(read(lies("1000"), limits) == outcome({heartbeat, heartbeat}, 1));
    CHECK(read(lies("18446744073709551615"), limits) == outcome({heartbeat, heartbeat}, 1));
}

TEST_CASE("a_head_that_is_too_long_or_cut_by_a_boundary_costs_its_part_alone")
{
    const auto limits = small_limits();
    const auto next = multipart_part(MultipartDialect::open, "text/plain", "Heartbeat") + "--myboundary--";
    CHECK(read("--myboundary\r\nX: " + std::string(80, 'x') + "\r\n\r\nbody\r\n" + next, limits) ==
          outcome({heartbeat}, 1, true));
    CHECK(read("--myboundary\r\nX: " + std::string(59, 'x') + "--myboundary\r\n\r\n" + next, limits) ==
          outcome({heartbeat}, 1, true));
    CHECK(read("--myboundary\r\nX: " + std::string(51, 'x') + "\r\n--myboundary\r\n\r\nbody\r\n--myboundary--",
               limits) == outcome({"|body"}, 1, true)); // the head's limit lies within a boundary
    CHECK(read("--myboundary\r\nContent-Type: text/plain\r\n" + next, limits) == outcome({heartbeat}, 1, true));
    CHECK(read("--myboundary\r\nContent-Length: 3\r\n--myboundary--", limits) == outcome({}, 1, true));
}

TEST_CASE("a_stream_without_end_costs_neither_memory_nor_time")
{
    const auto limits = small_limits();
    for (const std::string_view piece :
         {"--myboundary", "\r\n--myboundar", "\n", "-", "\r\n--myboundary\t\t", "x", "--myboundary\r\n", "\r\n\r\n"}) {
        Collector bare(limits), open(limits);
        open.feed(wire::bytes_of("--myboundary\r\n\r\n"));
        for (int i = 0; i < 50'000; ++i) {
            bare.feed(wire::bytes_of(piece));
            open.feed(wire::bytes_of(piece));
        }
        const auto [parts, skipped, ended, buffered] = open.outcome();
        CHECK(parts.size() + skipped <= 50'001);
        CHECK(ended == (piece == "--myboundary")); // twice in a row it is a closing one
        CHECK(buffered <= 256);
    }
}
