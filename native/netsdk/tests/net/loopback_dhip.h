#pragma once

#include "tests/net/loopback_counts.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace netsdk::test {

/// The JSON port of a small device on a loopback address, on a thread of its own: challenge login, keep-alive, calls,
/// and the ways in which devices fail. It counts what happened to it, so that tests judge the library by the device.
class LoopbackDhip {
public:
    struct Options {
        std::string address = "127.0.0.1";
        std::string user = "admin";
        std::string password = "right-Password1";
        std::string serial = "SERIAL0001";
        bool text_sessions = false;
    };

    /// What it does wrong, from now on.
    enum class Fault : std::uint8_t {
        none,
        wants_plain,      ///< offers another way to log in than the challenge
        welcomes_anybody, ///< accepts the login without a proof
        refuses,          ///< the refusal set by refuse_with
        silent,           ///< answers nothing
        wrong_id,         ///< answers calls under another number
        twice,            ///< answers calls two times
        huge,             ///< answers calls with 4 MiB
        cuts,             ///< closes in the middle of an answer
        garbage,          ///< answers something else than the protocol
    };

    struct Counts : LoopbackCounts {
        std::atomic<int> challenges{0};
        std::atomic<int> proofs{0};
        std::atomic<int> logins{0};
        std::atomic<int> keep_alives{0};
        std::atomic<int> logouts{0};
        std::atomic<int> calls{0};
    };

    explicit LoopbackDhip(Options options);
    ~LoopbackDhip();
    LoopbackDhip(const LoopbackDhip&) = delete;
    LoopbackDhip& operator=(const LoopbackDhip&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept;
    [[nodiscard]] const Counts& counts() const noexcept;
    void fail(Fault fault) noexcept;
    void refuse_with(std::uint32_t code) noexcept;
    /// How calls of a method are answered from now on: the members of the answer beside its id. Others are answered
    /// with "method not found".
    void answer(const std::string& method, std::string members);
    /// Resets every connection; new ones are taken.
    void drop_all();

    struct Inside;
    class Connection;

private:
    std::shared_ptr<Inside> inside_;
};

} // namespace netsdk::test
