#pragma once

#include "tests/net/loopback_counts.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace netsdk::test {

/// A small device on a loopback address, on a thread of its own: challenge login, keep-alive, live view, logout, and
/// the ways in which devices fail. It counts what happened to it, so that tests judge the library by the device.
class LoopbackDevice {
public:
    struct Options {
        std::string address = "127.0.0.1";
        std::uint16_t port = 0; ///< 0 = any free one
        std::string user = "admin";
        std::string password = "right-Password1";
        std::string serial = "SERIAL0001";
        std::size_t frame_bytes = 2000;
        unsigned frame_interval_ms = 5; ///< 0 = as fast as the connection takes them
        bool echoes_transactions = true;
        bool starts_frames_mid_stream = false;
        bool keeps_calls = true; ///< of JSON-RPC; without, nothing of them is read but the name
    };

    /// What it does wrong, from now on.
    enum class Fault : std::uint8_t {
        none,
        silent,           ///< answers nothing at all
        silent_at_proof,  ///< gives the challenge, then nothing
        closes_at_proof,  ///< gives the challenge, then closes
        welcomes_anybody, ///< accepts the login without a proof
        garbage,          ///< answers something else than the protocol
        refuses,          ///< the refusal set by refuse_with
        refuses_early,    ///< the same, in place of the challenge
        takes_passwords,  ///< knows no challenge, and takes user and password as they are
        refuses_streams,  ///< FaultCode other than OK
        mute,             ///< logged-in connections get no answer any more
        no_goodbye,       ///< logouts are not answered
        silent_rpc,       ///< JSON-RPC is not answered
        holds_grants,     ///< reservations are made, but answered only by let_grants_go
    };

    struct Counts : LoopbackCounts {
        std::atomic<int> challenges{0};
        std::atomic<int> proofs{0};
        std::atomic<int> passwords{0}; ///< that came as they are, right or wrong
        std::atomic<int> logins{0};
        std::atomic<int> keep_alives{0};
        std::atomic<int> logouts{0};
        std::atomic<int> reserved{0};
        std::atomic<int> joined{0};
        std::atomic<int> started{0};
        std::atomic<int> stopped{0};
        std::atomic<int> released{0};
        std::atomic<int> last_channel{-1};
        std::atomic<int> last_stream{-1};
        std::atomic<std::uint64_t> frames{0};
    };

    explicit LoopbackDevice(Options options);
    ~LoopbackDevice();
    LoopbackDevice(const LoopbackDevice&) = delete;
    LoopbackDevice& operator=(const LoopbackDevice&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept;
    [[nodiscard]] const Counts& counts() const noexcept;
    [[nodiscard]] const Options& options() const noexcept;

    void fail(Fault fault) noexcept;
    /// Bytes 8, 9 and 28 of the refusal, and its text; to be set before the fault.
    void refuse_with(std::uint8_t code, std::uint8_t sub_code, std::uint8_t tries, std::string text);
    /// How calls of a JSON-RPC method are answered from now on: the members of the answer beside its id, such as
    /// `"result":true`. Others are answered with "method not found".
    void answer_rpc(const std::string& method, std::string members);
    /// The JSON-RPC calls that came, oldest first, as they came.
    [[nodiscard]] std::vector<std::string> rpc_calls() const;
    /// Those of one method.
    [[nodiscard]] std::vector<std::string> rpc_calls(std::string_view method) const;
    /// Sends the answers that were held back.
    void let_grants_go();
    /// Resets every connection; new ones are taken.
    void drop_all();
    /// Resets the connections that carry media.
    void drop_media();

    struct Inside;

private:
    std::shared_ptr<Inside> inside_;
};

} // namespace netsdk::test
