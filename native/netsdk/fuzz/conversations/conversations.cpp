// Whole conversations with a device that says the right things wrongly: logins, questions, orders, live views,
// pictures, searches, first passwords. No call may outlive its own deadline, no callback its stop; sanitizers see to
// the rest.
//   conversations [--conversations N] [--threads T] [--seed S]
#include "bench/arguments.h"
#include "fuzz/conversations/callbacks.h"
#include "fuzz/conversations/caller.h"
#include "fuzz/conversations/good_device.h"
#include "fuzz/conversations/hostile_search.h"
#include "fuzz/conversations/hostile_wire.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

using namespace netsdk;
using fuzz::Call;
using fuzz::Mangler;

namespace {

/// In fewer conversations than these, what is rare may not come.
constexpr long enough = 10'000;
constexpr long few = 200, few_threads = 2, most_more = 6;

struct Series {
    fuzz::Peer peer;
    std::uint64_t seed;
    long first; ///< number of its first conversation: each has a seed of its own
};

void hold(const Series& series, long conversations, long threads)
{
    std::atomic<long> left{conversations};
    std::vector<std::thread> callers;
    for (long number = 0; number < threads; ++number)
        callers.emplace_back([&] {
            for (auto next = left.fetch_sub(1); next > 0; next = left.fetch_sub(1)) {
                const auto own = static_cast<std::uint64_t>(series.first + next);
                fuzz::Caller(series.peer, series.seed * 1'000'003 + own).talk();
            }
        });
    for (auto& caller : callers)
        caller.join();
}

void print(long conversations, std::uint64_t seed)
{
    const auto& tally = fuzz::tally();
    for (std::size_t call = 0; call < fuzz::call_rows.size(); ++call)
        std::printf("%s=%ld/%ld ", fuzz::call_rows[call].name, tally.calls[call].succeeded.load(),
                    tally.calls[call].made.load());
    std::printf("\nconversations=%ld frames=%ld pictures=%ld no_pictures=%ld devices=%ld lost=%ld back=%ld seed=%llu\n",
                conversations, tally.frames.load(), tally.pictures.load(), tally.no_pictures.load(),
                tally.devices.load(), tally.lost.load(), tally.back.load(), static_cast<unsigned long long>(seed));
}

/// A run in which nothing works, or nothing fails, has not looked.
bool has_looked(long conversations)
{
    auto& tally = fuzz::tally();
    const auto logins = tally.of(Call::login).succeeded + tally.of(Call::older_login).succeeded;
    const auto answers = tally.of(Call::question).succeeded + tally.of(Call::table).succeeded +
                         tally.of(Call::clock).succeeded + tally.of(Call::state).succeeded;
    if (logins <= conversations / 100 || logins >= conversations || answers == 0 || tally.frames == 0)
        return false;
    const bool all_made = std::ranges::all_of(tally.calls, [](const auto& call) { return call.made > 0; });
    return conversations < enough || (all_made && tally.pictures > 0 && tally.devices > 0 && tally.lost > 0);
}

} // namespace

int main(int argc, char** argv)
{
    const bench::Arguments arguments(argc, argv);
    const auto wanted = arguments.number("--conversations", 1000);
    const auto threads = arguments.number("--threads", 32);
    const auto seed = static_cast<std::uint64_t>(arguments.number("--seed", 1));
    const fuzz::GoodDevice device;
    const fuzz::HostileWire wire(device.port(), Mangler::Framing::dvrip, seed);
    const fuzz::HostileWire http(device.http_port(), Mangler::Framing::pieces, seed);
    const fuzz::HostileWire bare_http(device.bare_http_port(), Mangler::Framing::pieces, seed);
    const fuzz::HostileSearch search(fuzz::GoodDevice::announced(wire.port(), http.port(), bare_http.port()), seed);
    if (!fuzz::begin_calls(search.port()))
        return 1;
    const fuzz::Peer peer{wire.port(), http.port(), fuzz::GoodDevice::bare_mac};
    hold({peer, seed, 0}, wanted, threads);
    // On a machine that is too busy for so many at once, no device answers in time: then some more, hardly any at once.
    for (long more = 1; more <= most_more && !has_looked(wanted); ++more)
        hold({peer, seed, more * wanted}, few, few_threads);
    CLIENT_Cleanup();
    const auto before = fuzz::tally().callbacks();
    std::this_thread::yield();
    print(wanted, seed);
    return before == fuzz::tally().callbacks() && has_looked(wanted) ? 0 : 1;
}
