#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace netsdk::fuzz {

/// The times that the library is given, short enough for many conversations.
namespace times {
constexpr int wait_ms = 100; ///< one request, what a login asks for, one step of a live view; also as the calls name it
constexpr int connect_ms = 1000;
constexpr int step_ms = 100;
constexpr int logout_ms = 50;
constexpr int picture_ms = 300; ///< over two exchanges of HTTP, after the question for its port
constexpr int search_ms = 50;
constexpr int initialise_ms = 300;
constexpr int http_port_ms = 1000; ///< not to be chosen
} // namespace times

/// What conversations are made of.
enum class Call : std::uint8_t {
    login,
    older_login,
    question,
    table,
    write,
    clock,
    set_clock,
    state,
    ptz,
    reboot,
    control,
    view,
    stop_view,
    order_picture,
    picture,
    http_port,
    search,
    stop_search,
    search_addresses,
    initialise,
    logout,
    abort,
    reconnect,
    count
};

struct CallRow {
    const char* name;
    std::chrono::milliseconds longest; ///< that it may take, as the library's header says
};

/// One row for each call, in their order.
constexpr std::array<CallRow, static_cast<std::size_t>(Call::count)> call_rows{{
    {"login", std::chrono::milliseconds(times::connect_ms + 3 * times::step_ms + times::wait_ms)},
    {"older_login", std::chrono::milliseconds(times::connect_ms + 3 * times::step_ms + times::wait_ms)},
    {"question", std::chrono::milliseconds(times::wait_ms)},
    {"table", std::chrono::milliseconds(times::wait_ms)},
    {"write", std::chrono::milliseconds(times::wait_ms)},
    {"clock", std::chrono::milliseconds(times::wait_ms)},
    {"set_clock", std::chrono::milliseconds(times::wait_ms)},
    {"state", std::chrono::milliseconds(times::wait_ms)},
    {"ptz", std::chrono::milliseconds(times::wait_ms)},
    {"reboot", std::chrono::milliseconds(times::wait_ms)},
    {"control", std::chrono::milliseconds(times::wait_ms)},
    {"view", std::chrono::milliseconds(4 * times::wait_ms)},
    {"stop_view", {}}, // the callbacks here come back at once
    {"order_picture", {}},
    {"picture", std::chrono::milliseconds(times::picture_ms)},
    {"http_port", std::chrono::milliseconds(times::http_port_ms)},
    {"search", {}},
    {"stop_search", {}},
    {"search_addresses", std::chrono::milliseconds(times::search_ms)},
    {"initialise", std::chrono::milliseconds(times::initialise_ms)},
    {"logout", std::chrono::milliseconds(times::logout_ms)},
    {"abort", {}},
    {"reconnect", {}},
}};
static_assert(call_rows.back().name != nullptr);

/// For a loaded machine with sanitizers, on top of what a call may take: one that hangs hangs for ever.
constexpr std::chrono::seconds margin{30};

/// What came of all conversations together, by calls and by callbacks.
struct Tally {
    struct Calls {
        std::atomic<long> made{0};
        std::atomic<long> succeeded{0};
    };
    std::array<Calls, call_rows.size()> calls;
    std::atomic<long> frames{0}, pictures{0}, no_pictures{0}, devices{0}, lost{0}, back{0};

    [[nodiscard]] Calls& of(Call call) { return calls[static_cast<std::size_t>(call)]; }
    /// Everything that callbacks bring.
    [[nodiscard]] long callbacks() const { return frames + pictures + no_pictures + devices + lost + back; }
};

/// The one there is: what the library calls back has no other way to it.
[[nodiscard]] Tally& tally();

} // namespace netsdk::fuzz
