#pragma once

#include "fuzz/conversations/calls.h"
#include "include/netsdk_open.h"

#include <cstdint>
#include <random>

namespace netsdk::fuzz {

/// Where the device is that does everything wrongly.
struct Peer {
    std::uint16_t port;
    std::uint16_t http_port; ///< for its pictures
    const char* bare_mac;    ///< of the device without a password beside it
};

/// One caller, and what it has by chance of a device. Ends the program when a call does not come back in time.
class Caller {
public:
    Caller(const Peer& peer, std::uint64_t seed) : peer_(peer), seed_(seed), random_(seed) {}

    /// One conversation: most with a login, some with none.
    void talk();

private:
    template <class Body>
    auto timed(Call call, const Body& body);

    LLONG log_in();
    LLONG log_in_by_the_older_form();
    void ask(LLONG login);
    void ask_about(LLONG login);
    void order(LLONG login);
    void watch(LLONG login);
    void take_pictures(LLONG login);
    void stay(LLONG login);
    void search();
    void search_addresses();
    void initialise();
    void reconnect_anew();

    std::size_t any(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

    const Peer peer_;
    const std::uint64_t seed_;
    std::mt19937_64 random_;
};

} // namespace netsdk::fuzz
