#include "abi/inquiry.h"

#include "wire/text.h"

namespace netsdk::abi {
namespace {
constexpr net::Milliseconds strand_slack{2000}; // the call ends by itself before; this is for a busy machine

[[nodiscard]] std::optional<std::uint32_t> object_of(const wire::RpcMessage& answer)
{
    const auto object = wire::whole_number(&answer.result);
    return object && *object != 0 ? object : std::nullopt;
}
} // namespace

Inquiry::Inquiry(std::shared_ptr<session::Session> session, std::int32_t waittime)
    : session_(std::move(session)),
      deadline_(std::chrono::steady_clock::now() +
                (waittime > 0 ? net::Milliseconds(waittime) : session_->setup().settings.step))
{
}

std::shared_ptr<session::Session::CallWaiter> Inquiry::send(wire::RpcRequest request)
{
    return session_->begin_call(std::move(request), deadline_);
}

std::shared_ptr<session::Session::CallWaiter> Inquiry::begin(const std::string& method, wire::Json params)
{
    wire::RpcRequest request;
    request.method = method;
    request.params = std::move(params);
    return send(std::move(request));
}

Answer<wire::RpcMessage> Inquiry::ask(const std::string& method, wire::Json params)
{
    return answer_of(*begin(method, std::move(params)));
}

Answer<wire::RpcMessage> Inquiry::answer_of(session::Session::CallWaiter& waiter)
{
    const auto json = waiter.wait_until(deadline_ + strand_slack);
    if (!json)
        return wire::Error::timed_out;
    if (!*json)
        return json->error();
    auto message = wire::parse_rpc_message(json->value(), session_->setup().settings.limits);
    if (!message)
        return message.error();
    if (!message.value().is_reply())
        return wire::Error::unexpected_answer;
    text_ = wire::trimmed(wire::text_of(json->value()));
    if (message.value().ok())
        return std::move(message).value();
    refusal_ = message.value().fault.value_or(wire::RpcFault{});
    return Failure{code_of(*refusal_)};
}

Answer<wire::RpcMessage> Inquiry::ask_instance(const std::string& method, int channel, wire::Json params, bool* sent)
{
    const auto service = method.substr(0, method.find('.'));
    const auto instance = ask(service + ".factory.instance", {{"channel", channel}});
    if (!instance)
        return instance;
    wire::RpcRequest request;
    request.object = object_of(instance.value());
    if (!request.object)
        return wire::Error::unexpected_answer;
    request.method = method;
    request.params = std::move(params);
    if (sent != nullptr)
        *sent = true;
    const auto asked = send(request);
    auto answer = answer_of(*asked);
    request.method = service + ".destroy";
    request.params = nullptr;
    // Nobody waits for it, and it gets a time of its own: also when the caller's is over, the device is told.
    const auto later = std::chrono::steady_clock::now() + session_->setup().settings.step;
    static_cast<void>(session_->begin_call(std::move(request), later));
    return answer;
}

} // namespace netsdk::abi
