#pragma once

#include "abi/handle_table.h"
#include "session/device_search.h"
#include "session/runtime.h"
#include "session/session.h"
#include "session/web_caller.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace netsdk::abi {

/// A live view and the login it belongs to.
struct LiveEntry {
    std::shared_ptr<streams::Live> live;
    std::weak_ptr<session::Session> login;
};

/// The process's one library: its start and end, what it is set to, and what its handles lead to. Any thread.
class Library final : public session::SessionEvents {
public:
    /// Told of a login; empty = nobody.
    using LoginNote = std::function<void(long handle, const std::string& address, int port)>;

    /// Told of a picture, or of why there is none.
    using PictureNote = std::function<void(long handle, std::uint16_t serial, const session::TakenPicture& picture)>;
    using NoPictureNote = std::function<void(long handle, std::uint16_t serial, wire::Error why)>;

    /// Changes what logins, live views and searches begun later are given.
    using Change = std::function<void(session::Settings&)>;

    [[nodiscard]] static Library& instance();

    /// Errors: cancelled (inside a callback while the library ends), system.
    [[nodiscard]] wire::Status start(LoginNote lost, std::size_t network_threads);
    /// Ends everything. Inside a callback it returns at once and a thread of its own finishes.
    void end();
    [[nodiscard]] bool running();
    void set_reconnect(LoginNote back);
    void set_pictures(PictureNote picture);
    void set_missing_pictures(NoPictureNote missing);
    void change(const Change& change);
    [[nodiscard]] session::Settings settings();

    /// A call in flight: while one lives, the library is not taken apart.
    class Call {
    public:
        explicit Call(Library& library) : library_(&library) {}
        Call(Call&& other) noexcept : library_(std::exchange(other.library_, nullptr)) {}
        ~Call()
        {
            if (library_ != nullptr)
                library_->leave();
        }
        Call(const Call&) = delete;
        Call& operator=(const Call&) = delete;
        Call& operator=(Call&&) = delete;

    private:
        Library* library_;
    };
    enum class Purpose : std::uint8_t { begin, stop };

    /// Error: not_initialized. What ends something is let in until everything has ended.
    [[nodiscard]] wire::Result<Call> enter(Purpose purpose);

    // Within a Call:
    [[nodiscard]] wire::Result<long> login(std::shared_ptr<const session::Account> account,
                                           session::LoginOutcome& outcome);
    [[nodiscard]] wire::Status logout(long handle);
    [[nodiscard]] wire::Status abort(long handle);
    [[nodiscard]] wire::Result<long> open_live(long login, wire::LiveTarget target);
    [[nodiscard]] wire::Status set_live_sink(long handle, streams::Outlet::Sink sink);
    [[nodiscard]] wire::Status stop_live(long handle);
    [[nodiscard]] wire::Result<long>
    start_search(std::optional<asio::ip::address_v4> local, session::SearchWays ways, session::SearchKinds kinds,
                 const std::function<void(long handle, const session::FoundDevice&)>& sink);
    [[nodiscard]] wire::Status stop_search(long handle);
    /// Asks these addresses, one by one, and is back after the time, or with cancelled when the library ends.
    [[nodiscard]] wire::Status search_addresses(std::vector<asio::ip::address_v4> targets,
                                                std::optional<asio::ip::address_v4> local, session::SearchKinds kinds,
                                                net::Milliseconds time, session::DeviceSearch::Sink sink);

    /// The device of that MAC, searched for until the deadline. Errors: timed_out, cancelled, those of a search.
    [[nodiscard]] wire::Result<session::FoundDevice>
    find_device(std::string_view mac, std::optional<asio::ip::address_v4> local, net::Time deadline);
    /// Gives the body what it asks a device by that it is not logged in to; ended with the library.
    [[nodiscard]] wire::Status with_caller(const std::function<void(session::WebCaller&)>& body);

    [[nodiscard]] HandleTable<session::Session>& logins() noexcept { return logins_; }
    [[nodiscard]] HandleTable<LiveEntry>& lives() noexcept { return lives_; }
    [[nodiscard]] HandleTable<session::DeviceSearch>& searches() noexcept { return searches_; }

    void lost(long handle, const std::string& address, int port) override;
    void back(long handle, const std::string& address, int port) override;
    void picture(long handle, std::uint16_t serial, const session::PictureResult& picture) override;
    [[nodiscard]] bool reconnects() const override { return reconnects_.load(); }

private:
    enum class State : std::uint8_t { stopped, running, stopping, ending };

    Library() = default;
    void leave() noexcept;
    void finish();
    void forget_lives(session::Session& session);

    HandleTable<session::Session> logins_{HandleKind::login};
    HandleTable<LiveEntry> lives_{HandleKind::live};
    HandleTable<session::DeviceSearch> searches_{HandleKind::search};
    HandleTable<session::WebCaller> callers_{HandleKind::caller};
    std::atomic<bool> reconnects_{false};

    std::mutex mutex_; // guards all below
    std::condition_variable changed_;
    State state_ = State::stopped;
    std::size_t calls_ = 0;
    std::unique_ptr<session::Runtime> runtime_;
    std::thread reaper_;
    LoginNote lost_;
    LoginNote back_;
    PictureNote picture_;
    NoPictureNote no_picture_;
    session::Settings settings_;
};

} // namespace netsdk::abi
