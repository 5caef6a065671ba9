#pragma once

#include "net/target.h"
#include "net/ticker.h"
#include "session/settings.h"
#include "wire/discovery.h"
#include "wire/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace netsdk::session {

/// How it is known where a device speaks HTTP. The ABI's numbers.
enum class PortSource : std::uint8_t {
    set = 1,   ///< by the caller
    told = 2,  ///< by the device, in answer to a search
    usual = 3, ///< the device did not tell
};

struct KnownPort {
    std::uint16_t port;
    PortSource source;
};
using PortResult = wire::Result<KnownPort>;

/// Asks one device by the search's datagram, sent to it alone, on which port it speaks HTTP. Behind one address there
/// may be several: the one with the login's serial number is believed at once; without it, what all who answer agree
/// on. On the strand only.
class HttpPort final : public net::TickerOwner, public std::enable_shared_from_this<HttpPort> {
public:
    /// Where devices speak it when they do not tell.
    static constexpr std::uint16_t usual = 80;
    /// So long they have for it; asked twice, since datagrams get lost.
    static constexpr net::Milliseconds patience{1000};

    /// Told the port, the usual one where the device did not tell any.
    using Found = std::function<void(KnownPort port)>;

    /// `serial`: of the device that is meant; may be empty.
    HttpPort(net::Strand strand, net::Target device, std::string serial, const Settings& settings, Found found);

    /// Once; ends in `found`, never inside this call, unless abort() comes first.
    void ask();
    void abort() noexcept;

    void on_tick() override;

private:
    [[nodiscard]] bool open();
    void send();
    void listen();
    void receive();
    void heard(const wire::DiscoveredDevice& device);
    void finish(std::uint16_t told);

    const net::Strand strand_;
    const net::Target device_;
    const std::string serial_;
    const wire::Limits limits_;
    const std::uint16_t discovery_port_;
    Found found_;
    net::UdpSocket socket_;
    std::shared_ptr<net::Ticker> ticker_;
    net::Time until_ = net::never;
    net::Time again_ = net::never;
    std::optional<std::uint16_t> of_others_; // what those told who did not show the serial number
    bool disagree_ = false;
    bool closed_ = false;
};

} // namespace netsdk::session
