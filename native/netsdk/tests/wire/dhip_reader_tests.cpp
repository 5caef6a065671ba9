#include "wire/dhip_reader.h"

#include "tests/support/every_split.h"

#include <doctest/doctest.h>

#include <tuple>
#include <utility>
#include <vector>

using namespace netsdk;
using wire::Error;

namespace {

/// Collects what a reader gives.
class Collector {
public:
    explicit Collector(const wire::Limits& limits = {}) : reader_(limits) {}

    void feed(wire::Bytes input)
    {
        while (true) {
            const auto part = reader_.next(input);
            if (!part) {
                error_ = part.error();
                return;
            }
            if (!part.value())
                break;
            packets_.emplace_back(part.value()->header.id, std::string(wire::text_of(part.value()->body)));
        }
        REQUIRE(input.empty());
    }
    [[nodiscard]] auto outcome() const
    {
        return std::tuple(packets_, error_, error_ ? std::size_t{0} : reader_.buffered());
    }

private:
    wire::DhipReader reader_;
    std::vector<std::pair<std::uint32_t, std::string>> packets_;
    std::optional<Error> error_;
};

wire::Buffer packet(std::uint32_t id, std::string_view json)
{
    return wire::dhip_packet(7, id, wire::bytes_of(json)).value();
}

auto read(const wire::Buffer& bytes)
{
    return test::check_every_split(bytes, [] { return Collector(); });
}

} // namespace

TEST_CASE("packets_are_found_however_the_network_cut_them")
{
    const auto [packets, error, buffered] =
        read(test::joined(packet(1, "{\"a\":1}\n"), packet(2, ""), packet(3, "{}")));
    CHECK(packets == std::vector<std::pair<std::uint32_t, std::string>>{{1, "{\"a\":1}\n"}, {2, ""}, {3, "{}"}});
    CHECK(!error);
}

TEST_CASE("what_is_no_packet_ends_the_stream_for_good")
{
    CHECK(std::get<1>(read(test::joined(packet(1, "{}"), test::buffer_of(std::string(32, 'x'))))) == Error::malformed);
    auto short_of_all = packet(1, "{}");
    short_of_all[24] = std::byte{1}; // all packets together are shorter than this one
    CHECK(std::get<1>(read(short_of_all)) == Error::malformed);
    auto huge = packet(1, "{}");
    huge[19] = huge[27] = std::byte{0x7f};
    CHECK(std::get<1>(read(huge)) == Error::too_large);
    wire::DhipReader reader{{}};
    wire::Bytes first(huge);
    CHECK(reader.next(first).error() == Error::too_large);
    const auto fine = packet(1, "{}");
    wire::Bytes second(fine);
    CHECK(reader.next(second).error() == Error::too_large);
}

TEST_CASE("memory_follows_what_came_and_not_what_a_header_claims")
{
    wire::DhipReader reader{{}};
    auto claim = packet(1, "{}");
    claim[18] = claim[26] = std::byte{0x70}; // 7 MiB
    wire::Bytes input(claim);
    CHECK(!reader.next(input).value());
    CHECK(reader.buffered() == 2);
}
