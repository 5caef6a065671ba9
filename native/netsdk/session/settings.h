#pragma once

#include "net/clock.h"
#include "wire/limits.h"

#include <cstddef>
#include <cstdint>

namespace netsdk::session {

/// What holds where a caller names no time: the defaults of the ABI's network parameters, set by its limits.
struct DefaultTimes {
    net::Milliseconds step{5000};
    net::Milliseconds keep_alive{10000};
    net::Milliseconds loss{30000};
};

/// Times and bounds that a login, a live view or a search is begun with; they do not change while it lives.
struct Settings {
    wire::Limits limits;
    net::Milliseconds connect_time{1500};
    int connect_tries = 1;
    net::Milliseconds step{5000};        ///< one request and its answer
    net::Milliseconds open_step{5000};   ///< the same while a live view is opened
    net::Milliseconds device_info{1000}; ///< what a login asks of the device beyond its verdict, all of it together
    bool asks_disks = true;              ///< whether disks are among it
    bool asks_alarm_ports = true;        ///< whether alarm inputs and outputs are
    net::Milliseconds logout_wait{1000};
    net::Milliseconds keep_alive{10000};
    net::Milliseconds loss{30000}; ///< without any answer, then the login is lost
    DefaultTimes defaults;
    std::size_t receive_buffer = std::size_t{1} << 20;
    std::size_t most_picture = 0; ///< bytes of one picture; 0 = what the limits say of a frame
    std::uint16_t discovery_port = 37810;
    std::uint16_t old_discovery_port = 5050;
    std::uint16_t json_port = 5000;     ///< where devices without f6 are asked by JSON-RPC
    net::Milliseconds snap_guard{3000}; ///< so long a picture serves whoever wants one of its channel
};

} // namespace netsdk::session
