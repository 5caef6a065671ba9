// Resident bytes per idle login, and the threads they take.
//   idle_bench [--logins N] [--threads T] [--host ADDRESS --port PORT --user U --password P]
#include "bench/arguments.h"
#include "bench/peer.h"
#include "include/netsdk_open.h"

#include <atomic>
#include <cstdio>
#include <fstream>
#include <malloc.h>
#include <memory>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace netsdk;

namespace {

long resident_bytes()
{
    ::malloc_trim(0); // what the logins' making left behind belongs to nobody
    std::ifstream statm("/proc/self/statm");
    long total = 0, resident = 0;
    statm >> total >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

} // namespace

int main(int argc, char** argv)
{
    const bench::Arguments arguments(argc, argv);
    const auto logins = arguments.number("--logins", 5000);
    const auto threads = arguments.number("--threads", 16);
    const auto host = arguments.text("--host", "127.0.0.1");
    auto port = arguments.number("--port", 0);
    std::unique_ptr<bench::Peer> peer;
    if (port == 0) {
        peer = std::make_unique<bench::Peer>(test::LoopbackDevice::Options{});
        port = peer->port();
    }
    NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY in{};
    in.dwSize = sizeof in;
    in.nPort = static_cast<std::int32_t>(port);
    std::snprintf(in.szIP, sizeof in.szIP, "%s", host.c_str());
    std::snprintf(in.szUserName, sizeof in.szUserName, "%s", arguments.text("--user", "admin").c_str());
    std::snprintf(in.szPassword, sizeof in.szPassword, "%s", arguments.text("--password", "right-Password1").c_str());
    if (CLIENT_InitEx(nullptr, 0, nullptr) != 1)
        return 1;
    std::atomic<long> left{logins}, good{0};
    const auto log_in = [&] {
        while (left.fetch_sub(1) > 0) {
            auto copy = in;
            NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
            out.dwSize = sizeof out;
            if (CLIENT_LoginWithHighLevelSecurity(&copy, &out) != 0)
                good.fetch_add(1);
        }
    };
    left = 1;
    log_in(); // what the first login loads is no login's own
    left = logins;
    good = 0;
    const auto before = resident_bytes();
    std::vector<std::thread> callers;
    for (long number = 0; number < threads; ++number)
        callers.emplace_back(log_in);
    for (auto& caller : callers)
        caller.join();
    callers.clear();
    const auto after = resident_bytes();
    NETSDK_OPEN_FIGURES figures{};
    figures.dwSize = sizeof figures;
    NETSDK_OPEN_GetFigures(&figures);
    std::printf("logins=%ld bytes_per_idle_login=%ld threads=%u\n", good.load(), good > 0 ? (after - before) / good : 0,
                figures.nThreads);
    CLIENT_Cleanup();
    return good == logins ? 0 : 1;
}
