#include "tests/net/loopback_http.h"

#include "tests/net/loopback_server.h"
#include "wire/hashes.h"

#include <algorithm>
#include <asio/read.hpp>
#include <asio/read_until.hpp>
#include <asio/streambuf.hpp>
#include <istream>

namespace netsdk::test {
namespace {

constexpr const char* realm = "Login to SERIAL0001";
constexpr const char* nonce = "0123456789abcdef";

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string md5(const std::string& text)
{
    return lower(wire::md5_upper(text).value());
}

/// The value of key="value" or key=value in a header of a digest.
std::string part(const std::string& header, const std::string& key)
{
    for (auto at = header.find(key + "="); at != std::string::npos; at = header.find(key + "=", at + 1)) {
        if (at > 0 && header[at - 1] != ' ' && header[at - 1] != ',')
            continue;
        auto value = header.substr(at + key.size() + 1);
        if (value.starts_with('"'))
            return value.substr(1, value.find('"', 1) - 1);
        return value.substr(0, value.find(','));
    }
    return {};
}

} // namespace

class HttpConnection;

struct LoopbackHttp::Inside : LoopbackServer<Inside, HttpConnection> {
    Inside(Handler given, const std::string& address) : LoopbackServer(address, 0), handler(std::move(given)) {}

    Handler handler;
    std::string user;
    std::string password;
    Counts counts;
    std::vector<std::function<void()>> held;
    std::vector<std::string> targets;
};

/// One connection; on the server's thread only.
class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
public:
    HttpConnection(asio::ip::tcp::socket socket, LoopbackHttp::Inside& server)
        : socket_(std::move(socket)), server_(server)
    {
    }

    void read()
    {
        asio::async_read_until(socket_, input_, "\r\n\r\n",
                               [self = shared_from_this()](std::error_code failed, std::size_t) {
                                   if (failed)
                                       return self->lost(failed);
                                   self->take_head();
                               });
    }
    void close()
    {
        if (std::exchange(closed_, true))
            return;
        std::error_code ignored;
        socket_.close(ignored);
        --server_.counts.open;
        server_.forget(shared_from_this());
    }

private:
    void lost(std::error_code failed)
    {
        if (failed == asio::error::connection_reset)
            ++server_.counts.resets;
        close();
    }

    void take_head()
    {
        std::istream stream(&input_);
        request_ = {};
        std::string line;
        std::getline(stream, line);
        const auto first = line.find(' ');
        request_.method = line.substr(0, first);
        request_.target = line.substr(first + 1, line.rfind(' ') - first - 1);
        while (std::getline(stream, line) && line != "\r") {
            const auto colon = line.find(':');
            const auto value = line.substr(colon + 1, line.find_last_not_of("\r") - colon);
            request_.headers[lower(line.substr(0, colon))] = value.substr(value.find_first_not_of(' '));
        }
        const auto length =
            request_.headers.contains("content-length") ? std::stoul(request_.headers["content-length"]) : 0;
        const auto have = std::min<std::size_t>(input_.size(), length);
        asio::async_read(
            socket_, input_, asio::transfer_exactly(length - have),
            [self = shared_from_this(), length](std::error_code failed, std::size_t) {
                if (failed)
                    return self->lost(failed);
                self->request_.body.resize(length);
                std::istream(&self->input_).read(self->request_.body.data(), static_cast<std::streamsize>(length));
                self->serve();
            });
    }

    void serve()
    {
        server_.targets.push_back(request_.target);
        if (!server_.user.empty() && !proved())
            return;
        ++server_.counts.requests;
        const auto answer = server_.handler(request_);
        if (!answer.hold)
            return give(answer);
        server_.counts.most_held = std::max<int>(server_.counts.most_held, ++server_.counts.held);
        server_.held.push_back([weak = weak_from_this(), answer, &server = server_] {
            --server.counts.held;
            if (const auto self = weak.lock())
                self->give(answer);
        });
        // While it is held, its end is noticed all the same.
        socket_.async_wait(asio::ip::tcp::socket::wait_read, [self = shared_from_this()](std::error_code failed) {
            if (failed || self->closed_)
                return;
            char byte = 0;
            std::error_code error;
            self->socket_.non_blocking(true);
            self->socket_.receive(asio::buffer(&byte, 1), asio::socket_base::message_peek, error);
            if (error && error != asio::error::would_block)
                self->lost(error);
        });
    }

    bool proved()
    {
        const auto proof = request_.headers.find("authorization");
        if (proof == request_.headers.end()) {
            ++server_.counts.challenges;
            challenge();
            return false;
        }
        const auto& text = proof->second;
        const auto secret = md5(server_.user + ":" + realm + ":" + server_.password);
        const auto wanted = md5(secret + ":" + nonce + ":" + part(text, "nc") + ":" + part(text, "cnonce") +
                                ":auth:" + md5(request_.method + ":" + request_.target));
        if (part(text, "username") == server_.user && part(text, "response") == wanted)
            return true;
        ++server_.counts.refused;
        challenge();
        return false;
    }

    void challenge()
    {
        give({401, "Error\r\nUnauthorized\r\n",
              std::string("WWW-Authenticate: Digest realm=\"") + realm + "\", qop=\"auth\", nonce=\"" + nonce +
                  "\", opaque=\"00\"\r\n"});
    }

    void give(const LoopbackHttp::Answer& answer)
    {
        if (answer.close)
            return close();
        const auto text = std::make_shared<std::string>(answer.raw);
        if (text->empty())
            *text = "HTTP/1.1 " + std::to_string(answer.status) +
                    " X\r\nContent-Length: " + std::to_string(answer.body.size() + answer.missing) + "\r\n" +
                    answer.headers + "\r\n" + answer.body;
        asio::async_write(socket_, asio::buffer(*text),
                          [self = shared_from_this(), text](std::error_code failed, std::size_t) {
                              if (failed)
                                  return self->lost(failed);
                              self->read();
                          });
    }

    asio::ip::tcp::socket socket_;
    LoopbackHttp::Inside& server_;
    asio::streambuf input_;
    LoopbackHttp::Request request_;
    bool closed_ = false;
};

LoopbackHttp::LoopbackHttp(Handler handler, const std::string& address)
    : inside_(std::make_shared<Inside>(std::move(handler), address))
{
    inside_->start();
}

LoopbackHttp::~LoopbackHttp()
{
    inside_->run([&] { inside_->held.clear(); });
    inside_->stop();
}

std::uint16_t LoopbackHttp::port() const noexcept
{
    return inside_->port;
}
const LoopbackHttp::Counts& LoopbackHttp::counts() const noexcept
{
    return inside_->counts;
}

void LoopbackHttp::want(const std::string& user, const std::string& password)
{
    inside_->run([&] {
        inside_->user = user;
        inside_->password = password;
    });
}

void LoopbackHttp::answer_by(Handler handler)
{
    inside_->run([&] { inside_->handler = std::move(handler); });
}

void LoopbackHttp::let_go()
{
    inside_->run([&] {
        for (const auto& give : std::exchange(inside_->held, {}))
            give();
    });
}

std::vector<std::string> LoopbackHttp::targets() const
{
    std::vector<std::string> targets;
    inside_->run([&] { targets = inside_->targets; });
    return targets;
}

std::string small_jpeg(const std::string& inside)
{
    return "\xff\xd8\xff\xe0" + inside + "\xff\xd9";
}

} // namespace netsdk::test
