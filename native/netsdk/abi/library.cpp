#include "abi/library.h"

#include "streams/callback_gate.h"

#include <system_error>

namespace netsdk::abi {

Library& Library::instance()
{
    static Library& library = *new Library; // never destroyed: its threads may run while the process exits
    return library;
}

// --------------------------------------------------------------------------------------------------- start and end

wire::Status Library::start(LoginNote lost, std::size_t network_threads)
{
    std::unique_lock lock(mutex_);
    const auto ended = [this] { return state_ == State::stopped || state_ == State::running; };
    if (!ended() && streams::CallbackGate::inside_callback())
        return wire::Error::cancelled;
    changed_.wait(lock, ended);
    if (state_ == State::running)
        return wire::success();
    if (reaper_.joinable())
        reaper_.join(); // it has done its last work under this mutex
    try {
        runtime_ = std::make_unique<session::Runtime>(network_threads);
    } catch (const std::system_error&) {
        return wire::Error::system;
    }
    lost_ = std::move(lost);
    logins_.open();
    lives_.open();
    searches_.open();
    callers_.open();
    state_ = State::running;
    return wire::success();
}

void Library::end()
{
    std::unique_lock lock(mutex_);
    if (streams::CallbackGate::inside_callback()) {
        if (state_ != State::running)
            return;
        reaper_ = std::thread([this] { finish(); });
        state_ = State::stopping;
        return;
    }
    changed_.wait(lock, [this] { return state_ == State::stopped || state_ == State::running; });
    if (reaper_.joinable())
        reaper_.join();
    if (state_ != State::running)
        return;
    state_ = State::stopping;
    lock.unlock();
    finish();
}

/// On a thread that runs no callback, in state stopping.
void Library::finish()
{
    {
        // The reaper may be here before end() has let go.
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return state_ == State::stopping; });
    }
    {
        // Nothing of it may outlive the runtime, whose executors it holds.
        const auto sessions = logins_.close();
        static_cast<void>(lives_.close());
        for (const auto& search : searches_.close())
            search->stop();
        for (const auto& caller : callers_.close())
            caller->abort();
        for (const auto& session : sessions)
            session->abort();
    }
    std::unique_ptr<session::Runtime> runtime;
    {
        std::unique_lock lock(mutex_);
        state_ = State::ending;
        changed_.wait(lock, [this] { return calls_ == 0; });
        runtime = std::move(runtime_);
    }
    lives_.clear();
    searches_.clear();
    callers_.clear();
    logins_.clear();
    runtime->stop();
    runtime.reset();
    const std::lock_guard lock(mutex_);
    lost_ = nullptr;
    picture_ = nullptr;
    no_picture_ = nullptr;
    state_ = State::stopped;
    changed_.notify_all();
}

bool Library::running()
{
    const std::lock_guard lock(mutex_);
    return state_ != State::stopped;
}

wire::Result<Library::Call> Library::enter(Purpose purpose)
{
    const std::lock_guard lock(mutex_);
    if (state_ != State::running && !(state_ == State::stopping && purpose == Purpose::stop))
        return wire::Error::not_initialized;
    ++calls_;
    return Call(*this);
}

void Library::leave() noexcept
{
    const std::lock_guard lock(mutex_);
    if (--calls_ == 0)
        changed_.notify_all();
}

// ------------------------------------------------------------------------------------------------- settings, notes

void Library::set_reconnect(LoginNote back)
{
    const std::lock_guard lock(mutex_);
    reconnects_.store(static_cast<bool>(back));
    back_ = std::move(back);
}

void Library::set_pictures(PictureNote picture)
{
    const std::lock_guard lock(mutex_);
    picture_ = std::move(picture);
}

void Library::set_missing_pictures(NoPictureNote missing)
{
    const std::lock_guard lock(mutex_);
    no_picture_ = std::move(missing);
}

void Library::change(const Change& change)
{
    const std::lock_guard lock(mutex_);
    change(settings_);
}

session::Settings Library::settings()
{
    const std::lock_guard lock(mutex_);
    return settings_;
}

void Library::lost(long handle, const std::string& address, int port)
{
    LoginNote note;
    {
        const std::lock_guard lock(mutex_);
        note = lost_;
    }
    if (note)
        note(handle, address, port);
}

void Library::back(long handle, const std::string& address, int port)
{
    LoginNote note;
    {
        const std::lock_guard lock(mutex_);
        note = back_;
    }
    if (note)
        note(handle, address, port);
}

void Library::picture(long handle, std::uint16_t serial, const session::PictureResult& picture)
{
    PictureNote note;
    NoPictureNote missing;
    {
        const std::lock_guard lock(mutex_);
        note = picture_;
        missing = no_picture_;
    }
    if (picture && note)
        note(handle, serial, *picture.value());
    if (!picture && missing)
        missing(handle, serial, picture.error());
}

} // namespace netsdk::abi
