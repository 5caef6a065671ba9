#include "net/io_buffer.h"
#include "net/link.h"
#include "net/local_addresses.h"
#include "net/socket_options.h"
#include "tests/net/loopback_device.h"
#include "wire/session_frames.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/socket.h>

using namespace netsdk;
using namespace netsdk::test;

namespace {

/// Remembers what a link told, and ends the loop at its end.
struct Owner final : net::LinkOwner, std::enable_shared_from_this<Owner> {
    explicit Owner(asio::io_context& loop) : io(loop), strand(loop.get_executor()) {}

    std::shared_ptr<net::Link> connect(std::uint16_t port)
    {
        auto link = std::make_shared<net::Link>(strand, weak_from_this());
        link->connect(net::parse_target("127.0.0.1", port, "").value());
        return link;
    }
    void on_connected(net::Link& link) override
    {
        ++connected;
        for (int count = 0; count < beats; ++count)
            link.send(wire::keep_alive_request());
    }
    void on_bytes(net::Link& link, wire::Bytes bytes) override
    {
        received += bytes.size();
        if (received == 32U * static_cast<unsigned>(beats))
            link.abort();
    }
    void on_lost(net::Link&, wire::Error why) override
    {
        CHECK(!lost);
        lost = why;
    }

    asio::io_context& io;
    net::Strand strand;
    int beats = 0;
    int connected = 0;
    std::size_t received = 0;
    std::optional<wire::Error> lost;
};

} // namespace

TEST_CASE("every_device_socket_aborts_on_close_and_gives_up_in_time")
{
    asio::io_context io;
    net::TcpSocket socket(io.get_executor());
    socket.open(asio::ip::tcp::v4());
    REQUIRE(!net::prepare(socket));
    linger abort{};
    int timeout = 0, no_delay = 0;
    socklen_t size = sizeof abort;
    REQUIRE(::getsockopt(socket.native_handle(), SOL_SOCKET, SO_LINGER, &abort, &size) == 0);
    size = sizeof timeout;
    REQUIRE(::getsockopt(socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, &size) == 0);
    REQUIRE(::getsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NODELAY, &no_delay, &size) == 0);
    CHECK(abort.l_onoff == 1);
    CHECK(abort.l_linger == 0);
    CHECK(timeout == 8000);
    CHECK(no_delay != 0);
}

TEST_CASE("a_link_sends_in_order_receives_everything_and_is_silent_after_its_abort")
{
    LoopbackDevice device({});
    asio::io_context io;
    const net::IoBuffer buffer;
    const auto owner = std::make_shared<Owner>(io);
    owner->beats = 1000;
    const auto link = owner->connect(device.port());
    io.run();
    CHECK(owner->connected == 1);
    CHECK(owner->received == 32'000);
    CHECK(device.counts().keep_alives == 1000);
    CHECK(!owner->lost);
}

TEST_CASE("a_port_nobody_listens_on_is_told_as_refused")
{
    std::uint16_t port = 0;
    {
        const LoopbackDevice gone({});
        port = gone.port();
    }
    asio::io_context io;
    const net::IoBuffer buffer;
    const auto owner = std::make_shared<Owner>(io);
    const auto link = owner->connect(port);
    io.run();
    CHECK(owner->connected == 0);
    CHECK(owner->lost == wire::Error::connection_refused);
}

TEST_CASE("a_link_aborted_before_it_connects_tells_nothing")
{
    LoopbackDevice device({});
    asio::io_context io;
    const net::IoBuffer buffer;
    const auto owner = std::make_shared<Owner>(io);
    const auto link = owner->connect(device.port());
    link->abort();
    link->send(wire::keep_alive_request());
    io.run();
    CHECK(owner->connected == 0);
    CHECK(!owner->lost);
}

TEST_CASE("the_loopback_network_is_searched_by_its_own_broadcast_address")
{
    const auto all = net::local_addresses();
    const net::LocalAddress loopback{asio::ip::address_v4::loopback(), asio::ip::make_address_v4("127.255.255.255")};
    CHECK(std::ranges::find(all, loopback) != all.end());
}
