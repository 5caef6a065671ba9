#pragma once

#include "net/executors.h"
#include "net/http_request.h"
#include "net/ticker.h"
#include "net/watchdog.h"
#include "wire/result.h"

#include <curl/curl.h>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace netsdk::net {

/// One request to a device over HTTP and its answer, by libcurl on our reactor: no thread, no signal, no resolver, no
/// proxy, no redirect, no cookie, nothing but HTTP. Its connections are its own and end with it by a reset, so nothing
/// stands idle that a trip of the watchdog would have to find. As for a Link: what was made before a trip neither sends
/// nor is heard after it. All functions on the strand only, but where it says otherwise.
class HttpExchange final : public TickerOwner, public Watched, public std::enable_shared_from_this<HttpExchange> {
public:
    /// Errors: those of a connection (connection_refused, unreachable, connect_timed_out, connection_lost, bad_address,
    /// system), watchdog_tripped, timed_out, too_large, malformed (no HTTP), no_memory, cancelled (abort()).
    using Done = std::function<void(wire::Result<HttpReply>)>;

    HttpExchange(Strand strand, HttpRequest request, Time deadline);
    ~HttpExchange();
    HttpExchange(const HttpExchange&) = delete;
    HttpExchange& operator=(const HttpExchange&) = delete;

    /// Once. `done` is called once, on the strand, never inside this call, at the deadline at the latest; not at all
    /// when this object goes before. Without a user no challenge is answered.
    void start(const HttpCredential& credential, Done done);
    /// Resets the connection; `done` is called with cancelled, inside this call.
    void abort() { finish(wire::Error::cancelled); }

    void on_tick() override;
    /// Any thread: ends the exchange when it was begun before the trip.
    void on_trip() override;

private:
    /// A socket of ours that libcurl uses, and what it waits for there. libcurl has a number of its own for it, a
    /// duplicate: it closes that as it likes, and what is closed twice may be somebody else's by then.
    struct Watch {
        explicit Watch(const Strand& strand) : socket(strand) {}
        TcpSocket socket;
        bool wants_read = false;
        bool wants_write = false;
        bool reading = false;
        bool writing = false;
    };
    struct FreeEasy {
        void operator()(CURL* easy) const noexcept { ::curl_easy_cleanup(easy); }
    };
    struct FreeMulti {
        void operator()(CURLM* multi) const noexcept { ::curl_multi_cleanup(multi); }
    };
    struct FreeList {
        void operator()(curl_slist* list) const noexcept { ::curl_slist_free_all(list); }
    };

    [[nodiscard]] wire::Status prepare(const HttpCredential& credential);
    [[nodiscard]] bool set_request();
    [[nodiscard]] bool set_hooks();
    void act(curl_socket_t socket, int events);
    void look_for_the_end();
    [[nodiscard]] wire::Error cause(CURLcode code) const;
    void finish(wire::Result<HttpReply> result);
    void finish_later(wire::Error why);
    void wait(curl_socket_t number);
    void arm();

    // What libcurl calls; each gives what libcurl wants to be told.
    [[nodiscard]] curl_socket_t open_socket(int family);
    void close_socket(curl_socket_t number);
    void end_curl();
    void want(curl_socket_t number, int what);
    [[nodiscard]] bool keep(std::string_view piece);
    [[nodiscard]] bool count_header(std::size_t size);
    [[nodiscard]] bool may_send(std::string_view local, int local_port) const;

    static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);
    static int on_close(void* self, curl_socket_t socket);
    static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* per_socket);
    static int on_timer(CURLM* multi, long milliseconds, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
    static int on_connected(void* self, char* remote, char* local, int remote_port, int local_port);

    const Strand strand_;
    const HttpRequest request_;
    const Time deadline_;
    Done done_;
    std::shared_ptr<Ticker> ticker_;
    std::shared_ptr<const Permit> permit_; // from start() to the end
    Time curl_deadline_ = never;
    wire::Buffer body_;
    std::size_t header_bytes_ = 0;
    std::optional<wire::Error> why_;                          // known better than libcurl tells
    std::map<curl_socket_t, std::shared_ptr<Watch>> sockets_; // by libcurl's numbers
    bool closed_ = false;
    std::unique_ptr<curl_slist, FreeList> headers_; // read by the easy handle until it goes
    std::unique_ptr<CURLM, FreeMulti> multi_;
    std::unique_ptr<CURL, FreeEasy> easy_;
};

} // namespace netsdk::net
