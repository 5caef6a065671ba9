#pragma once

#include "tests/net/loopback_device.h"

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace netsdk::bench {

/// A device in a process of its own, so that its memory, descriptors and threads are not counted with ours.
class Peer {
public:
    /// JSON-RPC methods and the members of their answers; others are answered with "method not found".
    using Answers = std::vector<std::pair<std::string, std::string>>;

    explicit Peer(test::LoopbackDevice::Options options, const Answers& answers = {});
    ~Peer();
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    pid_t child_ = -1;
    int lifeline_ = -1; // closed when we go, whereupon the child goes too
    std::uint16_t port_ = 0;
};

} // namespace netsdk::bench
