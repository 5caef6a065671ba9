#include "wire/ptz_commands.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

namespace netsdk::wire {

namespace {

constexpr double full_speed = 100;
constexpr std::int32_t most_speed = 8;
constexpr std::int32_t stop_tour = 96;

double value_of(const PtzOrder& order, PtzValue which) noexcept
{
    switch (which) {
    case PtzValue::first: return order.parameters[0];
    case PtzValue::second: return order.parameters[1];
    case PtzValue::third: return order.parameters[2];
    case PtzValue::pan: return order.position.pan;
    case PtzValue::tilt: return order.position.tilt;
    case PtzValue::zoom: return order.position.zoom;
    case PtzValue::pan_speed: return order.speed.pan;
    case PtzValue::tilt_speed: return order.speed.tilt;
    case PtzValue::zoom_speed: return order.speed.zoom;
    case PtzValue::seconds: return order.seconds;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

// No number is between nothing, so what is none is refused too.
bool allows(const PtzParameter& parameter, double value) noexcept
{
    return value >= parameter.least && value <= parameter.most &&
           (parameter.only.empty() ||
            std::ranges::any_of(parameter.only, [value](std::int32_t one) { return value == one; }));
}

// What stops a motion is the same code, whatever speed the caller of the stop names.
bool is_motion(PtzShape shape) noexcept
{
    switch (shape) {
    case PtzShape::vertical:
    case PtzShape::horizontal:
    case PtzShape::diagonal:
    case PtzShape::lens:
    case PtzShape::continuous:
    case PtzShape::composed: return true;
    default: return false;
    }
}

bool in_range(const PtzRow& row, const PtzOrder& order) noexcept
{
    return (order.phase == PtzPhase::stop && is_motion(row.shape)) ||
           std::ranges::all_of(row.parameters, [&order](const PtzParameter& parameter) {
               return allows(parameter, value_of(order, parameter.value));
           });
}

PtzCall by_code(PtzPhase phase, std::string_view code, const Json& first, const Json& second, const Json& third)
{
    return {phase == PtzPhase::start ? "ptz.start" : "ptz.stop",
            {{"code", std::string(code)}, {"arg1", first}, {"arg2", second}, {"arg3", third}}};
}

PtzCall motion(PtzPhase phase, std::string_view code, std::int32_t first, std::int32_t second)
{
    return by_code(phase, code, std::clamp(first, 0, most_speed), std::clamp(second, 0, most_speed), 0);
}

// Something with a number that is done, or that goes on until its twin ends it.
Result<PtzCall> numbered(const PtzOrder& order, const PtzRow& row, std::int32_t first, std::int32_t second)
{
    if (order.phase == PtzPhase::start)
        return by_code(PtzPhase::start, row.code, first, second, 0);
    if (row.stop.empty())
        return Error::invalid_argument;
    return by_code(PtzPhase::start, row.stop, first, second, 0);
}

Result<PtzCall> preset(const PtzOrder& order, PtzShape shape)
{
    const auto number = order.parameters[1];
    if (order.phase == PtzPhase::stop)
        return Error::invalid_argument;
    switch (shape) {
    case PtzShape::preset_go: return PtzCall{"ptz.gotoPreset", {{"index", number}, {"speed", 1}}};
    case PtzShape::preset_set: return PtzCall{"ptz.setPreset", {{"index", number}, {"name", order.name}}};
    default: return PtzCall{"ptz.removePreset", {{"index", number}}};
    }
}

// A direction as words, "LeftUp+", in numbers of -1, 0 and 1.
PtzVector direction(std::string_view code) noexcept
{
    PtzVector way;
    way.pan = code.starts_with("Left") ? -1 : code.starts_with("Right") ? 1 : 0;
    way.tilt = code.find("Up") != std::string_view::npos ? 1 : code.find("Down") != std::string_view::npos ? -1 : 0;
    way.zoom = code.ends_with('+') ? 1 : -1;
    return way;
}

int percent(double share) noexcept
{
    return static_cast<int>(std::lround(share * full_speed));
}

PtzCall continuously(PtzPhase phase, const PtzVector& speed, std::int32_t seconds)
{
    auto call = by_code(phase, "Continuously", percent(speed.pan), percent(speed.tilt), percent(speed.zoom));
    if (seconds > 0 && phase == PtzPhase::start)
        call.params.as_object()["arg4"] = seconds;
    return call;
}

PtzCall continuous(const PtzOrder& order)
{
    if (order.phase == PtzPhase::stop)
        return continuously(order.phase, {}, 0);
    return continuously(order.phase, order.speed, order.seconds);
}

PtzCall composed(const PtzOrder& order, std::string_view code)
{
    if (order.phase == PtzPhase::stop)
        return continuously(order.phase, {}, 0);
    const auto way = direction(code);
    const double share = static_cast<double>(order.parameters[0]) / most_speed;
    return continuously(order.phase, {way.pan * share, way.tilt * share, way.zoom * share}, 0);
}

// Of the documented scale: 0..1 are 0 to 180 degrees, below 0 those behind; tilt counts the other way round. The zoom's
// scale is a guess: the level over the most there are.
Json position_of(const PtzVector& at)
{
    const double pan = at.pan / 10;
    return {pan <= 180 ? pan / 180 : (pan - 360) / 180, -at.tilt / 10 / 180, at.zoom / 128};
}

Result<PtzCall> absolute(const PtzOrder& order)
{
    const auto& speed = order.speed;
    if (order.phase == PtzPhase::stop)
        return Error::invalid_argument;
    return PtzCall{"ptz.moveAbsolutely",
                   {{"position", position_of(order.position)}, {"speed", {speed.pan, speed.tilt, speed.zoom}}}};
}

Result<PtzCall> angles(const PtzOrder& order)
{
    const auto [pan, tilt, zoom] = order.parameters;
    if (order.phase == PtzPhase::stop)
        return Error::invalid_argument;
    return by_code(PtzPhase::start, "PositionABS", pan / 10.0, tilt / 10.0, zoom);
}

// The documented call takes a box of a picture that is 8192 across and down, and brings it to the middle and the whole
// of it. One public client of the maker's library shows that the offsets count twice as fine and grow downwards, and
// that the zoom is how often the box goes into the picture; that a box drawn from right to left goes wider by as much
// is a guess. Without a zoom it is a point. A box that would stand out of the picture is moved in, so the zoom is kept.
Json box_of(std::int32_t across, std::int32_t down, std::int32_t zoom)
{
    constexpr std::int32_t picture = 8192;
    const std::int32_t times = std::abs(zoom);
    const auto side = times <= 1 ? 0 : static_cast<std::int32_t>(std::lround(picture / std::sqrt(times)));
    const auto edge = [side](std::int32_t offset) {
        return std::clamp((picture + offset - side) / 2, 0, picture - side);
    };
    const auto [left, top] = std::pair(edge(across), edge(down));
    if (zoom < 0)
        return {left + side, top + side, left, top};
    return {left, top, left + side, top + side};
}

Result<PtzCall> screen(const PtzOrder& order)
{
    const auto [across, down, zoom] = order.parameters;
    if (order.phase == PtzPhase::stop)
        return Error::invalid_argument;
    return PtzCall{"ptz.moveDirectly", {{"screen", box_of(across, down, zoom)}, {"speed", 1}}};
}

Result<PtzCall> tour(const PtzOrder& order, const PtzRow& row)
{
    const auto [number, unused, how] = order.parameters;
    auto stopping = order;
    if (how == stop_tour)
        stopping.phase = PtzPhase::stop;
    return numbered(stopping, row, number, 0);
}

PtzCall on_off(const PtzOrder& order, const PtzRow& row)
{
    const bool on = order.parameters[0] == 1 && order.phase == PtzPhase::start;
    return by_code(on ? PtzPhase::start : PtzPhase::stop, row.code, 0, 0, 0);
}

Result<PtzCall> diagonal(const PtzOrder& order, const PtzRow& row)
{
    const auto [up, across, unused] = order.parameters;
    if (order.phase == PtzPhase::start && up == 0 && across == 0)
        return Error::invalid_argument;
    return motion(order.phase, row.code, up == 0 ? across : up, across == 0 ? up : across);
}

// What is done at once has nothing to stop.
Result<PtzCall> once(const PtzOrder& order, PtzCall call)
{
    if (order.phase == PtzPhase::stop)
        return Error::invalid_argument;
    return call;
}

} // namespace

Result<PtzCall> ptz_call(const PtzOrder& order)
{
    const PtzRow* const row = ptz_row(order.command);
    if (row == nullptr)
        return Error::not_supported;
    if (row->shape != PtzShape::refused && !in_range(*row, order))
        return Error::invalid_argument;
    const auto [first, second, third] = order.parameters;
    switch (row->shape) {
    case PtzShape::vertical:
    case PtzShape::horizontal:
    case PtzShape::lens: return motion(order.phase, row->code, 0, second);
    case PtzShape::diagonal: return diagonal(order, *row);
    case PtzShape::preset_go:
    case PtzShape::preset_set:
    case PtzShape::preset_clear: return preset(order, row->shape);
    case PtzShape::tour: return tour(order, *row);
    case PtzShape::tour_point: return numbered(order, *row, first, second);
    case PtzShape::number: return numbered(order, *row, first, 0);
    case PtzShape::plain: return numbered(order, *row, 0, 0);
    case PtzShape::on_off: return on_off(order, *row);
    case PtzShape::screen: return screen(order);
    case PtzShape::angles: return angles(order);
    case PtzShape::zero: return once(order, by_code(PtzPhase::start, row->code, 0, 0, 1));
    case PtzShape::absolute: return absolute(order);
    case PtzShape::continuous: return continuous(order);
    case PtzShape::composed: return composed(order, row->code);
    case PtzShape::calibrate: return once(order, {"ptz.directionCalibration", nullptr});
    case PtzShape::stop_move: return PtzCall{"ptz.stopMove", nullptr};
    case PtzShape::refused: return Error::not_supported;
    }
    return Error::not_supported;
}

} // namespace netsdk::wire
