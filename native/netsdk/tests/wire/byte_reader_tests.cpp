#include "wire/byte_reader.h"

#include "tests/support/hex.h"
#include "wire/byte_writer.h"

#include <doctest/doctest.h>

using namespace netsdk;

TEST_CASE("numbers_are_read_little_endian")
{
    const auto bytes = test::from_hex("01 0203 04050607 08090a0b0c0d0e0f");
    wire::ByteReader reader(bytes);
    CHECK(reader.little<std::uint8_t>() == 0x01);
    CHECK(reader.little<std::uint16_t>() == 0x0302);
    CHECK(reader.little<std::uint32_t>() == 0x07060504);
    CHECK(reader.little<std::uint64_t>() == 0x0f0e0d0c0b0a0908);
    CHECK(reader.left() == 0);
    CHECK(reader.ok());
}

TEST_CASE("a_read_past_the_end_gives_nothing_and_fails_for_good")
{
    const auto bytes = test::from_hex("01 02 03");
    wire::ByteReader reader(bytes);
    CHECK(reader.little<std::uint32_t>() == 0);
    CHECK_FALSE(reader.ok());
    CHECK(reader.little<std::uint8_t>() == 0); // although one byte would have been there
    CHECK(reader.rest().empty());
    CHECK_FALSE(reader.ok());
}

TEST_CASE("a_count_near_the_largest_number_is_only_too_much")
{
    const auto bytes = test::from_hex("01 02 03");
    wire::ByteReader reader(bytes);
    reader.skip(1);
    CHECK(reader.take(SIZE_MAX).empty());
    CHECK_FALSE(reader.ok());
}

TEST_CASE("a_part_ends_where_it_was_told_to_and_the_reader_goes_on_behind_it")
{
    const auto bytes = test::from_hex("01 02 03 04");
    wire::ByteReader reader(bytes);
    auto part = reader.within(2);
    CHECK(part.little<std::uint32_t>() == 0);
    CHECK_FALSE(part.ok());
    CHECK(reader.little<std::uint16_t>() == 0x0403);
    CHECK(reader.ok());
}

TEST_CASE("a_part_longer_than_the_rest_fails_both")
{
    const auto bytes = test::from_hex("01 02");
    wire::ByteReader reader(bytes);
    CHECK_FALSE(reader.within(3).ok());
    CHECK_FALSE(reader.ok());
}

TEST_CASE("what_the_writer_writes_the_reader_reads")
{
    wire::ByteWriter writer;
    writer.little(std::uint8_t{0xfe}).little(std::uint16_t{0xabcd}).little(std::uint32_t{0x89abcdef});
    writer.little(std::uint64_t{0x0123456789abcdef}).text("abc").zeros(2);
    CHECK(writer.size() == 20);
    const auto bytes = writer.take();
    CHECK(writer.size() == 0);

    wire::ByteReader reader(bytes);
    CHECK(reader.little<std::uint8_t>() == 0xfe);
    CHECK(reader.little<std::uint16_t>() == 0xabcd);
    CHECK(reader.little<std::uint32_t>() == 0x89abcdef);
    CHECK(reader.little<std::uint64_t>() == 0x0123456789abcdef);
    CHECK(wire::text_of(reader.take(3)) == "abc");
    CHECK(reader.little<std::uint16_t>() == 0);
    CHECK(reader.ok());
    CHECK(reader.left() == 0);
}
