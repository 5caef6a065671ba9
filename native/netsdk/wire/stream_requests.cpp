#include "wire/stream_requests.h"

#include "wire/text.h"
#include "wire/text_message.h"

#include <initializer_list>
#include <string_view>

namespace netsdk::wire {

namespace {

constexpr std::string_view passive = "Dahua.Device.Network.ControlConnection.Passive";
constexpr std::string_view join = "Dahua.Device.Network.ControlConnection.AckSubChannel";
constexpr std::string_view monitor = "Dahua.Device.Network.Monitor.General";
constexpr std::size_t max_word = 128;

struct Field {
    std::string_view key;
    std::uint32_t value;
};

Result<Buffer> request(std::uint32_t transaction, std::string_view method, std::string_view parameter,
                       std::initializer_list<Field> fields)
{
    TextMessage message;
    const auto add = [&](std::string_view key, std::string_view value) { return bool(message.add(key, value)); };
    bool fine =
        add("TransactionID", std::to_string(transaction)) && add("Method", method) && add("ParameterName", parameter);
    for (const Field& field : fields)
        fine = fine && add(field.key, std::to_string(field.value));
    if (!fine)
        return Error::internal;
    return message.frame();
}

} // namespace

Result<Buffer> reserve_request(std::uint32_t transaction)
{
    return request(transaction, "AddObject", passive, {{"ConnectProtocol", 0}});
}

Result<Buffer> join_request(std::uint32_t transaction, std::uint32_t session, std::uint32_t connection)
{
    return request(transaction, "GetParameterNames", join, {{"SessionID", session}, {"ConnectionID", connection}});
}

Result<Buffer> live_request(std::uint32_t transaction, LiveTarget target, LiveOrder order, std::uint32_t connection)
{
    return request(transaction, "GetParameterNames", monitor,
                   {{"channel", target.channel0},
                    {"state", static_cast<std::uint32_t>(order)},
                    {"ConnectionID", connection},
                    {"stream", target.stream}});
}

Result<Buffer> release_request(std::uint32_t transaction, std::uint32_t connection)
{
    return request(transaction, "DeleteObject", passive, {{"ConnectionID", connection}});
}

bool StreamReply::ok() const noexcept
{
    return same_word(fault, "OK");
}

Result<StreamReply> parse_stream_reply(const DvripHeader& header, Bytes body, const Limits& limits)
{
    if (header.command() != Command::text)
        return Error::unexpected_answer;
    const auto message = TextMessage::parse(body, limits);
    if (!message)
        return message.error();
    const auto method = message.value().find("Method");
    const auto fault = message.value().find("FaultCode");
    if (!fault)
        return Error::unexpected_answer;
    return StreamReply{display_text(method.value_or(""), max_word), display_text(*fault, max_word),
                       message.value().find_number("TransactionID"), message.value().find_number("ConnectionID")};
}

} // namespace netsdk::wire
