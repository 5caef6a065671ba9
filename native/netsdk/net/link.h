#pragma once

#include "net/executors.h"
#include "net/target.h"
#include "wire/bytes.h"
#include "wire/error.h"

#include <memory>
#include <vector>

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
/// It decides nothing and knows no time. All functions on the strand only.
class Link : public std::enable_shared_from_this<Link> {
public:
    Link(Strand strand, std::weak_ptr<LinkOwner> owner);
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    /// Ends in on_connected or on_lost.
    void connect(const Target& target);
    /// The one place where bytes leave for a device. Nothing is sent once the link is closed.
    void send(wire::Buffer bytes);
    /// The socket is not read until resume(); what the peer does with a full window is its matter.
    void pause() noexcept;
    void resume();
    /// Closes with a reset at once; no further call to the owner.
    void abort() noexcept;

private:
    void wait_readable();
    void read();
    void write();
    void lose(wire::Error why);

    TcpSocket socket_;
    std::weak_ptr<LinkOwner> owner_;
    std::vector<wire::Buffer> waiting_; // to be sent, oldest first
    std::vector<wire::Buffer> sending_; // given to the kernel together
    std::size_t bytes_waiting_ = 0;
    bool closed_ = false;
    bool connected_ = false;
    bool paused_ = false;
    bool read_pending_ = false;
};

} // namespace netsdk::net
