#pragma once

#include "net/clock.h"

#include <asio/basic_stream_socket.hpp>
#include <asio/basic_waitable_timer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ip/udp.hpp>

namespace netsdk::net {

/// The one executor of a session or a search: its sockets, timers and machines live and die on it. It is that of a loop
/// with one thread, so what runs on it runs one after the other; asio::strand would be a second lock around the same,
/// and does not survive it everywhere when it gets no memory.
using Strand = asio::io_context::executor_type;

using TcpSocket = asio::basic_stream_socket<asio::ip::tcp, Strand>;
using UdpSocket = asio::basic_datagram_socket<asio::ip::udp, Strand>;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Strand>;

} // namespace netsdk::net
