#include "wire/ptz_commands.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace netsdk;
using wire::Error;
using wire::PtzPhase;

namespace {

std::string text_of(const wire::Result<wire::PtzCall>& call)
{
    return call.value().method + " " + wire::write_json(call.value().params);
}

wire::Result<wire::PtzCall> with(std::uint32_t command, std::int32_t first, std::int32_t second, std::int32_t third)
{
    return wire::ptz_call({.command = command, .parameters = {first, second, third}});
}

} // namespace

TEST_CASE("a_tour_is_told_one_of_four_things_and_a_diagonal_has_one_speed_at_least")
{
    for (const auto way : {0, 76, 96, 99})
        CHECK(with(13, 1, 0, way));
    for (const auto way : {1, 5, 77, 98})
        CHECK(with(13, 1, 0, way).error() == Error::invalid_argument);
    CHECK(with(32, 0, 0, 0).error() == Error::invalid_argument);
}

TEST_CASE("a_place_on_the_picture_becomes_a_box_of_it")
{
    const auto box = [](std::int32_t across, std::int32_t down, std::int32_t zoom) {
        return wire::write_json(with(51, across, down, zoom).value().params.at("screen"));
    };
    CHECK(box(0, 0, 0) == "[4096,4096,4096,4096]");
    CHECK(box(-8191, 8191, 1) == "[0,8191,0,8191]");
    CHECK(box(0, 0, 4) == "[2048,2048,6144,6144]");
    CHECK(box(0, 0, 16) == "[3072,3072,5120,5120]");
    CHECK(box(0, 0, -4) == "[6144,6144,2048,2048]");
    CHECK(box(8191, -8191, 4) == "[4096,0,8192,4096]"); // moved into the picture
}

TEST_CASE("a_tour_stops_by_its_parameter_too_and_a_wiper_by_its_own")
{
    CHECK(text_of(with(13, 2, 0, 96)) == R"(ptz.start {"code":"StopTour","arg1":2,"arg2":0,"arg3":0})");
    CHECK(text_of(with(14, 0, 0, 0)) == R"(ptz.stop {"code":"Wiper","arg1":0,"arg2":0,"arg3":0})");
}

TEST_CASE("a_stop_is_never_refused_for_the_speed_it_names")
{
    for (const auto speed : {0, 99, -5})
        CHECK(wire::ptz_call({.command = 0, .parameters = {0, speed, 0}, .phase = PtzPhase::stop}));
    CHECK(wire::ptz_call({.command = 70, .phase = PtzPhase::stop, .speed = {9, 9, 9}}));
    CHECK(wire::ptz_call({.command = 120, .phase = PtzPhase::stop}));
}

TEST_CASE("moves_of_no_number_too_fast_too_long_or_out_of_the_circle_are_refused")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(wire::ptz_call({.command = 70, .speed = {1.01, 0, 0}}).error() == Error::invalid_argument);
    CHECK(wire::ptz_call({.command = 70, .speed = {nan, 0, 0}}).error() == Error::invalid_argument);
    CHECK(wire::ptz_call({.command = 70, .seconds = 3601}).error() == Error::invalid_argument);
    CHECK(wire::ptz_call({.command = 70, .seconds = -1}).error() == Error::invalid_argument);
    CHECK(wire::ptz_call({.command = 69, .position = {3601, 0, 0}}).error() == Error::invalid_argument);
    CHECK(wire::ptz_call({.command = 69, .position = {0, 0, 129}}).error() == Error::invalid_argument);
    CHECK(text_of(wire::ptz_call({.command = 69, .position = {2700, 0, 0}})) ==
          R"(ptz.moveAbsolutely {"position":[-0.5,-0.0,0.0],"speed":[0.0,0.0,0.0]})");
}
