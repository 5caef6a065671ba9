#include "abi/library.h"

#include "abi/reservation.h"
#include "net/local_addresses.h"

#include <algorithm>
#include <mutex>

// The side of the library that deals with devices it is not logged in to.

namespace netsdk::abi {
namespace {

/// Digits and letters of a MAC, in one case: devices write it in several ways.
[[nodiscard]] std::string plain_mac(std::string_view text)
{
    std::string plain;
    for (const char c : text)
        if (c != ':' && c != '-')
            plain.push_back(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
    return plain;
}

/// What a search for one device has found, and the search to be ended by it.
struct Wanted {
    std::mutex mutex; // guards both below
    std::optional<session::FoundDevice> found;
    std::weak_ptr<session::DeviceSearch> search;

    void heard(const session::FoundDevice& device)
    {
        std::shared_ptr<session::DeviceSearch> running;
        {
            const std::lock_guard lock(mutex);
            if (!found)
                found = device;
            running = search.lock();
        }
        if (running)
            running->stop();
    }
    [[nodiscard]] bool begun(const std::shared_ptr<session::DeviceSearch>& running)
    {
        const std::lock_guard lock(mutex);
        search = running;
        return !found;
    }
};

} // namespace

wire::Result<session::FoundDevice> Library::find_device(std::string_view mac, std::optional<asio::ip::address_v4> local,
                                                        net::Time deadline)
{
    auto locals = net::local_addresses();
    if (local)
        std::erase_if(locals, [&](const net::LocalAddress& each) { return each.address != *local; });
    if (local && locals.empty())
        return wire::Error::bad_address;
    Reservation handle(searches_);
    if (handle.number() == 0)
        return wire::Error::limit_reached;
    const auto wanted = std::make_shared<Wanted>();
    const auto search =
        session::DeviceSearch::start({runtime_->strand(),
                                      runtime_->delivery(),
                                      settings(),
                                      std::move(locals),
                                      session::SearchWays::all,
                                      session::SearchKinds::json,
                                      {},
                                      [wanted, plain = plain_mac(mac)](const session::FoundDevice& each) {
                                          if (plain_mac(each.device.mac) == plain)
                                              wanted->heard(each);
                                      }});
    if (!search)
        return search.error();
    // Known as a search like any other, so that the end of the library ends it too.
    const bool goes_on = handle.publish(search.value()) && wanted->begun(search.value());
    const bool in_vain = goes_on && search.value()->wait_until(deadline);
    search.value()->stop();
    const std::lock_guard lock(wanted->mutex);
    if (wanted->found)
        return *wanted->found;
    return in_vain ? wire::Error::timed_out : wire::Error::cancelled;
}

wire::Status Library::with_caller(const std::function<void(session::WebCaller&)>& body)
{
    Reservation handle(callers_);
    if (handle.number() == 0)
        return wire::Error::limit_reached;
    const auto caller = std::make_shared<session::WebCaller>(runtime_->strand());
    if (!handle.publish(caller))
        return wire::Error::cancelled;
    body(*caller);
    return wire::success();
}

} // namespace netsdk::abi
