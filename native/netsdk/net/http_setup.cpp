#include "net/http_exchange.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <string>

// What libcurl is told before it is asked for anything.

namespace netsdk::net {
namespace {
// What libcurl keeps of a password it only frees, so its memory is wiped as it goes.
// NOLINTBEGIN(cppcoreguidelines-no-malloc): what libcurl is told to use must be that
void wipe_and_free(void* block)
{
    if (block != nullptr)
        ::explicit_bzero(block, ::malloc_usable_size(block));
    std::free(block);
}

/// Never in place: what realloc moves away from, it does not wipe.
void* move_to_larger(void* block, std::size_t size)
{
    void* const larger = std::malloc(size);
    if (larger == nullptr || block == nullptr)
        return larger;
    std::memcpy(larger, block, std::min(size, ::malloc_usable_size(block)));
    wipe_and_free(block);
    return larger;
}

void* allocate(std::size_t size)
{
    return std::malloc(size);
}

void* allocate_zeros(std::size_t count, std::size_t size)
{
    return std::calloc(count, size);
}

char* duplicate(const char* text)
{
    return ::strdup(text);
}
// NOLINTEND(cppcoreguidelines-no-malloc)

/// Once for the process. Nothing of it is undone: other threads may use libcurl while the process exits. Where somebody
/// else in the process began with libcurl before us, his choice of memory holds.
[[nodiscard]] bool curl_is_there()
{
    static const bool there = ::curl_global_init_mem(CURL_GLOBAL_NOTHING, allocate, wipe_and_free, move_to_larger,
                                                     duplicate, allocate_zeros) == CURLE_OK;
    return there;
}

[[nodiscard]] std::string url_of(const HttpRequest& request)
{
    const auto address = request.target.device.address();
    const auto text = address.to_string();
    std::string host = text;
    if (address.is_v6()) {
        const auto zone = text.find('%');
        host = "[" + text.substr(0, zone) + (zone == std::string::npos ? "" : "%25" + text.substr(zone + 1)) + "]";
    }
    return "http://" + host + ":" + std::to_string(request.target.device.port()) + request.path;
}
} // namespace

wire::Status HttpExchange::prepare(const HttpCredential& credential)
{
    if (!curl_is_there())
        return wire::Error::system;
    multi_.reset(::curl_multi_init());
    easy_.reset(::curl_easy_init());
    if (!multi_ || !easy_ || !set_request() || !set_hooks())
        return wire::Error::no_memory;
    if (!credential.user.empty()) {
        const std::string user(credential.user);
        std::string password(credential.password);
        auto* const easy = easy_.get();
        const bool set = ::curl_easy_setopt(easy, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_DIGEST)) == CURLE_OK &&
                         ::curl_easy_setopt(easy, CURLOPT_USERNAME, user.c_str()) == CURLE_OK &&
                         ::curl_easy_setopt(easy, CURLOPT_PASSWORD, password.c_str()) == CURLE_OK;
        ::explicit_bzero(password.data(), password.size());
        if (!set)
            return wire::Error::no_memory;
    }
    if (::curl_multi_add_handle(multi_.get(), easy_.get()) != CURLM_OK)
        return wire::Error::no_memory;
    return wire::success();
}

bool HttpExchange::set_request()
{
    auto* const easy = easy_.get();
    const auto set = [&](auto option, auto value) { return ::curl_easy_setopt(easy, option, value) == CURLE_OK; };
    bool ok = set(CURLOPT_URL, url_of(request_).c_str()) && set(CURLOPT_PROTOCOLS_STR, "http") &&
              set(CURLOPT_REDIR_PROTOCOLS_STR, "http") && set(CURLOPT_FOLLOWLOCATION, 0L) &&
              set(CURLOPT_NOSIGNAL, 1L) && set(CURLOPT_PROXY, "") &&
              set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) &&
              set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.connect_time.count()));
    if (!ok || request_.body.empty())
        return ok;
    // An "Expect" would cost a device that does not know it a second of waiting.
    for (const char* const header : {"Content-Type: application/json", "Expect:"}) {
        curl_slist* const longer = ::curl_slist_append(headers_.get(), header);
        if (longer == nullptr)
            return false;
        static_cast<void>(headers_.release());
        headers_.reset(longer);
    }
    ok = set(CURLOPT_POST, 1L) && set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size())) &&
         set(CURLOPT_POSTFIELDS, wire::text_of(request_.body).data()) && set(CURLOPT_HTTPHEADER, headers_.get());
    return ok;
}

bool HttpExchange::set_hooks()
{
    auto* const easy = easy_.get();
    auto* const multi = multi_.get();
    const auto set = [&](auto option, auto value) { return ::curl_easy_setopt(easy, option, value) == CURLE_OK; };
    const auto of_all = [&](auto option, auto value) { return ::curl_multi_setopt(multi, option, value) == CURLM_OK; };
    return set(CURLOPT_OPENSOCKETFUNCTION, &HttpExchange::on_open) && set(CURLOPT_OPENSOCKETDATA, this) &&
           set(CURLOPT_CLOSESOCKETFUNCTION, &HttpExchange::on_close) && set(CURLOPT_CLOSESOCKETDATA, this) &&
           set(CURLOPT_WRITEFUNCTION, &HttpExchange::on_body) && set(CURLOPT_WRITEDATA, this) &&
           set(CURLOPT_HEADERFUNCTION, &HttpExchange::on_header) && set(CURLOPT_HEADERDATA, this) &&
           set(CURLOPT_PREREQFUNCTION, &HttpExchange::on_connected) && set(CURLOPT_PREREQDATA, this) &&
           of_all(CURLMOPT_SOCKETFUNCTION, &HttpExchange::on_socket) && of_all(CURLMOPT_SOCKETDATA, this) &&
           of_all(CURLMOPT_TIMERFUNCTION, &HttpExchange::on_timer) && of_all(CURLMOPT_TIMERDATA, this);
}

} // namespace netsdk::net
