#include "net/http_exchange.h"
#include "net/io_buffer.h"
#include "tests/net/loopback_http.h"

#include <chrono>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace netsdk;
using namespace netsdk::test;
using namespace std::chrono_literals;

namespace {

using Reply = wire::Result<net::HttpReply>;

/// A loop and one exchange on it.
struct Asker {
    void start(std::uint16_t port, net::HttpCredential credential = {}, net::Milliseconds time = 20s,
               const std::string& body = "")
    {
        net::HttpRequest request{net::parse_target("127.0.0.1", port, "").value(), "/cgi-bin/x.cgi?a=1"};
        const auto bytes = wire::bytes_of(body);
        request.body = {bytes.begin(), bytes.end()};
        request.max_body = 1000;
        request.connect_time = 5s;
        exchange = std::make_shared<net::HttpExchange>(io.get_executor(), std::move(request),
                                                       std::chrono::steady_clock::now() + time);
        exchange->start(credential, [this](Reply given) {
            ++told;
            reply = std::move(given);
        });
    }
    bool until(const std::function<bool()>& condition)
    {
        const auto limit = std::chrono::steady_clock::now() + 20s;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > limit)
                return false;
            io.restart();
            io.run_for(1ms);
        }
        return true;
    }
    Reply ask(std::uint16_t port, net::HttpCredential credential = {}, net::Milliseconds time = 20s,
              const std::string& body = "")
    {
        start(port, credential, time, body);
        REQUIRE(!reply); // never inside the call
        REQUIRE(until([&] { return reply.has_value(); }));
        return *reply;
    }

    asio::io_context io;
    const net::IoBuffer buffer;
    std::shared_ptr<net::HttpExchange> exchange;
    std::optional<Reply> reply;
    int told = 0;
};

std::string body_of(const Reply& reply)
{
    return std::string(wire::text_of(reply.value().body));
}

/// The process's watchdog for one test: armed with a time that does not run out.
struct Armed {
    Armed() { net::watchdog().arm(1h); }
    ~Armed() { net::watchdog().arm(0s); }
    Armed(const Armed&) = delete;
    Armed& operator=(const Armed&) = delete;
};

void trip_unnoticed()
{
    net::watchdog().arm(1ns);
    const auto after = net::BootClock::now() + 1ms;
    while (net::BootClock::now() <= after)
        std::this_thread::yield();
}

} // namespace

TEST_CASE("a_request_is_answered_with_status_and_body_and_its_connection_ends_by_a_reset")
{
    LoopbackHttp server([](const auto& request) {
        CHECK(request.method == "GET");
        CHECK(request.target == "/cgi-bin/x.cgi?a=1");
        return LoopbackHttp::Answer{404, "words", "content-type: text/plain; charset=utf-8\r\n"};
    });
    Asker asker;
    const auto reply = asker.ask(server.port());
    REQUIRE(reply);
    CHECK(reply.value().status == 404);
    CHECK(reply.value().content_type == "text/plain; charset=utf-8");
    CHECK(body_of(reply) == "words");
    CHECK(asker.until([&] { return server.counts().open == 0; }));
    CHECK(server.counts().resets == 1);
    CHECK(asker.told == 1);
}

TEST_CASE("a_request_that_ends_before_it_is_connected_closes_its_own_files_and_nobody_elses")
{
    asio::io_context listening;
    asio::ip::tcp::acceptor full(listening, {asio::ip::address_v4::loopback(), 0});
    full.listen(0);
    asio::ip::tcp::socket first(listening), second(listening); // no place is left behind these
    first.connect(full.local_endpoint());
    second.async_connect(full.local_endpoint(), [](std::error_code) {});

    const auto open_files = [] {
        const std::filesystem::directory_iterator all("/proc/self/fd");
        return std::distance(begin(all), end(all));
    };
    std::vector<int> others;
    std::ptrdiff_t before = 0;
    {
        Asker asker;
        const net::TcpSocket any(asker.io.get_executor()); // what the loop opens for itself is open
        before = open_files();
        asker.start(full.local_endpoint().port());
        const auto started = open_files();
        REQUIRE(asker.until([&] { return open_files() > started; }));
        asker.exchange->abort();
        CHECK(asker.until([&] { return open_files() == before; }));
        for (int number = 0; number < 8; ++number)
            others.push_back(::dup(full.native_handle())); // they get the numbers that are free now
    }
    for (const int other : others) {
        CHECK(::fcntl(other, F_GETFD) >= 0);
        CHECK(::close(other) == 0);
    }
}

TEST_CASE("a_body_is_posted_as_json_and_without_an_expectation")
{
    LoopbackHttp server([](const auto& request) {
        CHECK(request.method == "POST");
        CHECK(request.headers.at("content-type") == "application/json");
        CHECK(!request.headers.contains("expect"));
        return LoopbackHttp::Answer{200, request.body};
    });
    Asker asker;
    CHECK(body_of(asker.ask(server.port(), {}, 20s, R"({"id":1})")) == R"({"id":1})");
}

TEST_CASE("a_digest_challenge_is_answered_once_and_nothing_else_is")
{
    LoopbackHttp server([](const auto&) { return LoopbackHttp::Answer{200, "in"}; });
    server.want("admin", "right-Password1");
    CHECK(body_of(Asker().ask(server.port(), {"admin", "right-Password1"})) == "in");
    CHECK(server.counts().challenges == 1);
    CHECK(Asker().ask(server.port(), {"admin", "wrong"}).value().status == 401);
    CHECK(server.counts().refused == 1);
    CHECK(Asker().ask(server.port()).value().status == 401); // nobody's name: no proof is tried
    CHECK(server.counts().refused == 1);

    LoopbackHttp basic([](const auto& request) {
        CHECK(!request.headers.contains("authorization"));
        return LoopbackHttp::Answer{401, "", "WWW-Authenticate: Basic realm=\"x\"\r\n"};
    });
    CHECK(Asker().ask(basic.port(), {"admin", "right-Password1"}).value().status == 401);
    CHECK(basic.counts().requests == 1);
}

TEST_CASE("a_redirect_is_an_answer_and_is_not_followed")
{
    LoopbackHttp server([](const auto&) { return LoopbackHttp::Answer{302, "", "Location: /elsewhere\r\n"}; });
    CHECK(Asker().ask(server.port()).value().status == 302);
    CHECK(server.counts().requests == 1);
}

TEST_CASE("a_proxy_of_the_environment_is_not_asked")
{
    LoopbackHttp server([](const auto&) { return LoopbackHttp::Answer{200, "direct"}; });
    ::setenv("http_proxy", "http://127.0.0.1:1", 1);
    const auto reply = Asker().ask(server.port());
    ::unsetenv("http_proxy");
    CHECK(body_of(reply) == "direct");
}

TEST_CASE("an_answer_larger_than_the_bound_is_refused_whether_it_says_so_or_not")
{
    LoopbackHttp server([](const auto&) { return LoopbackHttp::Answer{200, std::string(1001, 'x')}; });
    CHECK(Asker().ask(server.port()).error() == wire::Error::too_large);
    server.answer_by([](const auto&) { return LoopbackHttp::Answer{200, std::string(1000, 'x')}; });
    CHECK(Asker().ask(server.port()).value().body.size() == 1000);
    server.answer_by([](const auto&) {
        LoopbackHttp::Answer answer;
        answer.raw = "HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x');
        return answer;
    });
    CHECK(Asker().ask(server.port()).error() == wire::Error::too_large);
    server.answer_by([](const auto&) {
        std::string headers;
        while (headers.size() < 70000)
            headers += "X-Name: " + std::string(100, 'x') + "\r\n";
        return LoopbackHttp::Answer{200, "", headers};
    });
    CHECK(Asker().ask(server.port()).error() == wire::Error::too_large);
}

TEST_CASE("a_server_that_is_silent_or_never_ends_its_answer_costs_the_deadline_and_no_more")
{
    LoopbackHttp server([](const auto&) {
        LoopbackHttp::Answer answer;
        answer.hold = true;
        return answer;
    });
    CHECK(Asker().ask(server.port(), {}, 100ms).error() == wire::Error::timed_out);
    server.answer_by([](const auto&) {
        LoopbackHttp::Answer answer{200, "half"};
        answer.missing = 10;
        return answer;
    });
    Asker asker;
    CHECK(asker.ask(server.port(), {}, 100ms).error() == wire::Error::timed_out);
    CHECK(asker.until([&] { return server.counts().open == 0; }));
}

TEST_CASE("what_is_no_http_no_server_or_a_connection_that_ends_early_is_told_as_such")
{
    LoopbackHttp server([](const auto&) {
        LoopbackHttp::Answer answer;
        answer.raw = "this is not the protocol at all\r\n\r\n";
        return answer;
    });
    CHECK(Asker().ask(server.port()).error() == wire::Error::malformed);
    server.answer_by([](const auto&) {
        LoopbackHttp::Answer answer;
        answer.close = true;
        return answer;
    });
    CHECK(Asker().ask(server.port()).error() == wire::Error::connection_lost);
    std::uint16_t nobody = 0;
    {
        LoopbackHttp gone([](const auto&) { return LoopbackHttp::Answer{}; });
        nobody = gone.port();
    }
    CHECK(Asker().ask(nobody).error() == wire::Error::connection_refused);
}

TEST_CASE("an_exchange_that_is_aborted_or_let_go_resets_its_connection_and_tells_at_most_once")
{
    LoopbackHttp server([](const auto&) {
        LoopbackHttp::Answer answer;
        answer.hold = true;
        return answer;
    });
    Asker asker;
    asker.start(server.port());
    REQUIRE(asker.until([&] { return server.counts().held == 1; }));
    asker.exchange->abort();
    asker.exchange->abort();
    CHECK(asker.told == 1);
    CHECK(asker.reply->error() == wire::Error::cancelled);
    CHECK(asker.until([&] { return server.counts().open == 0; }));
    CHECK(server.counts().resets == 1);
}

TEST_CASE("nothing_is_asked_while_the_watchdog_has_tripped_and_what_is_under_way_ends")
{
    const Armed armed;
    LoopbackHttp server([](const auto&) {
        LoopbackHttp::Answer answer{200, "late"};
        answer.hold = true;
        return answer;
    });
    Asker asker;
    asker.start(server.port());
    REQUIRE(asker.until([&] { return server.counts().held == 1; }));
    trip_unnoticed();
    server.let_go(); // it is not heard, though nobody has noticed the trip yet
    REQUIRE(asker.until([&] { return asker.reply.has_value(); }));
    CHECK(asker.reply->error() == wire::Error::connection_lost);
    CHECK(asker.until([&] { return server.counts().open == 0; }));
    CHECK(Asker().ask(server.port()).error() == wire::Error::watchdog_tripped);
    CHECK(server.counts().connections == 1);
}
