#pragma once

#include "tests/net/loopback_counts.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace netsdk::test {

/// A small HTTP server on a loopback address, on a thread of its own. It answers what a test says, asks for a digest
/// where a test wants it, and counts what happened to it.
class LoopbackHttp {
public:
    struct Request {
        std::string method;
        std::string target;
        std::map<std::string, std::string> headers; ///< names in lower case
        std::string body;
    };
    struct Answer {
        int status = 200;
        std::string body;
        std::string headers = {}; ///< whole lines
        bool hold = false;        ///< answered by let_go()
        std::size_t missing = 0;  ///< so many bytes are announced and never sent
        std::string raw = {};     ///< in place of everything else
        bool close = false;       ///< instead of an answer
    };
    using Handler = std::function<Answer(const Request&)>;

    struct Counts : LoopbackCounts {
        std::atomic<int> requests{0};   ///< that came to the handler
        std::atomic<int> challenges{0}; ///< that did not, for want of a proof
        std::atomic<int> refused{0};    ///< whose proof was wrong
        std::atomic<int> held{0};
        std::atomic<int> most_held{0};
    };

    explicit LoopbackHttp(Handler handler, const std::string& address = "127.0.0.1");
    ~LoopbackHttp();
    LoopbackHttp(const LoopbackHttp&) = delete;
    LoopbackHttp& operator=(const LoopbackHttp&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept;
    [[nodiscard]] const Counts& counts() const noexcept;
    /// From now on a digest is wanted; empty: none.
    void want(const std::string& user, const std::string& password);
    /// From now on so.
    void answer_by(Handler handler);
    /// Sends the answers that were held back.
    void let_go();
    /// Targets asked for, oldest first, the refused ones too.
    [[nodiscard]] std::vector<std::string> targets() const;

    struct Inside;

private:
    std::shared_ptr<Inside> inside_;
};

/// What a picture looks like from outside.
[[nodiscard]] std::string small_jpeg(const std::string& inside);

} // namespace netsdk::test
