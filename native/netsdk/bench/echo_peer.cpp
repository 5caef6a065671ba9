#include "bench/echo_peer.h"

#include <arpa/inet.h>
#include <array>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace netsdk::bench {
namespace {
constexpr int backlog = 1024;
constexpr std::size_t events_at_once = 64;

void watch(int poll, int descriptor)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

/// What of its question has come on each connection, by descriptor.
class Echo {
public:
    Echo(std::size_t question, std::size_t answer) : question_(question), input_(question), answer_(answer) {}

    void read(int descriptor)
    {
        if (got_.size() <= static_cast<std::size_t>(descriptor))
            got_.resize(static_cast<std::size_t>(descriptor) + 1);
        auto& got = got_[static_cast<std::size_t>(descriptor)];
        const auto size = ::recv(descriptor, input_.data(), question_ - got, 0);
        if (size <= 0) {
            got = 0;
            ::close(descriptor);
            return;
        }
        got += static_cast<std::size_t>(size);
        if (got < question_)
            return;
        got = 0;
        ::send(descriptor, answer_.data(), answer_.size(), MSG_NOSIGNAL);
    }

private:
    std::size_t question_;
    std::vector<char> input_;
    std::vector<char> answer_;
    std::vector<std::size_t> got_;
};

[[noreturn]] void serve(int listener, int lifeline, Echo echo)
{
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    watch(poll, listener);
    watch(poll, lifeline);
    std::array<epoll_event, events_at_once> events{};
    while (true) {
        const auto count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
        for (int at = 0; at < count; ++at) {
            const auto descriptor = events.at(static_cast<std::size_t>(at)).data.fd;
            if (descriptor == lifeline)
                ::_exit(0);
            if (descriptor != listener) {
                echo.read(descriptor);
                continue;
            }
            const int on = 1;
            const auto connection = ::accept(listener, nullptr, nullptr);
            ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(poll, connection);
        }
    }
}
} // namespace

EchoPeer::EchoPeer(std::size_t question, std::size_t answer)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener, backlog) != 0 || ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no socket to listen on");
    port_ = ntohs(address.sin_port);
    std::array<int, 2> life{};
    if (::pipe(life.data()) != 0)
        throw std::runtime_error("no pipe");
    child_ = ::fork(); // before any thread of ours exists
    if (child_ < 0)
        throw std::runtime_error("no process");
    if (child_ == 0) {
        ::close(life[1]);
        serve(listener, life[0], Echo(question, answer));
    }
    ::close(life[0]);
    ::close(listener);
    lifeline_ = life[1];
}

EchoPeer::~EchoPeer()
{
    ::close(lifeline_);
    ::waitpid(child_, nullptr, 0);
}

} // namespace netsdk::bench
