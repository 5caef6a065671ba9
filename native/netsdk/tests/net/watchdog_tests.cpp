#include "net/io_buffer.h"
#include "net/link.h"
#include "net/watchdog_watcher.h"
#include "tests/net/loopback_device.h"
#include "wire/session_frames.h"

#include <asio/read.hpp>
#include <asio/write.hpp>
#include <doctest/doctest.h>
#include <functional>
#include <optional>
#include <thread>

using namespace netsdk;
using namespace netsdk::test;
using namespace std::chrono_literals;

namespace {

/// The process's watchdog for one test: armed with a time that does not run out.
struct Armed {
    Armed() { net::watchdog().arm(1h); }
    ~Armed() { net::watchdog().arm(0s); }
    Armed(const Armed&) = delete;
    Armed& operator=(const Armed&) = delete;
};

/// Its time runs out, and nobody looks.
void trip_unnoticed()
{
    net::watchdog().arm(1ns);
    const auto after = net::BootClock::now() + 1ms;
    while (net::BootClock::now() <= after)
        std::this_thread::yield();
}

void open_again()
{
    net::watchdog().arm(1h); // a tripped one stays so
    REQUIRE(net::watchdog().feed(net::BootClock::now()));
}

/// Remembers what a link told.
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
        connected = true;
        for (std::size_t sent = 0; sent < to_send; sent += piece)
            link.send(wire::Buffer(piece, std::byte{'x'}));
    }
    void on_bytes(net::Link&, wire::Bytes bytes) override { received += bytes.size(); }
    void on_lost(net::Link&, wire::Error why) override
    {
        CHECK(!lost);
        lost = why;
    }
    /// Runs the loop until the condition holds.
    bool until(const std::function<bool()>& condition)
    {
        const auto limit = std::chrono::steady_clock::now() + 20s;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > limit)
                return false;
            io.restart();
            io.run_for(1ms);
        }
        return true;
    }

    static constexpr std::size_t piece = std::size_t{32} << 10;
    asio::io_context& io;
    net::Strand strand;
    std::size_t to_send = 0;
    std::size_t received = 0;
    bool connected = false;
    std::optional<wire::Error> lost;
};

/// The other end, which reads when it is told to.
struct Peer {
    Peer() : acceptor(io, {asio::ip::address_v4::loopback(), 0})
    {
        acceptor.set_option(asio::socket_base::receive_buffer_size(4096));
    }
    [[nodiscard]] std::uint16_t port() const { return acceptor.local_endpoint().port(); }

    asio::io_context io;
    asio::ip::tcp::acceptor acceptor;
};

/// A loop with a link to a device, connected before anything happens.
struct Scene {
    Scene() : link(owner->connect(device.port()))
    {
        REQUIRE(owner->until([&] { return owner->connected; }));
    }

    LoopbackDevice device{{}};
    asio::io_context io;
    const net::IoBuffer buffer;
    const std::shared_ptr<Owner> owner = std::make_shared<Owner>(io);
    const std::shared_ptr<net::Link> link;
};

} // namespace

TEST_CASE("what_is_sent_after_a_trip_does_not_leave_and_ends_the_link")
{
    const Armed armed;
    Scene scene;
    trip_unnoticed();
    scene.link->send(wire::keep_alive_request());
    CHECK(scene.owner->until([&] { return scene.owner->lost == wire::Error::connection_lost; }));
    CHECK(scene.owner->until([&] { return scene.device.counts().open == 0; }));
    CHECK(scene.device.counts().resets == 1);
    CHECK(scene.device.counts().bytes == 0);
}

TEST_CASE("what_was_queued_before_a_trip_does_not_leave_after_it")
{
    const Armed armed;
    Peer peer;
    asio::io_context io;
    const net::IoBuffer buffer;
    const auto owner = std::make_shared<Owner>(io);
    const auto link = owner->connect(peer.port());
    auto end = peer.acceptor.accept();
    REQUIRE(owner->until([&] { return owner->connected; }));
    std::size_t sent = 0;
    REQUIRE(owner->until([&] {
        link->send(wire::Buffer(Owner::piece, std::byte{'x'}));
        sent += Owner::piece;
        return link->waiting() >= Owner::piece * 8;
    }));
    const auto taken = sent - link->waiting();
    trip_unnoticed();
    std::vector<char> bytes(sent);
    std::size_t arrived = 0;
    std::error_code failed;
    end.non_blocking(true);
    // The peer makes room for all of it, again and again, and the loop hears of the room.
    CHECK(owner->until([&] {
        arrived += asio::read(end, asio::buffer(bytes) + arrived, failed);
        return arrived == sent || failed == asio::error::connection_reset;
    }));
    CHECK(failed == asio::error::connection_reset);
    CHECK(owner->lost == wire::Error::connection_lost);
    CHECK(arrived > 0);
    CHECK(arrived <= taken);
}

TEST_CASE("what_arrives_after_a_trip_is_not_heard")
{
    const Armed armed;
    Peer peer;
    asio::io_context io;
    const net::IoBuffer buffer;
    const auto owner = std::make_shared<Owner>(io);
    const auto link = owner->connect(peer.port());
    auto end = peer.acceptor.accept();
    REQUIRE(owner->until([&] { return owner->connected; }));
    trip_unnoticed();
    asio::write(end, asio::buffer("a late answer"));
    CHECK(owner->until([&] { return owner->lost.has_value(); }));
    CHECK(owner->received == 0);
}

TEST_CASE("no_connection_is_made_while_the_watchdog_has_tripped")
{
    const Armed armed;
    LoopbackDevice device({});
    asio::io_context io;
    const net::IoBuffer buffer;
    const auto owner = std::make_shared<Owner>(io);
    trip_unnoticed();
    const auto link = owner->connect(device.port());
    CHECK(!owner->lost); // the owner is not called inside its own call
    CHECK(owner->until([&] { return owner->lost == wire::Error::watchdog_tripped; }));
    open_again();
    const auto next = std::make_shared<Owner>(io);
    next->to_send = Owner::piece;
    const auto other = next->connect(device.port());
    CHECK(next->until([&] { return device.counts().bytes >= 32; }));
    CHECK(device.counts().connections == 1);
}

TEST_CASE("a_connection_under_way_at_a_trip_carries_nothing")
{
    const Armed armed;
    LoopbackDevice device({});
    asio::io_context io;
    const net::IoBuffer buffer;
    const auto owner = std::make_shared<Owner>(io);
    owner->to_send = Owner::piece;
    const auto link = owner->connect(device.port());
    trip_unnoticed();
    CHECK(owner->until([&] { return owner->lost == wire::Error::connection_lost; }));
    CHECK(owner->until([&] { return device.counts().resets == 1; }));
    CHECK(device.counts().bytes == 0);
}

TEST_CASE("a_link_from_before_a_trip_stays_dumb_when_the_watchdog_opened_before_anybody_noticed")
{
    const Armed armed;
    Scene scene;
    trip_unnoticed();
    open_again();
    scene.link->send(wire::keep_alive_request());
    CHECK(scene.owner->until([&] { return scene.owner->lost == wire::Error::connection_lost; }));
    CHECK(scene.owner->until([&] { return scene.device.counts().open == 0; }));
    CHECK(scene.device.counts().bytes == 0);
}

TEST_CASE("a_link_from_before_a_trip_stays_dumb_when_the_watchdog_is_disarmed_after_it")
{
    const Armed armed;
    Scene scene;
    trip_unnoticed();
    net::watchdog().arm(0s);
    scene.link->send(wire::keep_alive_request());
    CHECK(scene.owner->until([&] { return scene.owner->lost == wire::Error::connection_lost; }));
    CHECK(scene.device.counts().bytes == 0);
}

TEST_CASE("the_watcher_ends_links_on_which_nothing_happens_and_leaves_those_made_since")
{
    for (const bool opened : {false, true}) {
        CAPTURE(opened);
        const Armed armed;
        Scene scene;
        scene.link->pause();
        const auto watcher = std::make_shared<net::WatchdogWatcher>(scene.io.get_executor());
        watcher->start();
        const auto since = std::make_shared<Owner>(scene.io);
        std::shared_ptr<net::Link> newer;
        trip_unnoticed();
        if (opened) {
            open_again();
            newer = since->connect(scene.device.port());
            REQUIRE(since->until([&] { return since->connected; }));
        }
        CHECK(scene.owner->until([&] { return scene.owner->lost == wire::Error::connection_lost; }));
        CHECK(scene.owner->until([&] { return scene.device.counts().resets == 1; }));
        CHECK(!since->lost);
        if (newer)
            newer->abort();
        open_again();
    }
}

TEST_CASE("a_beat_from_the_future_is_no_feed")
{
    const Armed armed;
    const auto before = net::watchdog().latch().open_until();
    CHECK(net::watchdog().feed(net::BootClock::now() + 1h).error() == wire::Error::invalid_argument);
    CHECK(net::watchdog().latch().open_until() == before);
    trip_unnoticed();
    CHECK(net::watchdog().feed(net::BootTime::max()).error() == wire::Error::invalid_argument);
    CHECK(net::watchdog().latch().tripped());
}

TEST_CASE("links_that_are_gone_are_watched_no_longer")
{
    const auto before = net::watchdog().all().size();
    {
        Scene scene;
        CHECK(net::watchdog().all().size() == before + 1);
        scene.link->abort();
        CHECK(net::watchdog().all().size() == before);
        asio::io_context io;
        const auto owner = std::make_shared<Owner>(io);
        const auto link = owner->connect(scene.device.port());
        CHECK(net::watchdog().all().size() == before + 1);
    }
    CHECK(net::watchdog().all().size() == before);
}
