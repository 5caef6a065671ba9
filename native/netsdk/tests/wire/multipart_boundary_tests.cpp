#include "wire/multipart_boundary.h"

#include "tests/support/every_split.h"

#include <doctest/doctest.h>
#include <string>

using namespace netsdk;
using wire::boundary_of;
using wire::BoundaryFinder;

namespace {

/// Puts a mark where a boundary's line ends, with its length, and a '!' for a closing one.
class Marker {
public:
    explicit Marker(std::string_view boundary) : finder_(boundary) {}

    void feed(wire::Bytes input)
    {
        while (true) {
            const auto found = finder_.scan(input);
            text_ += wire::text_of(input.first(found.end));
            input = input.subspan(found.end);
            if (found.kind == BoundaryFinder::Kind::none)
                break;
            text_ += '<' + std::to_string(found.length);
            text_ += found.kind == BoundaryFinder::Kind::closing ? "!>" : ">";
        }
        REQUIRE(input.empty());
        REQUIRE(finder_.candidate() <= BoundaryFinder::longest_line);
    }
    [[nodiscard]] std::string outcome() const { return text_ + '|' + std::to_string(finder_.candidate()); }

private:
    BoundaryFinder finder_;
    std::string text_;
};

std::string marked(std::string_view stream, std::string_view boundary = "ab")
{
    return test::check_every_split(wire::bytes_of(stream), [&] { return Marker(boundary); });
}

} // namespace

TEST_CASE("a_boundary_is_taken_from_the_content_type_quoted_or_not")
{
    CHECK(boundary_of("multipart/x-mixed-replace; boundary=myboundary").value() == "myboundary");
    CHECK(boundary_of("Multipart/X-Mixed-Replace;BOUNDARY=\"my boundary;x\" ; charset=utf-8").value() ==
          "my boundary;x");
    CHECK(boundary_of("multipart/form-data; x=\"boundary=no\"; boundary = a\\b").value() == "a\\b");
    CHECK(boundary_of("multipart/mixed; boundary=\"a\\\"b\"").value() == "a\"b");
    CHECK(boundary_of("multipart/x-mixed-replace; boundary=--myboundary").value() == "--myboundary");
    CHECK(boundary_of("multipart/mixed; boundary=a; boundary=b").value() == "a");
    CHECK(boundary_of("multipart/mixed; boundary=" + std::string(70, 'a')).value() == std::string(70, 'a'));
}

TEST_CASE("a_content_type_without_a_boundary_that_can_be_one_is_refused_with_its_reason")
{
    using wire::Error;
    CHECK(boundary_of("").error() == Error::unexpected_answer);
    CHECK(boundary_of("text/plain; boundary=x").error() == Error::unexpected_answer);
    CHECK(boundary_of("\"multipart/mixed").error() == Error::unexpected_answer);
    for (const auto* type :
         {"multipart/mixed", "multipart/mixed; boundary", "multipart/mixed; boundary=",
          "multipart/mixed; boundary=\"\"", "multipart/mixed; boundary=\"a", "multipart/mixed; x=\"",
          "multipart/mixed; boundary=\"a\"b", "multipart/mixed; boundary=a\x01", "multipart/mixed; ;="})
        CHECK(boundary_of(type).error() == Error::malformed);
    CHECK(boundary_of("multipart/mixed; boundary=" + std::string(71, 'a')).error() == Error::too_large);
}

TEST_CASE("a_boundary_is_a_line_of_its_own_wherever_the_stream_is_cut")
{
    CHECK(marked("--ab\r\n") == "--ab\r\n<6>|0");
    CHECK(marked("x\n--ab \t\nx--ab\n--ab\r\n") == "x\n--ab \t\n<7>x--ab\n--ab\r\n<6>|0");
    CHECK(marked("--abc\n--a\n--ab\rx\n--ab \r \n-ab\n--ab") == "--abc\n--a\n--ab\rx\n--ab \r \n-ab\n--ab|4");
    CHECK(marked("--ab\n--ab\n") == "--ab\n<5>--ab\n<5>|0");
    CHECK(marked("---ab\n----ab\n\n\n--ab\n") == "---ab\n----ab\n\n\n--ab\n<5>|0");
}

TEST_CASE("a_closing_boundary_needs_no_line_end")
{
    CHECK(marked("--ab--x") == "--ab--<6!>x|0");
    CHECK(marked("--ab-\n--ab -\n--ab--") == "--ab-\n--ab -\n--ab--<6!>|0");
}

TEST_CASE("a_boundary_that_is_named_with_its_dashes_is_found_with_them_and_with_two_more")
{
    CHECK(marked("--ab\n----ab\n", "--ab") == "--ab\n<5>----ab\n<7>|0");
    CHECK(marked("---ab\n--ab--", "--ab") == "---ab\n--ab--<6!>|0");
    CHECK(marked("----\n", "--") == "----\n<5>|0");
}

TEST_CASE("blanks_behind_a_boundary_are_borne_up_to_a_bound")
{
    const std::string most(BoundaryFinder::most_padding, ' ');
    CHECK(marked("--ab" + most + "\r\n") == "--ab" + most + "\r\n<70>|0");
    CHECK(marked("--ab" + most + " \r\n") == "--ab" + most + " \r\n|0");
}
