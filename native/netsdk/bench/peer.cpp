#include "bench/peer.h"

#include <array>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace netsdk::bench {
namespace {
[[noreturn]] void serve(const test::LoopbackDevice::Options& options, const Peer::Answers& answers, int port_to,
                        int lifeline)
{
    test::LoopbackDevice device(options);
    for (const auto& [method, members] : answers)
        device.answer_rpc(method, members);
    const auto port = device.port();
    if (::write(port_to, &port, sizeof port) != sizeof port)
        ::_exit(1);
    char none = 0;
    while (::read(lifeline, &none, 1) > 0) {}
    ::_exit(0);
}
} // namespace

Peer::Peer(test::LoopbackDevice::Options options, const Answers& answers)
{
    std::array<int, 2> ports{}, life{};
    if (::pipe(ports.data()) != 0 || ::pipe(life.data()) != 0)
        throw std::runtime_error("no pipe");
    child_ = ::fork(); // before any thread of ours exists
    if (child_ < 0)
        throw std::runtime_error("no process");
    if (child_ == 0) {
        ::close(ports[0]);
        ::close(life[1]);
        serve(options, answers, ports[1], life[0]);
    }
    ::close(ports[1]);
    ::close(life[0]);
    lifeline_ = life[1];
    if (::read(ports[0], &port_, sizeof port_) != sizeof port_)
        throw std::runtime_error("the peer did not start");
    ::close(ports[0]);
}

Peer::~Peer()
{
    ::close(lifeline_);
    ::waitpid(child_, nullptr, 0);
}

} // namespace netsdk::bench
