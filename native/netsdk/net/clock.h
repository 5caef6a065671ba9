#pragma once

#include <chrono>

namespace netsdk::net {

/// Time as machines see it: monotonic, given to them as an argument, never asked for inside one.
using Time = std::chrono::steady_clock::time_point;
using Milliseconds = std::chrono::milliseconds;

/// "Nothing is to happen."
inline constexpr Time never = Time::max();

} // namespace netsdk::net
