#include "abi/library.h"

#include "abi/reservation.h"
#include "net/local_addresses.h"

namespace netsdk::abi {

wire::Result<long> Library::login(std::shared_ptr<const session::Account> account, session::LoginOutcome& outcome)
{
    Reservation handle(logins_);
    if (handle.number() == 0)
        return wire::Error::limit_reached;
    auto session = session::Session::create(
        {runtime_->strand(), runtime_->delivery(), settings(), std::move(account), *this, handle.number()});
    // Found from now on: the loss of a login may be told before the call that made it has returned.
    if (!handle.publish(session))
        return wire::Error::cancelled;
    outcome = session->login();
    if (outcome.accepted()) {
        outcome.facts = session::ask_device_facts(*session);
        return handle.keep();
    }
    session->abort();
    return outcome.why;
}

wire::Status Library::logout(long handle)
{
    const auto session = logins_.find(handle);
    if (!session)
        return wire::Error::invalid_handle;
    session->logout();
    forget_lives(*session);
    logins_.remove(handle); // after the promise holds, so that a second Logout waits for it too
    return wire::success();
}

wire::Status Library::abort(long handle)
{
    const auto session = logins_.find(handle);
    if (!session)
        return wire::Error::invalid_handle;
    session->abort();
    forget_lives(*session);
    logins_.remove(handle);
    return wire::success();
}

void Library::forget_lives(session::Session& session)
{
    for (const auto& member : session.lives().all())
        lives_.remove(member.handle);
}

wire::Result<long> Library::open_live(long login, wire::LiveTarget target)
{
    const auto session = logins_.find(login);
    if (!session)
        return wire::Error::invalid_handle;
    if (!session->online())
        return wire::Error::connection_lost;
    Reservation handle(lives_);
    if (handle.number() == 0)
        return wire::Error::limit_reached;
    const auto set = settings();
    const auto live = streams::Live::create({session->setup().strand,
                                             std::weak_ptr<streams::ControlLine>(session),
                                             runtime_->delivery(),
                                             target,
                                             {set.limits, set.open_step},
                                             set.receive_buffer});
    if (!handle.publish(std::make_shared<LiveEntry>(LiveEntry{live, session})))
        return wire::Error::cancelled;
    const auto opened = session->open(handle.number(), live, set.open_step);
    if (!opened)
        return opened.error();
    return handle.keep();
}

wire::Status Library::set_live_sink(long handle, streams::Outlet::Sink sink)
{
    const auto entry = lives_.find(handle);
    if (!entry)
        return wire::Error::invalid_handle;
    entry->live->set_sink(std::move(sink));
    return wire::success();
}

wire::Status Library::stop_live(long handle)
{
    const auto entry = lives_.find(handle);
    if (!entry)
        return wire::Error::invalid_handle;
    entry->live->stop();
    if (const auto session = entry->login.lock())
        session->lives().remove(handle);
    lives_.remove(handle); // after the promise holds, so that a second Stop waits for it too
    return wire::success();
}

wire::Result<long> Library::start_search(std::optional<asio::ip::address_v4> local, session::SearchWays ways,
                                         session::SearchKinds kinds,
                                         const std::function<void(long handle, const session::FoundDevice&)>& sink)
{
    auto locals = net::local_addresses();
    if (local)
        std::erase_if(locals, [&](const net::LocalAddress& each) { return each.address != *local; });
    if (local && locals.empty())
        return wire::Error::bad_address;
    Reservation handle(searches_);
    if (handle.number() == 0)
        return wire::Error::limit_reached;
    auto search = session::DeviceSearch::start(
        {runtime_->strand(),
         runtime_->delivery(),
         settings(),
         std::move(locals),
         ways,
         kinds,
         {},
         [number = handle.number(), sink](const session::FoundDevice& found) { sink(number, found); }});
    if (!search)
        return search.error();
    if (handle.publish(search.value()))
        return handle.keep();
    search.value()->stop();
    return wire::Error::cancelled;
}

wire::Status Library::search_addresses(std::vector<asio::ip::address_v4> targets,
                                       std::optional<asio::ip::address_v4> local, session::SearchKinds kinds,
                                       net::Milliseconds time, session::DeviceSearch::Sink sink)
{
    Reservation handle(searches_);
    if (handle.number() == 0)
        return wire::Error::limit_reached;
    const net::LocalAddress from{local.value_or(asio::ip::address_v4::any()), asio::ip::address_v4::any()};
    const auto search = session::DeviceSearch::start({runtime_->strand(),
                                                      runtime_->delivery(),
                                                      settings(),
                                                      {from},
                                                      session::SearchWays::all,
                                                      kinds,
                                                      std::move(targets),
                                                      std::move(sink)});
    if (!search)
        return local ? wire::Error::bad_address : search.error();
    // Known as a search like any other, so that the end of the library ends it too.
    if (!handle.publish(search.value())) {
        search.value()->stop();
        return wire::Error::cancelled;
    }
    const bool in_time = search.value()->wait_until(std::chrono::steady_clock::now() + time);
    search.value()->stop();
    return in_time ? wire::success() : wire::Error::cancelled;
}

wire::Status Library::stop_search(long handle)
{
    const auto search = searches_.find(handle);
    if (!search)
        return wire::Error::invalid_handle;
    search->stop();
    searches_.remove(handle);
    return wire::success();
}

} // namespace netsdk::abi
