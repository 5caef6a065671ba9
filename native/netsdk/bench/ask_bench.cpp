// JSON-RPC questions a second of the library over one login and over many, against a bare TCP echo of the same sizes.
//   ask_bench [--questions N] [--logins L] [--threads T] [--rounds R]
#include "bench/arguments.h"
#include "bench/echo_peer.h"
#include "bench/peer.h"
#include "include/netsdk_open.h"
#include "wire/bytes.h"
#include "wire/rpc_message.h"

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <netinet/tcp.h>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace netsdk;

namespace {

constexpr const char* question = "magicBox.getDeviceType";
constexpr const char* answer = R"("result":true,"params":{"type":"DHI-NVR5432-EI"},"session":19088743)";
constexpr std::size_t header_bytes = 32;
constexpr int wait_ms = 5000;

/// One question over the n-th login or connection.
using Ask = std::function<bool(std::size_t)>;

/// Questions a second, and the processor time of this process for each.
struct Figure {
    double rate = 0;
    double cpu_us = 0;
};

double cpu_seconds()
{
    rusage use{};
    ::getrusage(RUSAGE_SELF, &use);
    const auto of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return of(use.ru_utime) + of(use.ru_stime);
}

/// Thread t has every T-th login for itself, and asks over them in turn.
Figure measure(const Ask& ask, long questions, std::size_t logins, std::size_t threads)
{
    std::atomic<long> left{questions}, failed{0};
    const auto cpu = cpu_seconds();
    const auto began = std::chrono::steady_clock::now();
    std::vector<std::thread> callers;
    for (std::size_t number = 0; number < threads; ++number)
        callers.emplace_back([&, number] {
            auto at = number;
            while (left.fetch_sub(1) > 0) {
                if (!ask(at))
                    failed.fetch_add(1);
                at = at + threads < logins ? at + threads : number;
            }
        });
    for (auto& caller : callers)
        caller.join();
    if (failed > 0)
        std::printf("  %ld questions failed\n", failed.load());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const auto done = static_cast<double>(questions - failed);
    return {done / took.count(), (cpu_seconds() - cpu) * 1e6 / done};
}

std::vector<LLONG> log_in(std::uint16_t port, std::size_t count)
{
    NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY in{};
    in.dwSize = sizeof in;
    in.nPort = port;
    std::snprintf(in.szIP, sizeof in.szIP, "127.0.0.1");
    std::snprintf(in.szUserName, sizeof in.szUserName, "admin");
    std::snprintf(in.szPassword, sizeof in.szPassword, "right-Password1");
    std::vector<LLONG> logins;
    for (std::size_t number = 0; number < count; ++number) {
        NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
        out.dwSize = sizeof out;
        logins.push_back(CLIENT_LoginWithHighLevelSecurity(&in, &out));
        if (logins.back() == 0)
            return {};
    }
    return logins;
}

bool sdk_ask(LLONG login)
{
    char text[1024];
    int error = 0;
    return CLIENT_QueryNewSystemInfo(login, const_cast<char*>(question), 0, text, sizeof text, &error, wait_ms) != 0;
}

int connect_to(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 ? socket : -1;
}

bool echo_ask(int socket, const wire::Buffer& bytes, std::size_t expected)
{
    char buffer[1024];
    if (::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
        return false;
    for (std::size_t got = 0; got < expected;) {
        const auto size = ::recv(socket, buffer, sizeof buffer, 0);
        if (size <= 0)
            return false;
        got += static_cast<std::size_t>(size);
    }
    return true;
}

/// Over so many logins; printed as figures whose names end so.
void compare(const char* suffix, const Ask& sdk, const Ask& echo, long questions, std::size_t logins,
             std::size_t threads, long rounds)
{
    Figure ours, bare;
    for (long round = 0; round < rounds; ++round) { // in turns, so that what else the machine does meets both
        const auto add = [&](Figure& sum, const Figure& one) {
            sum.rate += one.rate / static_cast<double>(rounds);
            sum.cpu_us += one.cpu_us / static_cast<double>(rounds);
        };
        add(ours, measure(sdk, questions, logins, threads));
        add(bare, measure(echo, questions, logins, threads));
    }
    std::printf("asks%s=%.0f echoes%s=%.0f ratio%s=%.2f cpu_us%s=%.1f echo_cpu_us%s=%.1f ", suffix, ours.rate, suffix,
                bare.rate, suffix, ours.rate / bare.rate, suffix, ours.cpu_us, suffix, bare.cpu_us);
}

} // namespace

int main(int argc, char** argv)
{
    const bench::Arguments arguments(argc, argv);
    const auto questions = arguments.number("--questions", 20000);
    const auto logins = static_cast<std::size_t>(arguments.number("--logins", 500));
    const auto threads = static_cast<std::size_t>(arguments.number("--threads", 16));
    const auto rounds = arguments.number("--rounds", 3);

    wire::RpcRequest request;
    request.id = 1000;
    request.session = 19088743;
    request.method = question;
    const auto bytes = wire::rpc_request(request).value();
    const auto expected =
        header_bytes + std::string(R"({"id":1000,)").size() + std::string(answer).size() + std::string("}\n").size();
    const bench::EchoPeer echo(bytes.size(), expected);
    test::LoopbackDevice::Options options;
    options.keeps_calls = false; // what the device does for an answer is not the library's work
    const bench::Peer device(options, {{question, answer}});

    if (CLIENT_InitEx(nullptr, 0, nullptr) != 1)
        return 1;
    const auto handles = log_in(device.port(), logins);
    if (handles.empty())
        return 1;
    std::vector<int> sockets;
    for (std::size_t number = 0; number < logins; ++number)
        sockets.push_back(connect_to(echo.port()));

    const Ask sdk = [&](std::size_t at) { return sdk_ask(handles[at]); };
    const Ask bare = [&](std::size_t at) { return echo_ask(sockets[at], bytes, expected); };
    compare("_one", sdk, bare, questions, 1, 1, rounds);
    compare("_many", sdk, bare, questions, logins, threads, rounds);
    std::printf("logins=%zu threads=%zu\n", logins, threads);
    for (const auto socket : sockets)
        ::close(socket);
    CLIENT_Cleanup();
    return 0;
}
