#include "tests/allocation/failing_new.h"
#include "wire/rpc_message.h"

#include <boost/json/value.hpp>
#include <doctest/doctest.h>

#include <memory>
#include <new>
#include <string>

using namespace netsdk;
using namespace netsdk::test;
using wire::Json;
using wire::JsonArray;
using wire::JsonObject;

namespace {

constexpr long most_allocations = 5000;
constexpr const char* long_text = "a text that is too long to be kept without memory of its own";

/// Objects and arrays in each other, as deep as they may be by default, with texts and numbers beside them.
std::string deep()
{
    const std::size_t pairs = wire::Limits{}.max_json_depth / 2;
    std::string text;
    for (std::size_t pair = 0; pair < pairs; ++pair)
        text += std::string(R"({"n":0.5,")") + long_text + R"(":[true,")" + long_text + "\",";
    text += "7";
    for (std::size_t pair = 0; pair < pairs; ++pair)
        text += "]}";
    return text;
}

/// An object with so many members that they are found by hashes, some of them twice, and lists with many values.
std::string wide()
{
    std::string text = "{";
    for (int at = 0; at < 100; ++at)
        text += "\"member " + std::to_string(at % 80) + R"(":[1,-2,{"a":")" + long_text + R"(\u00e9","b":[]},null],)";
    text += R"("list":[0)";
    for (int at = 0; at < 300; ++at)
        text += "," + std::to_string(at);
    return text + "]}";
}

/// Does it with the first allocation failing, then the second, and so on until none is left to fail: each time
/// std::bad_alloc comes out, and what was begun is freed (the sanitizer sees to that).
template <class Doing>
void survives(const Doing& doing)
{
    long survived = 0;
    for (bool failed = true; failed && survived < most_allocations; ++survived) {
        CAPTURE(survived);
        bool done = false;
        {
            const FailingNew failing(survived);
            try {
                doing();
                done = true;
            } catch (const std::bad_alloc&) {
                done = false;
            }
            failed = failing.failed();
        }
        CHECK(done == !failed);
    }
    CHECK(survived > 1);
    CHECK(survived < most_allocations);
}

Json parsed(const std::string& text)
{
    return wire::parse_json(text, {}).value();
}

Json built()
{
    JsonObject made{{"id", 1},
                    {"method", std::string(long_text)},
                    {"params", {{"list", {1, 2.5, true, nullptr, long_text}}, {"inside", {{"a", long_text}}}}}};
    for (int at = 0; at < 40; ++at)
        made["member " + std::to_string(at)] = JsonArray{at, long_text};
    return made;
}

} // namespace

TEST_CASE("json_that_is_read_without_memory_somewhere_fails_and_leaves_nothing")
{
    for (const auto& text : {deep(), wide()}) {
        survives([&] { static_cast<void>(wire::parse_json(text, {}).value()); });
        const auto message = R"({"id":7,"result":)" + text + R"(,"params":[)" + text + "]}";
        wire::Limits limits;
        limits.max_json_depth += 2;
        survives([&] { static_cast<void>(wire::parse_rpc_message(wire::bytes_of(message), limits).value()); });
    }
}

TEST_CASE("json_that_is_broken_in_its_middle_survives_it_too")
{
    for (const auto& text : {deep(), wide()})
        survives([broken = text.substr(0, text.size() / 2)] {
            if (wire::parse_json(broken, {}))
                FAIL("was read");
        });
}

TEST_CASE("json_that_is_copied_or_assigned_without_memory_somewhere_stays_as_it_was")
{
    for (const auto& text : {deep(), wide()}) {
        const Json value = parsed(text);
        Json target = built();
        const auto before = wire::write_json(target);
        survives([&] { const Json copy = value; });
        survives([&] {
            Json copy;
            copy = value;
        });
        survives([&] {
            try {
                target = value;
            } catch (const std::bad_alloc&) {
                if (wire::write_json(target) != before)
                    FAIL("half assigned");
                throw;
            }
        });
        CHECK(wire::write_json(target) == wire::write_json(value));
    }
}

TEST_CASE("json_that_is_built_or_written_without_memory_somewhere_fails_and_leaves_nothing")
{
    survives([] { static_cast<void>(built()); });
    survives([] {
        const wire::RpcRequest request{5, 77, long_text, built(), 12};
        static_cast<void>(wire::rpc_text(request, Json(long_text)));
    });
    for (const auto& text : {deep(), wide()})
        survives([value = parsed(text)] { static_cast<void>(wire::write_json(value)); });
}

TEST_CASE("json_is_freed_and_moved_without_memory")
{
    for (const auto& text : {deep(), wide()}) {
        auto value = std::make_unique<Json>(parsed(text));
        auto other = std::make_unique<Json>(built());
        bool asked_for_memory = true;
        {
            const FailingNew failing(0);
            *other = std::move(*value);
            const Json moved = std::move(*other);
            value.reset();
            other.reset();
            asked_for_memory = failing.failed();
        }
        CHECK(!asked_for_memory);
    }
}
