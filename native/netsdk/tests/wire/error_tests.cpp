#include "wire/error.h"

#include "wire/result.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <variant>

using namespace netsdk::wire;

TEST_CASE("every_error_has_words_of_its_own")
{
    std::set<std::string_view> words;
    const auto last = static_cast<unsigned>(Error::no_json);
    for (unsigned i = 0; i <= last; ++i) {
        const auto word = describe(static_cast<Error>(i));
        CAPTURE(i);
        CHECK_FALSE(word.empty());
        CHECK(word != "unknown error");
        CHECK(words.insert(word).second);
    }
    CHECK(describe(static_cast<Error>(last + 1)) == "unknown error"); // a new last member must move this test too
}

TEST_CASE("a_result_holds_a_value_or_a_cause_and_throws_when_asked_for_the_other")
{
    const Result<std::string> good(std::string("here"));
    const Result<std::string> bad(Error::timed_out);
    CHECK(bool(good));
    CHECK(good.value() == "here");
    CHECK_FALSE(bool(bad));
    CHECK(bad.error() == Error::timed_out);
    CHECK_THROWS_AS(static_cast<void>(bad.value()), std::bad_variant_access);
    CHECK_THROWS_AS(static_cast<void>(good.error()), std::bad_variant_access);
    CHECK(bool(success()));
}
