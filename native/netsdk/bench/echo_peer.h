#pragma once

#include <cstddef>
#include <cstdint>
#include <sys/types.h>

namespace netsdk::bench {

/// A process that answers so many bytes with so many others, on each of its connections, and knows nothing of what they
/// are.
class EchoPeer {
public:
    EchoPeer(std::size_t question, std::size_t answer);
    ~EchoPeer();
    EchoPeer(const EchoPeer&) = delete;
    EchoPeer& operator=(const EchoPeer&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    pid_t child_ = -1;
    int lifeline_ = -1; // closed when we go, whereupon the child goes too
    std::uint16_t port_ = 0;
};

} // namespace netsdk::bench
