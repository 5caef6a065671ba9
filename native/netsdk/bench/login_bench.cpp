// Logins a second of the library, against bare TCP connections that make the same round trips with the same bytes.
//   login_bench [--logins N] [--threads T] [--rounds R] [--host ADDRESS --port PORT --user U --password P]
#include "bench/arguments.h"
#include "bench/peer.h"
#include "include/netsdk_open.h"
#include "wire/challenge.h"
#include "wire/frame_reader.h"
#include "wire/rpc_message.h"
#include "wire/session_frames.h"

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace netsdk;

namespace {

struct Aim {
    std::string host;
    std::uint16_t port = 0;
    std::string user;
    std::string password;
    wire::Buffer questions; ///< what the library asks after its login
};

/// A caller's answer to the challenge he met last.
struct Proof {
    std::string challenge;
    wire::Buffer request;
};

bool sdk_login(const Aim& aim, Proof& /*known*/)
{
    NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY in{};
    NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
    in.dwSize = sizeof in;
    out.dwSize = sizeof out;
    in.nPort = aim.port;
    std::snprintf(in.szIP, sizeof in.szIP, "%s", aim.host.c_str());
    std::snprintf(in.szUserName, sizeof in.szUserName, "%s", aim.user.c_str());
    std::snprintf(in.szPassword, sizeof in.szPassword, "%s", aim.password.c_str());
    const auto handle = CLIENT_LoginWithHighLevelSecurity(&in, &out);
    return handle != 0 && CLIENT_Logout(handle) == TRUE;
}

/// A blocking socket and nothing else.
class BareConnection {
public:
    explicit BareConnection(const Aim& aim) : socket_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        const linger abort{.l_onoff = 1, .l_linger = 0};
        const int on = 1;
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(aim.port);
        ::inet_pton(AF_INET, aim.host.c_str(), &address.sin_addr);
        good_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~BareConnection() { ::close(socket_); }
    BareConnection(const BareConnection&) = delete;
    BareConnection& operator=(const BareConnection&) = delete;

    /// Sends and waits for one frame; its body, as far as it fits.
    std::string exchange(const wire::Buffer& question)
    {
        good_ = good_ && ::send(socket_, question.data(), question.size(), MSG_NOSIGNAL) ==
                             static_cast<ssize_t>(question.size());
        auto answer = receive();
        good_ = answer.size() >= 32;
        return answer;
    }
    /// Sends, and waits for so many frames.
    void exchange(const wire::Buffer& questions, int answers)
    {
        wire::FrameReader frames(wire::Limits{});
        for (auto answer = exchange(questions); good_; answer = receive()) {
            auto bytes = wire::bytes_of(answer);
            while (const auto part = frames.next(bytes)) {
                if (!part.value())
                    break;
                if (--answers == 0)
                    return;
            }
        }
    }
    [[nodiscard]] bool good() const { return good_; }

private:
    std::string receive()
    {
        char buffer[512];
        const auto size = good_ ? ::recv(socket_, buffer, sizeof buffer, 0) : 0;
        good_ = good_ && size > 0;
        return good_ ? std::string(buffer, static_cast<std::size_t>(size)) : std::string();
    }

    int socket_;
    bool good_ = false;
};

/// What a login asks beyond its verdict, all at once.
wire::Buffer device_questions()
{
    wire::Buffer questions;
    std::uint32_t id = 0;
    for (const char* method :
         {"alarm.getInSlots", "alarm.getOutSlots", "magicBox.getProductDefinition", "storage.getDeviceAllInfo"}) {
        wire::RpcRequest request;
        request.id = ++id;
        request.session = 0x1234567;
        request.method = method;
        const auto frame = wire::rpc_request(request).value();
        questions.insert(questions.end(), frame.begin(), frame.end());
    }
    return questions;
}

/// The proof is made anew only when the challenge changes, so that the comparison has the round trips and no hashing.
bool bare_login(const Aim& aim, Proof& known)
{
    BareConnection connection(aim);
    const auto challenge = connection.exchange(wire::realm_request());
    if (!connection.good())
        return false;
    if (known.challenge != challenge) {
        const auto bytes = wire::bytes_of(challenge);
        const auto parsed = wire::parse_challenge(wire::DvripHeader::read(bytes).value(), bytes.subspan(32));
        if (!parsed)
            return false;
        known = {challenge, wire::login_request({aim.user, aim.password}, parsed.value()).value()};
    }
    connection.exchange(known.request);
    connection.exchange(aim.questions, 4);
    connection.exchange(wire::logout_request(0x1234567));
    return connection.good();
}

/// Logins a second of `threads` callers.
double rate(const Aim& aim, long logins, long threads, bool (*login)(const Aim&, Proof&))
{
    std::atomic<long> left{logins}, failed{0};
    const auto began = std::chrono::steady_clock::now();
    std::vector<std::thread> callers;
    for (long number = 0; number < threads; ++number)
        callers.emplace_back([&] {
            Proof known;
            while (left.fetch_sub(1) > 0)
                if (!login(aim, known))
                    failed.fetch_add(1);
        });
    for (auto& caller : callers)
        caller.join();
    if (failed > 0)
        std::printf("  %ld logins failed\n", failed.load());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    return static_cast<double>(logins - failed) / took.count();
}

} // namespace

int main(int argc, char** argv)
{
    const bench::Arguments arguments(argc, argv);
    const auto logins = arguments.number("--logins", 2000);
    const auto threads = arguments.number("--threads", 16);
    const auto rounds = arguments.number("--rounds", 3);
    Aim aim{arguments.text("--host", "127.0.0.1"), static_cast<std::uint16_t>(arguments.number("--port", 0)),
            arguments.text("--user", "admin"), arguments.text("--password", "right-Password1"), device_questions()};
    std::unique_ptr<bench::Peer> peer;
    if (aim.port == 0) {
        peer = std::make_unique<bench::Peer>(test::LoopbackDevice::Options{});
        aim.port = peer->port();
    }
    if (CLIENT_InitEx(nullptr, 0, nullptr) != 1)
        return 1;
    double sdk = 0, bare = 0;
    for (long round = 0; round < rounds; ++round) { // in turns, so that what else the machine does meets both
        sdk += rate(aim, logins, threads, sdk_login) / static_cast<double>(rounds);
        bare += rate(aim, logins, threads, bare_login) / static_cast<double>(rounds);
    }
    CLIENT_Cleanup();
    std::printf("logins_per_second=%.0f bare_connects_per_second=%.0f ratio=%.2f threads=%ld\n", sdk, bare, sdk / bare,
                threads);
    return 0;
}
