#include "session/device_facts.h"

#include "session/session.h"
#include "wire/device_parts.h"

#include <array>

namespace netsdk::session {
namespace {
using Asked = std::shared_ptr<Session::CallWaiter>;

constexpr net::Milliseconds strand_slack{500}; // the call ends by itself before; this is for a busy machine

[[nodiscard]] Asked ask(Session& session, const char* method, net::Time deadline)
{
    wire::RpcRequest request;
    request.method = method;
    return session.begin_call(std::move(request), deadline);
}

/// An answer that says something; what it says is nobody's failure here.
[[nodiscard]] std::optional<wire::RpcMessage> told(const Asked& asked, net::Time deadline, const wire::Limits& limits)
{
    const auto json = asked->wait_until(deadline + strand_slack);
    if (!json || !*json)
        return std::nullopt;
    auto message = wire::parse_rpc_message(json->value(), limits);
    if (!message || !message.value().ok())
        return std::nullopt;
    return std::move(message).value();
}
[[nodiscard]] DeviceFacts ask(Session& session)
{
    const auto& settings = session.setup().settings;
    const auto deadline = std::chrono::steady_clock::now() + settings.device_info;
    std::array<Asked, 4> asked;
    if (settings.asks_alarm_ports) {
        asked[0] = ask(session, "alarm.getInSlots", deadline);
        asked[1] = ask(session, "alarm.getOutSlots", deadline);
        asked[2] = ask(session, "magicBox.getProductDefinition", deadline);
    }
    if (settings.asks_disks)
        asked[3] = ask(session, "storage.getDeviceAllInfo", deadline);

    DeviceFacts facts;
    const auto answer = [&](std::size_t question) {
        return asked[question] ? told(asked[question], deadline, settings.limits) : std::nullopt;
    };
    const auto ports = [&](std::size_t slots, wire::AlarmPort port, const std::optional<wire::RpcMessage>& product) {
        const auto own = answer(slots);
        const auto count = own ? wire::alarm_ports(*own, port) : std::nullopt;
        if (count)
            return *count;
        return product ? wire::alarm_ports(*product, port).value_or(0) : 0U;
    };
    const auto product = answer(2);
    facts.alarm_inputs = ports(0, wire::AlarmPort::input, product);
    facts.alarm_outputs = ports(1, wire::AlarmPort::output, product);
    if (const auto storage = answer(3))
        if (const auto disks = wire::parse_disks(*storage))
            facts.disks = disks.value().count;
    return facts;
}
} // namespace

DeviceFacts ask_device_facts(Session& session)
{
    try {
        return ask(session);
    } catch (const std::bad_alloc&) {
        return {}; // the login has succeeded; that stays so
    }
}

} // namespace netsdk::session
