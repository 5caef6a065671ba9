#include "fuzz/conversations/hostile_search.h"

#include "fuzz/conversations/mangler.h"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace netsdk::fuzz {

HostileSearch::HostileSearch(const std::vector<wire::DiscoveredDevice>& devices, std::uint64_t seed)
    : random_(seed), socket_(::socket(AF_INET, SOCK_DGRAM, 0))
{
    for (const auto& device : devices)
        answers_.push_back(wire::discovery_reply(device).value());
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY); // a socket bound to one address hears no broadcast
    const timeval patience{.tv_sec = 0, .tv_usec = 50'000};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no port to answer searches on");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

HostileSearch::~HostileSearch()
{
    ended_ = true;
    thread_.join();
    ::close(socket_);
}

void HostileSearch::serve()
{
    while (!ended_) {
        char question[2048];
        sockaddr_in from{};
        socklen_t size = sizeof from;
        if (::recvfrom(socket_, question, sizeof question, 0, reinterpret_cast<sockaddr*>(&from), &size) <= 0)
            continue;
        Mangler mangler(Mangler::Framing::pieces, random_());
        std::ranges::shuffle(answers_, random_);
        for (const auto& answer : answers_) {
            const auto said = mangler.hear(answer).bytes;
            ::sendto(socket_, said.data(), said.size(), 0, reinterpret_cast<sockaddr*>(&from), size);
        }
    }
}

} // namespace netsdk::fuzz
