#include "abi/library.h"

#include "net/local_addresses.h"

namespace netsdk::abi {

wire::Result<long> Library::login(std::shared_ptr<const session::Account> account, session::LoginOutcome& outcome)
{
    const auto handle = logins_.reserve();
    if (handle == 0)
        return wire::Error::limit_reached;
    auto session = session::Session::create(
        {runtime_->strand(), runtime_->delivery(), settings(), std::move(account), *this, handle});
    // Found from now on: the loss of a login may be told before the call that made it has returned.
    if (!logins_.publish(handle, session))
        return wire::Error::cancelled;
    outcome = session->login();
    if (outcome.accepted())
        return handle;
    logins_.remove(handle);
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
    const auto handle = lives_.reserve();
    if (handle == 0)
        return wire::Error::limit_reached;
    const auto set = settings();
    const auto live = streams::Live::create({session->setup().strand,
                                             std::weak_ptr<streams::ControlLine>(session),
                                             runtime_->delivery(),
                                             target,
                                             {set.limits, set.open_step},
                                             set.receive_buffer});
    if (!lives_.publish(handle, std::make_shared<LiveEntry>(LiveEntry{live, session})))
        return wire::Error::cancelled;
    const bool wanted = session->lives().add({handle, live});
    const auto opened = wanted ? session->open(live, set.open_step) : wire::Status(wire::Error::cancelled);
    if (opened)
        return handle;
    live->stop();
    session->lives().remove(handle);
    lives_.remove(handle);
    return opened.error();
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
                                         const std::function<void(long handle, const session::FoundDevice&)>& sink)
{
    auto locals = net::local_addresses();
    if (local)
        std::erase_if(locals, [&](const net::LocalAddress& each) { return each.address != *local; });
    if (local && locals.empty())
        return wire::Error::bad_address;
    const auto handle = searches_.reserve();
    if (handle == 0)
        return wire::Error::limit_reached;
    auto search =
        session::DeviceSearch::start({runtime_->strand(), runtime_->delivery(), settings(), std::move(locals), ways,
                                      [handle, sink](const session::FoundDevice& found) { sink(handle, found); }});
    if (!search) {
        searches_.remove(handle);
        return search.error();
    }
    if (searches_.publish(handle, search.value()))
        return handle;
    search.value()->stop();
    return wire::Error::cancelled;
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
