// A process that holds a login and is stopped and continued by its parent: watchdog_child PORT TRIP-MS WHAT. It feeds
// the watchdog all the time; WHAT it does when it finds that it was away: "beat" nothing but keep-alives, "logout",
// "stop" a live view, "open" one, "login" once more. It ends when its standard input does.

#include "tests/abi/sdk.h"

#include <atomic>
#include <cstdio>
#include <unistd.h>

using namespace netsdk::test;

namespace {

/// Back when this process was not run for longer than the watchdog allows.
void wait_until_away(std::uint64_t nanoseconds)
{
    for (auto seen = NETSDK_OPEN_BootNow();;) {
        const auto now = NETSDK_OPEN_BootNow();
        if (now - seen > nanoseconds)
            return;
        seen = now;
        std::this_thread::sleep_for(std::chrono::milliseconds(1)); // between two looks
    }
}

void act(const std::string& what, LLONG login, LLONG live, int port)
{
    if (what == "logout")
        CLIENT_Logout(login);
    else if (what == "stop")
        CLIENT_StopRealPlayEx(live);
    else if (what == "open")
        CLIENT_RealPlayEx(login, 1, nullptr, 0);
    else if (what == "login")
        log_in(login_input("127.0.0.1", port, "admin", "right-Password1"));
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 4)
        return 64;
    const int port = std::atoi(arguments[1]);
    const auto trip_ms = static_cast<std::uint32_t>(std::atoi(arguments[2]));
    const std::string what = arguments[3];
    // The beats of a stopped process are old. With "beat" they are new: its feeder is the first to run again.
    const bool new_beats = what == "beat";
    const LimitsForTest limits([](auto& l) { l.nKeepAliveMs = 5; });
    const Sdk sdk;
    std::atomic<bool> ended{false};
    NETSDK_OPEN_WatchdogArm(trip_ms);
    const auto first_beat = NETSDK_OPEN_BootNow();
    std::thread feeder([&] {
        while (!ended) {
            NETSDK_OPEN_WatchdogFeed(new_beats ? NETSDK_OPEN_BootNow() : first_beat);
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    });
    const auto login = log_in(login_input("127.0.0.1", port, "admin", "right-Password1"));
    const auto live = what == "stop" ? CLIENT_RealPlayEx(login.handle, 0, nullptr, 0) : 0;
    std::thread actor([&] {
        wait_until_away(std::uint64_t{trip_ms} * 1'000'000);
        act(what, login.handle, live, port);
    });
    actor.detach();
    std::puts(login.handle > 0 ? "in" : "refused");
    std::fflush(stdout);
    char end = 0;
    while (::read(STDIN_FILENO, &end, 1) > 0) {}
    ended = true;
    feeder.join();
    std::_Exit(0); // the actor may still wait
}
