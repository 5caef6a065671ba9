#include "wire/ptz_commands.h"

#include <algorithm>
#include <cmath>

namespace netsdk::wire {

namespace {

constexpr double full_speed = 100;
constexpr double most_speed = 8;
constexpr std::int32_t stop_tour = 96;

bool within(std::int32_t value, std::int32_t least, std::int32_t most) noexcept
{
    return value >= least && value <= most;
}

bool between(double value, double least, double most) noexcept
{
    return std::isfinite(value) && value >= least && value <= most;
}

PtzCall by_code(PtzPhase phase, std::string_view code, const Json& first, const Json& second, const Json& third)
{
    return {phase == PtzPhase::start ? "ptz.start" : "ptz.stop",
            {{"code", std::string(code)}, {"arg1", first}, {"arg2", second}, {"arg3", third}}};
}

// A motion: what stops it is the same code, whatever speed the caller of the stop names.
Result<PtzCall> motion(const PtzOrder& order, std::string_view code, std::int32_t first, std::int32_t second,
                       std::int32_t least)
{
    constexpr auto most = static_cast<std::int32_t>(most_speed);
    if (order.phase == PtzPhase::stop)
        return by_code(order.phase, code, std::clamp(first, 0, most), std::clamp(second, 0, most), 0);
    if (!within(second, least, most) || !within(first, 0, most))
        return Error::invalid_argument;
    return by_code(order.phase, code, first, second, 0);
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
    if (!within(number, 1, max_preset) || order.phase == PtzPhase::stop)
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

Result<PtzCall> continuous(const PtzOrder& order)
{
    if (order.phase == PtzPhase::stop)
        return continuously(order.phase, {}, 0);
    const auto& speed = order.speed;
    if (!between(speed.pan, -1, 1) || !between(speed.tilt, -1, 1) || !between(speed.zoom, -1, 1) ||
        !within(order.seconds, 0, max_ptz_seconds))
        return Error::invalid_argument;
    return continuously(order.phase, speed, order.seconds);
}

Result<PtzCall> composed(const PtzOrder& order, std::string_view code)
{
    auto speed = order.parameters[0];
    if (order.phase == PtzPhase::stop)
        return continuously(order.phase, {}, 0);
    if (!within(speed, 1, static_cast<std::int32_t>(most_speed)))
        return Error::invalid_argument;
    const auto way = direction(code);
    const double share = speed / most_speed;
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
    const auto& [pan, tilt, zoom] = order.position;
    const auto& speed = order.speed;
    if (order.phase == PtzPhase::stop || !between(pan, 0, 3600) || !between(tilt, -1800, 1800) ||
        !between(zoom, 0, 128) || !between(speed.pan, -1, 1) || !between(speed.tilt, -1, 1) ||
        !between(speed.zoom, -1, 1))
        return Error::invalid_argument;
    return PtzCall{"ptz.moveAbsolutely",
                   {{"position", position_of(order.position)}, {"speed", {speed.pan, speed.tilt, speed.zoom}}}};
}

Result<PtzCall> angles(const PtzOrder& order)
{
    const auto [pan, tilt, zoom] = order.parameters;
    if (order.phase == PtzPhase::stop || !within(pan, 0, 3600) || !within(tilt, -1800, 1800) || !within(zoom, 1, 128))
        return Error::invalid_argument;
    return by_code(PtzPhase::start, "PositionABS", pan / 10.0, tilt / 10.0, zoom);
}

Result<PtzCall> screen(const PtzOrder& order)
{
    constexpr std::int32_t edge = 8191;
    const auto [across, down, zoom] = order.parameters;
    if (order.phase == PtzPhase::stop || !within(across, -edge, edge) || !within(down, -edge, edge) ||
        !within(zoom, -16, 16))
        return Error::invalid_argument;
    return PtzCall{"ptz.moveDirectly", {{"screen", {across, down, zoom}}, {"speed", 1}}};
}

Result<PtzCall> tour(const PtzOrder& order, const PtzRow& row)
{
    const auto [number, unused, how] = order.parameters;
    if (number < 0 || (how != 0 && how != 76 && how != 99 && how != stop_tour))
        return Error::invalid_argument;
    auto stopping = order;
    if (how == stop_tour)
        stopping.phase = PtzPhase::stop;
    return numbered(stopping, row, number, 0);
}

Result<PtzCall> on_off(const PtzOrder& order, const PtzRow& row)
{
    if (!within(order.parameters[0], 0, 1))
        return Error::invalid_argument;
    const bool on = order.parameters[0] == 1 && order.phase == PtzPhase::start;
    return by_code(on ? PtzPhase::start : PtzPhase::stop, row.code, 0, 0, 0);
}

Result<PtzCall> diagonal(const PtzOrder& order, const PtzRow& row)
{
    const auto [up, across, unused] = order.parameters;
    return motion(order, row.code, up == 0 ? across : up, across == 0 ? up : across, 1);
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
    const auto [first, second, third] = order.parameters;
    switch (row->shape) {
    case PtzShape::vertical:
    case PtzShape::horizontal: return motion(order, row->code, 0, second, 1);
    case PtzShape::diagonal: return diagonal(order, *row);
    case PtzShape::lens: return motion(order, row->code, 0, second, 0);
    case PtzShape::preset_go:
    case PtzShape::preset_set:
    case PtzShape::preset_clear: return preset(order, row->shape);
    case PtzShape::tour: return tour(order, *row);
    case PtzShape::tour_point:
        if (first < 0 || !within(second, 1, max_preset))
            return Error::invalid_argument;
        return numbered(order, *row, first, second);
    case PtzShape::number:
        if (first < 0)
            return Error::invalid_argument;
        return numbered(order, *row, first, 0);
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
