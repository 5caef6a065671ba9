#include "tests/net/loopback_connection.h"

#include "tests/support/dhav_frames.h"
#include "wire/hashes.h"
#include "wire/text.h"

namespace netsdk::test {
namespace {
constexpr std::size_t media_chunk = 8192; // as devices cut their media
constexpr std::uint32_t session_number = 0x1234567;
constexpr std::string_view random = "1234567890";

std::string text_of_frame(const wire::DvripHeader& header, wire::Bytes body)
{
    return std::string(wire::text_of(wire::dvrip_frame(header, body).value()));
}
} // namespace

using Fault = LoopbackDevice::Fault;

void Connection::play(bool on)
{
    playing_ = on;
    if (!on)
        return;
    if (device_.options.starts_frames_mid_stream) {
        auto tail = frame();
        send_media(wire::Bytes(tail).subspan(tail.size() / 2));
    }
    next_frame();
}

void Connection::take(wire::Bytes bytes)
{
    while (!closed()) {
        auto part = reader_.next(bytes);
        if (!part)
            return close();
        if (!part.value())
            return;
        answer(part.value()->header, part.value()->body);
    }
}

void Connection::answer(const wire::DvripHeader& header, wire::Bytes body)
{
    const auto fault = device_.fault.load();
    if (fault == Fault::silent || (fault == Fault::mute && logged_in_))
        return;
    switch (header.command()) {
    case wire::Command::login:
        if (header.byte<1>() == 0)
            return take_password(header, body, fault);
        return body.empty() ? challenge(fault) : judge(body, fault);
    case wire::Command::keep_alive:
        ++device_.counts.keep_alives;
        return send(wire::DvripHeader(wire::Command::keep_alive_reply, 0), "");
    case wire::Command::logout:
        ++device_.counts.logouts;
        if (fault != Fault::no_goodbye)
            send(wire::DvripHeader(wire::Command::logout_reply, 0), "");
        return;
    case wire::Command::text: return text(body, fault);
    case wire::Command::rpc: return rpc(header, body, fault);
    default: return;
    }
}

void Connection::challenge(Fault fault)
{
    ++device_.counts.challenges;
    if (fault == Fault::garbage)
        return send_raw("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    if (fault == Fault::welcomes_anybody)
        return accept_login();
    if (fault == Fault::refuses_early || fault == Fault::takes_passwords)
        return refuse();
    wire::DvripHeader header(wire::Command::login_reply, 0);
    header.set<3>(std::uint8_t{0x68});
    send(header, "Realm:Login to " + device_.options.serial + "\r\nRandom:" + std::string(random) + "\r\n\r\n");
}

void Connection::judge(wire::Bytes body, Fault fault)
{
    ++device_.counts.proofs;
    if (fault == Fault::silent_at_proof)
        return;
    if (fault == Fault::closes_at_proof)
        return close();
    if (fault == Fault::refuses)
        return refuse();
    const auto& options = device_.options;
    const auto proof = wire::gen2_proof({options.user, options.password}, "Login to " + options.serial, random);
    const auto text = wire::text_of(body);
    if (text.starts_with(options.user + "&&" + proof.value()))
        return accept_login();
    refuse();
}

void Connection::take_password(const wire::DvripHeader& header, wire::Bytes body, Fault fault)
{
    ++device_.counts.passwords;
    const auto field = [&](std::size_t at) {
        return std::string(wire::until_zero(wire::text_of(header.bytes()).substr(at, 8)));
    };
    const auto text = body.empty() ? field(8) + "&&" + field(16) : std::string(wire::text_of(body));
    if (fault == Fault::takes_passwords && text == device_.options.user + "&&" + device_.options.password)
        return accept_login();
    refuse();
}

void Connection::accept_login()
{
    ++device_.counts.logins;
    logged_in_ = true;
    wire::DvripHeader header(wire::Command::login_reply, 0);
    header.set<3>(std::uint8_t{0x68}).set<9>(std::uint8_t{8}).set<10>(std::uint8_t{16});
    header.set<12>(std::uint8_t{31}).set<16>(session_number).set<24>(std::uint32_t{0x00f90006});
    send(header, "");
}

void Connection::refuse()
{
    wire::DvripHeader header(wire::Command::login_reply, 0);
    header.set<3>(std::uint8_t{0x68}).set<8>(device_.refusal[0]).set<9>(device_.refusal[1]);
    header.set<28>(std::uint16_t{device_.refusal[2]});
    send(header, device_.refusal_text);
}

void Connection::text(wire::Bytes body, Fault fault)
{
    const auto message = wire::TextMessage::parse(body, wire::Limits{});
    if (!message)
        return close();
    const auto method = message.value().find("Method").value_or("");
    const auto parameter = message.value().find("ParameterName").value_or("");
    const auto connection = message.value().find_number("ConnectionID").value_or(0);
    std::string reply = method == "AddObject" ? "Method:AddObjectResponse\r\n" : "Method:GetParameterNamesResponse\r\n";
    if (device_.options.echoes_transactions)
        reply += "TransactionID:" + std::to_string(message.value().find_number("TransactionID").value_or(0)) + "\r\n";
    reply += fault == Fault::refuses_streams ? "FaultCode:Busy\r\n" : "FaultCode:OK\r\n";
    if (method == "AddObject") {
        ++device_.counts.reserved;
        reply += "ConnectionID:" + std::to_string(device_.next_connection++) + "\r\n";
    } else if (method == "DeleteObject")
        ++device_.counts.released;
    else if (parameter.ends_with("AckSubChannel"))
        join(connection);
    const bool orders_media = parameter.ends_with("Monitor.General") && fault != Fault::refuses_streams;
    if (orders_media)
        note_order(message.value());
    if (method == "AddObject" && fault == Fault::holds_grants)
        return device_.held_grants.push_back([weak = weak_from_this(), reply] {
            if (const auto self = weak.lock())
                self->send(wire::DvripHeader(wire::Command::text, 0), reply + "\r\n");
        });
    send(wire::DvripHeader(wire::Command::text, 0), reply + "\r\n");
    if (orders_media)
        monitor(message.value(), connection);
}

void Connection::join(std::uint32_t connection)
{
    ++device_.counts.joined;
    is_media_ = true;
    std::erase_if(device_.joined, [](const auto& each) { return each.second.expired(); });
    device_.joined[connection] = weak_from_this();
}

void Connection::note_order(const wire::TextMessage& message)
{
    const bool on = message.find_number("state").value_or(0) == 1;
    ++(on ? device_.counts.started : device_.counts.stopped);
    if (on)
        device_.counts.last_channel = static_cast<int>(message.find_number("channel").value_or(999));
    if (on)
        device_.counts.last_stream = static_cast<int>(message.find_number("stream").value_or(999));
}

void Connection::monitor(const wire::TextMessage& message, std::uint32_t connection)
{
    const bool on = message.find_number("state").value_or(0) == 1;
    if (const auto media = device_.joined[connection].lock())
        media->play(on);
}

wire::Buffer Connection::frame()
{
    return dhav_frame(number_ % 25 == 0 ? 0xfd : 0xfc, "", std::string(device_.options.frame_bytes, 'x'));
}

void Connection::next_frame()
{
    if (closed() || !playing_ || frame_under_way_)
        return;
    ++number_;
    ++device_.counts.frames;
    frame_under_way_ = true;
    send_media(frame());
}

void Connection::send_media(wire::Bytes bytes)
{
    while (!bytes.empty()) {
        const auto piece = bytes.first(std::min(bytes.size(), media_chunk));
        bytes = bytes.subspan(piece.size());
        send_raw(text_of_frame(wire::DvripHeader(wire::Command::live, 0), piece));
    }
}

void Connection::send(const wire::DvripHeader& header, std::string_view body)
{
    send_raw(text_of_frame(header, wire::bytes_of(body)));
}

void Connection::sent()
{
    if (std::exchange(frame_under_way_, false))
        pace();
}

void Connection::pace()
{
    if (device_.options.frame_interval_ms == 0)
        return next_frame();
    timer_.expires_after(std::chrono::milliseconds(device_.options.frame_interval_ms));
    timer_.async_wait([self = shared_from_this()](std::error_code failed) {
        if (!failed)
            self->next_frame();
    });
}

} // namespace netsdk::test
