#include "wire/rpc_message.h"

#include "wire/dvrip_header.h"

#include <limits>
#include <utility>

namespace netsdk::wire {

namespace {

constexpr std::size_t max_word = 256;

Json member_or_null(const Json& parent, std::string_view key)
{
    const Json* const found = member(&parent, key);
    return found == nullptr ? Json() : *found;
}

} // namespace

bool only_asks(std::string_view method) noexcept
{
    const std::string_view last = method.substr(method.find_last_of('.') + 1);
    return last.starts_with("get") || last.starts_with("list") || last == "instance";
}

std::string rpc_text(const RpcRequest& request, const Json& session)
{
    JsonObject json{{"id", request.id}, {"method", request.method}, {"params", request.params}, {"session", session}};
    if (request.object)
        json["object"] = *request.object;
    return write_json(std::move(json)) + '\n';
}

Result<Buffer> rpc_request(const RpcRequest& request)
{
    const std::string text = rpc_text(request, request.session);
    if (text.size() > std::numeric_limits<std::uint32_t>::max())
        return Error::too_large;
    DvripHeader header(Command::rpc, 0);
    header.set<8>(request.id).set<16>(static_cast<std::uint32_t>(text.size())).set<24>(request.session);
    return dvrip_frame(header, bytes_of(text));
}

bool RpcMessage::ok() const
{
    const bool* const said = result.if_bool();
    return is_reply() && !fault && (said == nullptr || *said);
}

Result<RpcMessage> parse_rpc_message(Bytes json, const Limits& limits)
{
    const auto parsed = parse_json(text_of(json), limits);
    if (!parsed)
        return parsed.error();
    const Json& object = parsed.value();
    if (!object.is_object())
        return Error::malformed;

    RpcMessage message;
    message.id = number_member(&object, "id");
    message.method = text_member(&object, "method", max_word).value_or("");
    message.result = member_or_null(object, "result");
    message.params = member_or_null(object, "params");
    message.session = member_or_null(object, "session");
    const Json* const fault = member(&object, "error");
    if (fault != nullptr && fault->is_object())
        message.fault =
            RpcFault{number_member(fault, "code").value_or(0), text_member(fault, "message", max_word).value_or("")};
    return message;
}

} // namespace netsdk::wire
