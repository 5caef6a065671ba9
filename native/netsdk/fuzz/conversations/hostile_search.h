#pragma once

#include "wire/discovery.h"

#include <atomic>
#include <cstdint>
#include <random>
#include <thread>
#include <vector>

namespace netsdk::fuzz {

/// Answers each search that reaches its port as several devices, some of the datagrams made worse by a Mangler. On a
/// thread of its own.
class HostileSearch {
public:
    HostileSearch(const std::vector<wire::DiscoveredDevice>& devices, std::uint64_t seed);
    ~HostileSearch();
    HostileSearch(const HostileSearch&) = delete;
    HostileSearch& operator=(const HostileSearch&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    void serve();

    std::vector<wire::Buffer> answers_;
    std::mt19937_64 random_;
    const int socket_;
    std::uint16_t port_ = 0;
    std::atomic<bool> ended_{false};
    std::thread thread_;
};

} // namespace netsdk::fuzz
