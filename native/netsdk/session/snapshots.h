#pragma once

#include "net/http_exchange.h"
#include "net/ticker.h"
#include "session/account.h"
#include "session/http_port.h"
#include "session/snap_book.h"
#include "session/snapshots_owner.h"
#include "session/waiter.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace netsdk::session {

/// The pictures of one login, by HTTP. On the strand only; carries out what the SnapBook says.
///
/// A device that refuses the credential is not asked again until the login is made anew: each such answer costs the
/// account one of its tries.
class Snapshots final : public net::TickerOwner, public std::enable_shared_from_this<Snapshots> {
public:
    Snapshots(net::Strand strand, const Settings& settings, std::shared_ptr<const Account> account,
              std::weak_ptr<SnapshotsOwner> owner);

    /// One picture for on_picture. Errors: connection_lost (not logged in), limit_reached.
    [[nodiscard]] wire::Status ask(unsigned channel, std::uint16_t serial);
    /// Pictures for on_picture until stop(); none while the login is down. Error: connection_lost.
    [[nodiscard]] wire::Status repeat(unsigned channel, std::uint16_t serial, net::Milliseconds every);
    void stop(unsigned channel) { book_.stop(channel); }
    /// One picture for who waits.
    void take(unsigned channel, net::Time deadline, const std::shared_ptr<Waiter<PictureResult>>& waiter);

    /// Where the device speaks HTTP; 0 = to be asked of it.
    void set_port(std::uint16_t port);
    /// Where that is, for who waits; the device is asked once for a login.
    void tell_port(const std::shared_ptr<Waiter<PortResult>>& waiter);
    /// The login was made anew: what was found out about the device may be wrong by now.
    void login_back();
    /// Ends every request under way or waiting.
    void login_lost(wire::Error why);
    /// The same, and nothing comes after it.
    void close(wire::Error why);

    void on_tick() override;

private:
    void turn();
    void carry_out(const SnapBook::Turn& next);
    void find_port();
    void found(KnownPort port);
    [[nodiscard]] std::optional<KnownPort> known_port() const;
    void answer_port(const PortResult& port);
    void begin(const SnapRequest& wanted);
    void answered(SnapId request, const wire::Result<net::HttpReply>& reply);
    void finish(SnapId request, const PictureResult& picture);
    void tell(const SnapJob& job, const PictureResult& picture);
    [[nodiscard]] bool may_ask() const;
    template <class Body>
    void guarded(Body&& body);

    const net::Strand strand_;
    const Settings settings_;
    const std::shared_ptr<const Account> account_;
    const std::weak_ptr<SnapshotsOwner> owner_;
    std::shared_ptr<net::Ticker> ticker_;
    SnapBook book_;
    std::map<SnapId, std::shared_ptr<net::HttpExchange>> exchanges_;
    std::map<SnapId, std::shared_ptr<Waiter<PictureResult>>> waiters_;
    std::shared_ptr<HttpPort> search_;
    std::uint16_t set_port_ = 0;
    std::optional<KnownPort> found_port_;
    std::vector<std::shared_ptr<Waiter<PortResult>>> port_waiters_; // each a thread of a caller
    std::optional<wire::Error> refused_;                            // with what the device refused the credential
    bool closed_ = false;
};

} // namespace netsdk::session
