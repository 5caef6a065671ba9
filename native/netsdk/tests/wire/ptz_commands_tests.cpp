#include "wire/ptz_commands.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace netsdk;
using wire::Error;
using wire::Json;
using wire::PtzOrder;
using wire::PtzPhase;

namespace {

/// One row of the appendix: what a good order becomes, and what its stop does.
struct Case {
    std::uint32_t command;
    std::array<std::int32_t, 3> parameters;
    const char* start; ///< method and parameters; null = refused as not supported
    const char* stop;  ///< the same; null = refused as wrong, "-" = as the start
};

constexpr const char* none = nullptr;

const Case cases[] = {
    {0,
     {0, 5, 0},
     R"(ptz.start {"code":"Up","arg1":0,"arg2":5,"arg3":0})",
     R"(ptz.stop {"code":"Up","arg1":0,"arg2":5,"arg3":0})"},
    {1,
     {0, 1, 0},
     R"(ptz.start {"code":"Down","arg1":0,"arg2":1,"arg3":0})",
     R"(ptz.stop {"code":"Down","arg1":0,"arg2":1,"arg3":0})"},
    {2,
     {0, 8, 0},
     R"(ptz.start {"code":"Left","arg1":0,"arg2":8,"arg3":0})",
     R"(ptz.stop {"code":"Left","arg1":0,"arg2":8,"arg3":0})"},
    {3,
     {0, 4, 0},
     R"(ptz.start {"code":"Right","arg1":0,"arg2":4,"arg3":0})",
     R"(ptz.stop {"code":"Right","arg1":0,"arg2":4,"arg3":0})"},
    {4,
     {0, 0, 0},
     R"(ptz.start {"code":"ZoomTele","arg1":0,"arg2":0,"arg3":0})",
     R"(ptz.stop {"code":"ZoomTele","arg1":0,"arg2":0,"arg3":0})"},
    {5,
     {0, 3, 0},
     R"(ptz.start {"code":"ZoomWide","arg1":0,"arg2":3,"arg3":0})",
     R"(ptz.stop {"code":"ZoomWide","arg1":0,"arg2":3,"arg3":0})"},
    {6,
     {0, 1, 0},
     R"(ptz.start {"code":"FocusNear","arg1":0,"arg2":1,"arg3":0})",
     R"(ptz.stop {"code":"FocusNear","arg1":0,"arg2":1,"arg3":0})"},
    {7,
     {0, 1, 0},
     R"(ptz.start {"code":"FocusFar","arg1":0,"arg2":1,"arg3":0})",
     R"(ptz.stop {"code":"FocusFar","arg1":0,"arg2":1,"arg3":0})"},
    {8,
     {0, 1, 0},
     R"(ptz.start {"code":"IrisLarge","arg1":0,"arg2":1,"arg3":0})",
     R"(ptz.stop {"code":"IrisLarge","arg1":0,"arg2":1,"arg3":0})"},
    {9,
     {0, 1, 0},
     R"(ptz.start {"code":"IrisSmall","arg1":0,"arg2":1,"arg3":0})",
     R"(ptz.stop {"code":"IrisSmall","arg1":0,"arg2":1,"arg3":0})"},
    {10, {0, 9, 0}, R"(ptz.gotoPreset {"index":9,"speed":1})", none},
    {11, {0, 9, 0}, R"(ptz.setPreset {"index":9,"name":"gate"})", none},
    {12, {0, 255, 0}, R"(ptz.removePreset {"index":255})", none},
    {13,
     {2, 0, 76},
     R"(ptz.start {"code":"StartTour","arg1":2,"arg2":0,"arg3":0})",
     R"(ptz.start {"code":"StopTour","arg1":2,"arg2":0,"arg3":0})"},
    {14,
     {1, 0, 0},
     R"(ptz.start {"code":"Wiper","arg1":0,"arg2":0,"arg3":0})",
     R"(ptz.stop {"code":"Wiper","arg1":0,"arg2":0,"arg3":0})"},
    {32,
     {3, 4, 0},
     R"(ptz.start {"code":"LeftUp","arg1":3,"arg2":4,"arg3":0})",
     R"(ptz.stop {"code":"LeftUp","arg1":3,"arg2":4,"arg3":0})"},
    {33,
     {0, 4, 0},
     R"(ptz.start {"code":"RightUp","arg1":4,"arg2":4,"arg3":0})",
     R"(ptz.stop {"code":"RightUp","arg1":4,"arg2":4,"arg3":0})"},
    {34,
     {3, 0, 0},
     R"(ptz.start {"code":"LeftDown","arg1":3,"arg2":3,"arg3":0})",
     R"(ptz.stop {"code":"LeftDown","arg1":3,"arg2":3,"arg3":0})"},
    {35,
     {8, 8, 0},
     R"(ptz.start {"code":"RightDown","arg1":8,"arg2":8,"arg3":0})",
     R"(ptz.stop {"code":"RightDown","arg1":8,"arg2":8,"arg3":0})"},
    {36, {1, 7, 0}, R"(ptz.start {"code":"AddTour","arg1":1,"arg2":7,"arg3":0})", none},
    {37, {1, 7, 0}, R"(ptz.start {"code":"DelTour","arg1":1,"arg2":7,"arg3":0})", none},
    {38, {1, 0, 0}, R"(ptz.start {"code":"ClearTour","arg1":1,"arg2":0,"arg3":0})", none},
    {39,
     {0, 0, 0},
     R"(ptz.start {"code":"AutoPanOn","arg1":0,"arg2":0,"arg3":0})",
     R"(ptz.start {"code":"AutoPanOff","arg1":0,"arg2":0,"arg3":0})"},
    {40, {0, 0, 0}, R"(ptz.start {"code":"AutoPanOff","arg1":0,"arg2":0,"arg3":0})", none},
    {41, {1, 0, 0}, R"(ptz.start {"code":"SetLeftLimit","arg1":1,"arg2":0,"arg3":0})", none},
    {42, {1, 0, 0}, R"(ptz.start {"code":"SetRightLimit","arg1":1,"arg2":0,"arg3":0})", none},
    {43,
     {1, 0, 0},
     R"(ptz.start {"code":"AutoScanOn","arg1":1,"arg2":0,"arg3":0})",
     R"(ptz.start {"code":"AutoScanOff","arg1":1,"arg2":0,"arg3":0})"},
    {44, {1, 0, 0}, R"(ptz.start {"code":"AutoScanOff","arg1":1,"arg2":0,"arg3":0})", none},
    {45,
     {1, 0, 0},
     R"(ptz.start {"code":"SetPatternBegin","arg1":1,"arg2":0,"arg3":0})",
     R"(ptz.start {"code":"SetPatternEnd","arg1":1,"arg2":0,"arg3":0})"},
    {46, {1, 0, 0}, R"(ptz.start {"code":"SetPatternEnd","arg1":1,"arg2":0,"arg3":0})", none},
    {47,
     {1, 0, 0},
     R"(ptz.start {"code":"StartPattern","arg1":1,"arg2":0,"arg3":0})",
     R"(ptz.start {"code":"StopPattern","arg1":1,"arg2":0,"arg3":0})"},
    {48, {1, 0, 0}, R"(ptz.start {"code":"StopPattern","arg1":1,"arg2":0,"arg3":0})", none},
    {49, {1, 0, 0}, none, none},
    {50, {0, 0, 0}, none, none},
    {51, {4096, -2048, 4}, R"(ptz.moveDirectly {"screen":[4096,1024,8192,5120],"speed":1})", none},
    {54,
     {0, 0, 0},
     R"(ptz.start {"code":"Menu","arg1":0,"arg2":0,"arg3":0})",
     R"(ptz.start {"code":"Exit","arg1":0,"arg2":0,"arg3":0})"},
    {55, {0, 0, 0}, R"(ptz.start {"code":"Exit","arg1":0,"arg2":0,"arg3":0})", none},
    {56, {0, 0, 0}, R"(ptz.start {"code":"Enter","arg1":0,"arg2":0,"arg3":0})", none},
    {57, {0, 0, 0}, R"(ptz.start {"code":"MenuCancel","arg1":0,"arg2":0,"arg3":0})", none},
    {58, {0, 0, 0}, R"(ptz.start {"code":"MenuUp","arg1":0,"arg2":0,"arg3":0})", none},
    {59, {0, 0, 0}, R"(ptz.start {"code":"MenuDown","arg1":0,"arg2":0,"arg3":0})", none},
    {60, {0, 0, 0}, R"(ptz.start {"code":"MenuLeft","arg1":0,"arg2":0,"arg3":0})", none},
    {61, {0, 0, 0}, R"(ptz.start {"code":"MenuRight","arg1":0,"arg2":0,"arg3":0})", none},
    {64, {0, 1, 1}, none, none},
    {65, {0, 0, 0}, none, none},
    {66, {1, 0, 0}, R"(ptz.start {"code":"Light","arg1":1,"arg2":0,"arg3":0})", none},
    {67, {1205, -300, 5}, R"(ptz.start {"code":"PositionABS","arg1":120.5,"arg2":-30.0,"arg3":5})", none},
    {68, {0, 0, 0}, R"(ptz.start {"code":"PositionABS","arg1":0,"arg2":0,"arg3":1})", none},
    {69, {0, 0, 0}, R"(ptz.moveAbsolutely {"position":[0.5,-0.25,0.5],"speed":[0.5,-0.25,0.0]})", none},
    {70,
     {0, 0, 0},
     R"(ptz.start {"code":"Continuously","arg1":50,"arg2":-25,"arg3":0,"arg4":30})",
     R"(ptz.stop {"code":"Continuously","arg1":0,"arg2":0,"arg3":0})"},
    {77, {0, 0, 0}, none, none},
    {81, {0, 0, 0}, R"(ptz.start {"code":"Restart","arg1":0,"arg2":0,"arg3":0})", none},
    {82, {0, 0, 0}, none, none},
    {84, {0, 0, 0}, R"(ptz.start {"code":"AutoScanOff","arg1":0,"arg2":0,"arg3":0})", none},
    {112, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":0,"arg2":100,"arg3":100})", "-"},
    {113, {4, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":0,"arg2":-50,"arg3":50})", "-"},
    {114, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":-100,"arg2":0,"arg3":100})", "-"},
    {115, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":100,"arg2":0,"arg3":100})", "-"},
    {116, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":-100,"arg2":100,"arg3":100})", "-"},
    {117, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":-100,"arg2":-100,"arg3":100})", "-"},
    {118, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":100,"arg2":100,"arg3":100})", "-"},
    {119, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":100,"arg2":-100,"arg3":100})", "-"},
    {120, {1, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":0,"arg2":13,"arg3":-13})", "-"},
    {121, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":0,"arg2":-100,"arg3":-100})", "-"},
    {122, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":-100,"arg2":0,"arg3":-100})", "-"},
    {123, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":100,"arg2":0,"arg3":-100})", "-"},
    {124, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":-100,"arg2":100,"arg3":-100})", "-"},
    {125, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":-100,"arg2":-100,"arg3":-100})", "-"},
    {126, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":100,"arg2":100,"arg3":-100})", "-"},
    {127, {8, 0, 0}, R"(ptz.start {"code":"Continuously","arg1":100,"arg2":-100,"arg3":-100})", "-"},
    {128, {0, 1, 0}, none, none},
    {130, {0, 0, 0}, R"(ptz.directionCalibration null)", none},
    {134, {0, 0, 0}, none, none},
    {137, {0, 0, 0}, none, none},
    {138, {0, 0, 0}, none, none},
    {139, {0, 0, 0}, R"(ptz.stopMove null)", R"(ptz.stopMove null)"},
};

PtzOrder order_of(const Case& each, PtzPhase phase)
{
    PtzOrder order;
    order.command = each.command;
    order.parameters = each.parameters;
    order.phase = phase;
    order.name = "gate";
    order.position = {900, 450, 64};
    order.speed = {0.5, -0.25, 0};
    order.seconds = 30;
    return order;
}

std::string text_of(const wire::Result<wire::PtzCall>& call)
{
    return call.value().method + " " + wire::write_json(call.value().params);
}

} // namespace

TEST_CASE("every_command_of_the_appendix_becomes_the_call_of_its_row_or_is_refused")
{
    REQUIRE(std::size(cases) == wire::ptz_rows().size());
    for (std::size_t at = 0; at < std::size(cases); ++at) {
        const auto& each = cases[at];
        const auto& row = wire::ptz_rows()[at];
        CAPTURE(row.name);
        CHECK(row.command == each.command);
        const auto start = wire::ptz_call(order_of(each, PtzPhase::start));
        const auto stop = wire::ptz_call(order_of(each, PtzPhase::stop));
        CHECK((row.shape == wire::PtzShape::refused) == (each.start == nullptr));
        if (row.command == 128)
            CHECK(row.mark == wire::PtzMark::two_orders); // a preset and a picture: each has an order of its own
        else
            CHECK((row.mark == wire::PtzMark::no_facts) == (each.start == nullptr));
        if (each.start == nullptr) {
            CHECK(start.error() == Error::not_supported);
            CHECK(stop.error() == Error::not_supported);
            continue;
        }
        CHECK(text_of(start) == each.start);
        if (each.stop == nullptr)
            CHECK(stop.error() == Error::invalid_argument);
        else if (std::string_view(each.stop) == "-")
            CHECK(text_of(stop) == R"(ptz.stop {"code":"Continuously","arg1":0,"arg2":0,"arg3":0})");
        else
            CHECK(text_of(stop) == each.stop);
    }
}

TEST_CASE("numbers_that_are_no_command_of_the_appendix_are_not_supported")
{
    for (const std::uint32_t command : {15U, 52U, 71U, 131U, 140U, 4000000000U})
        CHECK(wire::ptz_call({.command = command, .parameters = {0, 1, 0}}).error() == Error::not_supported);
}

namespace {

void set(PtzOrder& order, wire::PtzValue which, std::int32_t value)
{
    using wire::PtzValue;
    switch (which) {
    case PtzValue::first: order.parameters[0] = value; break;
    case PtzValue::second: order.parameters[1] = value; break;
    case PtzValue::third: order.parameters[2] = value; break;
    case PtzValue::pan: order.position.pan = value; break;
    case PtzValue::tilt: order.position.tilt = value; break;
    case PtzValue::zoom: order.position.zoom = value; break;
    case PtzValue::pan_speed: order.speed.pan = value; break;
    case PtzValue::tilt_speed: order.speed.tilt = value; break;
    case PtzValue::zoom_speed: order.speed.zoom = value; break;
    case PtzValue::seconds: order.seconds = value; break;
    }
}

} // namespace

TEST_CASE("a_parameter_goes_to_the_ends_of_its_range_and_no_further")
{
    constexpr auto most = std::numeric_limits<std::int32_t>::max();
    constexpr auto least = std::numeric_limits<std::int32_t>::min();
    std::size_t parameters = 0;
    for (std::size_t at = 0; at < std::size(cases); ++at)
        for (const auto& parameter : wire::ptz_rows()[at].parameters) {
            CAPTURE(wire::ptz_rows()[at].name);
            CAPTURE(parameter.name);
            ++parameters;
            auto order = order_of(cases[at], PtzPhase::start);
            if (wire::ptz_rows()[at].shape == wire::PtzShape::diagonal)
                order.parameters = {1, 1, 0}; // one of them may be 0, not both
            for (const auto value : {parameter.least, parameter.most}) {
                set(order, parameter.value, value);
                CHECK(wire::ptz_call(order));
            }
            for (const auto value : {parameter.least - 1, parameter.most + 1, least, most}) {
                set(order, parameter.value, value);
                CHECK(wire::ptz_call(order).error() == Error::invalid_argument);
            }
        }
    CHECK(parameters == 70);
}
