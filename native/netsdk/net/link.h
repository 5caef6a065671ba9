#pragma once

#include "net/executors.h"
#include "net/target.h"
#include "net/watchdog.h"
#include "wire/bytes.h"
#include "wire/error.h"

#include <memory>

namespace netsdk::net {

class Link;

/// Who is told what happens on a connection; called on the strand only.
class LinkOwner {
public:
    virtual void on_connected(Link& link) = 0;
    /// The bytes end with the call.
    virtual void on_bytes(Link& link, wire::Bytes bytes) = 0;
    /// Once, and the last call for this link. Not called after abort().
    virtual void on_lost(Link& link, wire::Error why) = 0;

protected:
    ~LinkOwner() = default;
};

/// One TCP connection to a device: connects once, writes one buffer at a time, reads when there is something to read.
/// It decides nothing and knows no time but the watchdog's: what was made before a trip neither sends nor is heard
/// after it. All functions on the strand only, but where it says otherwise.
class Link final : public Watched, public std::enable_shared_from_this<Link> {
public:
    Link(Strand strand, std::weak_ptr<LinkOwner> owner);
    ~Link();
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    /// Ends in on_connected or on_lost; in that with watchdog_tripped while nothing may be sent.
    void connect(const Target& target);
    /// The one way by which bytes leave for a device. Nothing is sent once the link is closed.
    void send(wire::Buffer bytes);
    /// Whether the watchdog lets it send; never again once it did not.
    [[nodiscard]] bool may_send() const noexcept { return permit_ && permit_->open(); }
    /// Bytes that the kernel has not taken yet.
    [[nodiscard]] std::size_t waiting() const noexcept { return output_.size() - taken_; }
    /// The socket is not read until resume(); what the peer does with a full window is its matter.
    void pause() noexcept;
    void resume();
    /// Closes with a reset at once; no further call to the owner.
    void abort() noexcept;
    /// Any thread: ends the link when it was made before the trip.
    void on_trip() override;

private:
    void wait_readable();
    void read();
    void write();
    void wait_writable();
    void lose(wire::Error why);
    void lose_later(wire::Error why);

    TcpSocket socket_;
    std::weak_ptr<LinkOwner> owner_;
    std::shared_ptr<const Permit> permit_; // from connect() to the end
    wire::Buffer output_;                  // what the kernel has not taken yet, behind what it has
    std::size_t taken_ = 0;                // of the output, by the kernel
    bool closed_ = false;
    bool connected_ = false;
    bool paused_ = false;
    bool read_pending_ = false;
    bool write_pending_ = false;
};

} // namespace netsdk::net
