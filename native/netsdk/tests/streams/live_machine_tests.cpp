#include "streams/live_machine.h"
#include "tests/support/dhav_frames.h"

#include <doctest/doctest.h>
#include <string>

using namespace netsdk;
using namespace netsdk::test;
using streams::LiveMachine;
using Kind = streams::StreamOrder::Kind;

namespace {

constexpr net::Time start_time{std::chrono::hours(1)};
constexpr net::Milliseconds step{5000};

wire::StreamReply ok(std::optional<std::uint32_t> connection = std::nullopt)
{
    return {"Response", "OK", std::nullopt, connection};
}

wire::Buffer text_frame(std::string_view text)
{
    return wire::dvrip_frame(wire::DvripHeader(wire::Command::text, 0), wire::bytes_of(text)).value();
}
wire::Buffer media_frame(wire::Bytes bytes)
{
    return wire::dvrip_frame(wire::DvripHeader(wire::Command::live, 0), bytes).value();
}

/// Runs a machine in virtual time and remembers what it wanted.
struct Stage {
    LiveMachine machine{{3, 1}, {wire::Limits{}, step}};
    LiveMachine::Actions all;
    net::Time now = start_time;

    template <class Wanted>
    std::vector<Wanted> wanted() const
    {
        std::vector<Wanted> found;
        for (const auto& action : all)
            if (const auto* each = std::get_if<Wanted>(&action))
                found.push_back(*each);
        return found;
    }
    std::vector<Kind> orders() const
    {
        std::vector<Kind> kinds;
        for (const auto& order : wanted<LiveMachine::Order>())
            kinds.push_back(order.order.kind);
        return kinds;
    }
    void feed(wire::Bytes bytes) { machine.feed(bytes, now, all); }
    void feed_in_pieces(wire::Bytes bytes, std::size_t piece)
    {
        for (; !bytes.empty(); bytes = bytes.subspan(std::min(piece, bytes.size())))
            feed(bytes.first(std::min(piece, bytes.size())));
    }
    void reserve()
    {
        machine.start(77, now, all);
        machine.answered(ok(12), now, all);
    }
    void join()
    {
        reserve();
        machine.connected(now, all);
    }
    void play()
    {
        join();
        feed(text_frame("Method:GetParameterNamesResponse\r\nFaultCode:OK\r\n\r\n"));
        machine.answered(ok(), now, all);
    }
    std::optional<wire::Error> failure() const
    {
        const auto failures = wanted<LiveMachine::Failed>();
        if (failures.empty())
            return std::nullopt;
        CHECK(failures.size() == 1);
        return failures.front().why;
    }
};

constexpr std::string_view joined = "Method:GetParameterNamesResponse\r\nFaultCode:OK\r\n\r\n";

} // namespace

TEST_CASE("a_view_reserves_connects_joins_starts_and_plays")
{
    Stage stage;
    stage.play();
    CHECK(stage.orders() == std::vector{Kind::reserve, Kind::start});
    const auto start = stage.wanted<LiveMachine::Order>().back().order;
    CHECK(start.target.channel0 == 3);
    CHECK(start.target.stream == 1);
    CHECK(start.connection == 12);
    CHECK(stage.wanted<LiveMachine::Connect>().size() == 1);
    CHECK(stage.wanted<LiveMachine::Playing>().size() == 1);
    const auto join = stage.wanted<LiveMachine::SendMedia>();
    REQUIRE(join.size() == 1);
    const auto text = wire::text_of(join.front().bytes);
    CHECK(text.find("AckSubChannel") != std::string_view::npos);
    CHECK(text.find("SessionID:77\r\n") != std::string_view::npos);
    CHECK(text.find("ConnectionID:12\r\n") != std::string_view::npos);
    CHECK(stage.machine.deadline() == net::never);
}

TEST_CASE("frames_are_whole_however_the_stream_is_cut")
{
    const auto one = dhav_frame(0xfd, "", std::string(3000, 'a'));
    const auto two = dhav_frame(0xfc, "", "b");
    wire::Buffer media(one);
    media.insert(media.end(), two.begin(), two.end());
    wire::Buffer stream = text_frame(joined);
    for (std::size_t at = 0; at < media.size(); at += 700) {
        const auto frame = media_frame(wire::Bytes(media).subspan(at, std::min<std::size_t>(700, media.size() - at)));
        stream.insert(stream.end(), frame.begin(), frame.end());
    }
    for (std::size_t piece = 1; piece < stream.size(); piece = piece < 40 ? piece + 1 : piece * 2) {
        CAPTURE(piece);
        Stage stage;
        stage.join();
        stage.feed_in_pieces(stream, piece);
        const auto frames = stage.wanted<LiveMachine::Frame>();
        REQUIRE(frames.size() == 2);
        CHECK(frames[0].bytes == one);
        CHECK(frames[1].bytes == two);
        CHECK(!stage.failure());
    }
}

TEST_CASE("media_that_overtakes_the_answer_is_kept_too")
{
    Stage stage;
    stage.join();
    stage.feed(text_frame(joined));
    stage.feed(media_frame(dhav_frame(0xfd, "", "early")));
    CHECK(stage.wanted<LiveMachine::Frame>().size() == 1);
    CHECK(!stage.machine.playing());
    stage.machine.answered(ok(), stage.now, stage.all);
    CHECK(stage.machine.playing());
}

TEST_CASE("each_step_that_fails_ends_the_opening_with_its_reason")
{
    SUBCASE("the reservation is refused")
    {
        Stage stage;
        stage.machine.start(77, stage.now, stage.all);
        stage.machine.answered(wire::StreamReply{"", "Busy", {}, {}}, stage.now, stage.all);
        CHECK(stage.failure() == wire::Error::stream_refused);
    }
    SUBCASE("the reservation is not answered")
    {
        Stage stage;
        stage.machine.start(77, stage.now, stage.all);
        stage.machine.answered(wire::Error::timed_out, stage.now, stage.all);
        CHECK(stage.failure() == wire::Error::timed_out);
    }
    SUBCASE("the reservation names no connection")
    {
        Stage stage;
        stage.machine.start(77, stage.now, stage.all);
        stage.machine.answered(ok(), stage.now, stage.all);
        CHECK(stage.failure() == wire::Error::unexpected_answer);
    }
    SUBCASE("the connection is refused")
    {
        Stage stage;
        stage.reserve();
        stage.machine.lost(wire::Error::connection_refused, stage.all);
        CHECK(stage.failure() == wire::Error::connection_refused);
    }
    SUBCASE("the connection is not made in time")
    {
        Stage stage;
        stage.reserve();
        stage.now = stage.machine.deadline() - net::Milliseconds(1);
        stage.machine.tick(stage.now, stage.all);
        CHECK(!stage.failure());
        stage.machine.tick(stage.now + net::Milliseconds(1), stage.all);
        CHECK(stage.failure() == wire::Error::timed_out);
    }
    SUBCASE("the join is refused")
    {
        Stage stage;
        stage.join();
        stage.feed(text_frame("Method:X\r\nFaultCode:SessionInvalid\r\n\r\n"));
        CHECK(stage.failure() == wire::Error::stream_refused);
    }
    SUBCASE("the join is not answered")
    {
        Stage stage;
        stage.join();
        stage.machine.tick(stage.machine.deadline(), stage.all);
        CHECK(stage.failure() == wire::Error::timed_out);
    }
    SUBCASE("the join is answered with what nobody can read")
    {
        Stage stage;
        stage.join();
        stage.feed(text_frame(std::string_view("\0\1\2\3", 4)));
        CHECK(stage.failure());
    }
    SUBCASE("the start is refused")
    {
        Stage stage;
        stage.join();
        stage.feed(text_frame(joined));
        stage.machine.answered(wire::StreamReply{"", "NoSuchChannel", {}, {}}, stage.now, stage.all);
        CHECK(stage.failure() == wire::Error::stream_refused);
    }
    SUBCASE("a frame that is too large")
    {
        Stage stage;
        stage.play();
        wire::DvripHeader header(wire::Command::live, 0xFFFFFFFF);
        stage.feed(header.bytes());
        CHECK(stage.failure() == wire::Error::too_large);
    }
}

TEST_CASE("a_failed_opening_is_deaf")
{
    Stage stage;
    stage.play();
    stage.machine.lost(wire::Error::connection_lost, stage.all);
    const auto said = stage.all.size();
    stage.feed(media_frame(dhav_frame(0xfd, "", "late")));
    stage.machine.answered(ok(5), stage.now, stage.all);
    stage.machine.connected(stage.now, stage.all);
    stage.machine.lost(wire::Error::connection_lost, stage.all);
    stage.machine.tick(stage.now + std::chrono::hours(1), stage.all);
    CHECK(stage.all.size() == said);
    CHECK(stage.machine.deadline() == net::never);
}

TEST_CASE("a_stop_takes_back_what_was_ordered_and_only_that")
{
    const auto farewell = [](auto&& bring_to) {
        Stage stage;
        bring_to(stage);
        stage.all.clear();
        stage.machine.stop(stage.all);
        return stage.orders();
    };
    CHECK(farewell([](Stage&) {}).empty());
    CHECK(farewell([](Stage& s) { s.machine.start(77, s.now, s.all); }).empty());
    CHECK(farewell([](Stage& s) { s.reserve(); }) == std::vector{Kind::release});
    CHECK(farewell([](Stage& s) { s.play(); }) == std::vector{Kind::stop, Kind::release});
}

TEST_CASE("a_random_stream_ends_in_frames_or_an_error_and_keeps_within_its_memory")
{
    std::uint32_t random = 12345;
    for (int round = 0; round < 200; ++round) {
        Stage stage;
        stage.play();
        wire::Buffer noise(4096);
        for (auto& byte : noise) {
            random = random * 1664525U + 1013904223U;
            byte = static_cast<std::byte>(random >> 24U);
        }
        noise[4] = noise[5] = noise[6] = noise[7] = std::byte{0};
        stage.feed(noise);
        CHECK(stage.all.size() < 1000);
    }
}
