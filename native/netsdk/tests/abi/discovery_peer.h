#pragma once

#include "wire/discovery.h"

#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace netsdk::test {

/// Answers every search that reaches its port as one device, or as several.
class DiscoveryPeer {
public:
    explicit DiscoveryPeer(const wire::DiscoveredDevice& device) : DiscoveryPeer(std::vector{device}) {}
    explicit DiscoveryPeer(const std::vector<wire::DiscoveredDevice>& devices) : DiscoveryPeer(replies(devices)) {}
    /// With these datagrams.
    explicit DiscoveryPeer(std::vector<wire::Buffer> answers)
        : answers_(std::move(answers)), socket_(::socket(AF_INET, SOCK_DGRAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_ANY); // a socket bound to one address hears no broadcast
        const timeval patience{.tv_sec = 0, .tv_usec = 50'000};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        socklen_t size = sizeof address;
        if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("no port to answer searches on");
        port = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~DiscoveryPeer()
    {
        ended_ = true;
        thread_.join();
        ::close(socket_);
    }
    DiscoveryPeer(const DiscoveryPeer&) = delete;
    DiscoveryPeer& operator=(const DiscoveryPeer&) = delete;

    std::uint16_t port = 0;
    std::atomic<int> questions{0};

private:
    static std::vector<wire::Buffer> replies(const std::vector<wire::DiscoveredDevice>& devices)
    {
        std::vector<wire::Buffer> answers;
        for (const auto& device : devices)
            answers.push_back(wire::discovery_reply(device).value());
        return answers;
    }
    void serve()
    {
        while (!ended_) {
            char buffer[2048];
            sockaddr_in from{};
            socklen_t size = sizeof from;
            if (::recvfrom(socket_, buffer, sizeof buffer, 0, reinterpret_cast<sockaddr*>(&from), &size) <= 0)
                continue;
            ++questions;
            ::sendto(socket_, "nonsense", 8, 0, reinterpret_cast<sockaddr*>(&from), size);
            for (const auto& answer : answers_)
                ::sendto(socket_, answer.data(), answer.size(), 0, reinterpret_cast<sockaddr*>(&from), size);
        }
    }

    std::vector<wire::Buffer> answers_;
    const int socket_;
    std::atomic<bool> ended_{false};
    std::thread thread_;
};

} // namespace netsdk::test
