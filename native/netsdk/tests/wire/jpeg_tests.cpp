#include "wire/jpeg.h"

#include <doctest/doctest.h>
#include <string>

using namespace netsdk::wire;

namespace {
constexpr std::string_view whole = "\xff\xd8\xff\xe0 inside \xff\xd9";

std::string read(const std::string& sent)
{
    const auto jpeg = jpeg_of(bytes_of(sent));
    return jpeg ? std::string(text_of(jpeg.value())) : "none";
}
} // namespace

TEST_CASE("a_picture_goes_from_its_start_marker_to_its_last_end_marker")
{
    const std::string picture(whole);
    CHECK(read(picture) == picture);
    CHECK(read(picture + "\r\n") == picture);
    CHECK(read(picture + std::string(64, '\0')) == picture);
    CHECK(read(std::string("\xff\xd8\xff\xd9 a preview's end, then more\xff\xd9")) ==
          "\xff\xd8\xff\xd9 a preview's end, then more\xff\xd9");
    CHECK(read("\xff\xd8\xff\xff\xd9") == "\xff\xd8\xff\xff\xd9");
}

TEST_CASE("what_is_empty_cut_or_something_else_is_no_picture")
{
    const std::string picture(whole);
    CHECK(jpeg_of({}).error() == Error::unexpected_answer);
    for (std::size_t size = 1; size < picture.size(); ++size) {
        CAPTURE(size);
        CHECK(jpeg_of(bytes_of(whole.substr(0, size))).error() == Error::malformed);
    }
    CHECK(jpeg_of(bytes_of("Error\r\nBad Request!\r\n")).error() == Error::malformed);
    CHECK(jpeg_of(bytes_of("x" + picture)).error() == Error::malformed);
    CHECK(jpeg_of(bytes_of(picture + std::string(65, '\0'))).error() == Error::malformed);
}
