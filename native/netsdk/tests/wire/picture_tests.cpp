#include "wire/picture.h"

#include <doctest/doctest.h>
#include <string>

using namespace netsdk::wire;

namespace {
constexpr std::string_view whole = "\xff\xd8\xff\xe0 inside \xff\xd9";

std::string read(const std::string& sent, PictureKind kind = PictureKind::jpeg)
{
    const auto picture = picture_of(bytes_of(sent));
    return picture && picture.value().kind == kind ? std::string(text_of(picture.value().bytes)) : "none";
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

TEST_CASE("what_begins_with_the_start_code_of_a_video_stream_is_a_key_frame_and_goes_to_the_end")
{
    const std::string of_mpeg4("\0\0\1\xb6 frame", 10);
    const std::string of_another("\0\0\0\1\x67 frame\r\n", 13);
    CHECK(read(of_mpeg4, PictureKind::key_frame) == of_mpeg4);
    CHECK(read(of_another, PictureKind::key_frame) == of_another);
    CHECK(picture_of(bytes_of(std::string_view("\0\0\1", 3))).error() == Error::malformed);
    CHECK(picture_of(bytes_of(std::string_view("\0\0\0\1", 4))).error() == Error::malformed);
    CHECK(picture_of(bytes_of(std::string_view("\0\0\2\xb6", 4))).error() == Error::malformed);
}

TEST_CASE("what_is_empty_cut_or_something_else_is_no_picture")
{
    const std::string picture(whole);
    CHECK(picture_of({}).error() == Error::unexpected_answer);
    for (std::size_t size = 1; size < picture.size(); ++size) {
        CAPTURE(size);
        CHECK(picture_of(bytes_of(whole.substr(0, size))).error() == Error::malformed);
    }
    CHECK(picture_of(bytes_of("Error\r\nBad Request!\r\n")).error() == Error::malformed);
    CHECK(picture_of(bytes_of("x" + picture)).error() == Error::malformed);
    CHECK(picture_of(bytes_of(picture + std::string(65, '\0'))).error() == Error::malformed);
}
