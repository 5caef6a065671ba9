#pragma once

#include "wire/json.h"
#include "wire/result.h"

#include <boost/json/value.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace netsdk::wire {

/// Where a PTZ command's way to the device is known from.
enum class PtzMark : std::uint8_t {
    solid,      ///< the documented interface and several clients
    one_source, ///< one client
    guess,      ///< by analogy, or put together from others
    no_facts,   ///< no public source shows that any device does this, so it is refused
    two_orders, ///< put together from two orders by whoever gives it, once the first is done; refused as one
};

/// How a command's parameters travel.
enum class PtzShape : std::uint8_t {
    vertical,   ///< speed in the second parameter
    horizontal, ///< the same
    diagonal,  ///< vertical speed in the first parameter, horizontal in the second; one of them may be 0 = as the other
    lens,      ///< speed in the second parameter
    preset_go, ///< number in the second parameter
    preset_set, ///< the same, and a name
    preset_clear,
    tour,       ///< tour in the first parameter; the third may say 76 start, 99 automatic, 96 stop
    tour_point, ///< tour in the first parameter, preset in the second
    number,     ///< number in the first parameter
    plain,      ///< no parameter
    on_off,     ///< 1 on, 0 off in the first parameter
    screen,     ///< where on the picture to look at, counted from its middle, and how much closer
    angles,     ///< tenths of a degree, and a zoom level
    zero,       ///< the place with all angles 0
    absolute,   ///< a position and speeds
    continuous, ///< speeds and a time
    composed,   ///< a direction and a zoom at once, speed in the first parameter
    calibrate,
    stop_move,
    refused,
};

/// Which value of an order a parameter is: one of the three numbers, or of the command's structure.
enum class PtzValue : std::uint8_t {
    first,
    second,
    third,
    pan, ///< of the place
    tilt,
    zoom,
    pan_speed,
    tilt_speed,
    zoom_speed,
    seconds,
};

/// From where to where a value of a command goes.
struct PtzParameter {
    PtzValue value;
    std::string_view name;
    std::int32_t least;
    std::int32_t most;
    std::span<const std::int32_t> only{}; ///< of these alone; empty = all between
};

/// One row of the table of commands.
struct PtzRow {
    std::uint32_t command; ///< the ABI's number
    std::string_view name; ///< as the manual's appendix calls it
    PtzShape shape;
    std::string_view code; ///< of ptz.start and ptz.stop; for `composed` the direction, then + or - for the zoom
    std::string_view stop; ///< the code that is started in place of a stop; empty = ptz.stop with the same code
    PtzMark mark;
    std::span<const PtzParameter> parameters; ///< what is not among them is not looked at
};

/// The table: every command of the manual's appendix, in the order of their numbers.
[[nodiscard]] std::span<const PtzRow> ptz_rows() noexcept;

/// Nothing for a number that the appendix does not have.
[[nodiscard]] const PtzRow* ptz_row(std::uint32_t command) noexcept;

/// Pan, tilt and zoom, in the unit that the command has.
struct PtzVector {
    double pan = 0;
    double tilt = 0;
    double zoom = 0;
};

enum class PtzPhase : std::uint8_t { start, stop };

/// What a caller orders.
struct PtzOrder {
    std::uint32_t command = 0;
    std::array<std::int32_t, 3> parameters{};
    PtzPhase phase = PtzPhase::start;
    std::string name = {};    ///< of a preset
    PtzVector position = {};  ///< of an absolute move: tenths of a degree and zoom level
    PtzVector speed = {};     ///< -1..1
    std::int32_t seconds = 0; ///< of a continuous move until it ends by itself; 0 = never
};

/// A call on the device's `ptz` instance of that channel.
struct PtzCall {
    std::string method;
    Json params;
};

/// What to ask the device for an order. Errors: not_supported (no facts, or no such command), invalid_argument (a
/// parameter out of the range of its row, or a stop of what does not go on).
[[nodiscard]] Result<PtzCall> ptz_call(const PtzOrder& order);

} // namespace netsdk::wire
