#include "tests/net/loopback_connection.h"
#include "wire/rpc_message.h"

namespace netsdk::test {
namespace {
constexpr const char* not_found = R"("result":false,"error":{"code":268894210,"message":"Request method not found!"})";

/// Without reading the JSON; empty when it names none.
std::string_view method_in(std::string_view text)
{
    constexpr std::string_view before = R"("method":")";
    const auto at = text.find(before);
    if (at == std::string_view::npos)
        return {};
    const auto name = text.substr(at + before.size());
    return name.substr(0, name.find('"'));
}
} // namespace

void Connection::rpc(const wire::DvripHeader& header, wire::Bytes body, LoopbackDevice::Fault fault)
{
    std::string method;
    if (device_.options.keeps_calls) {
        const auto message = wire::parse_rpc_message(body, wire::Limits{});
        if (!message)
            return close();
        method = message.value().method;
        device_.rpc_calls.emplace_back(method, std::string(wire::text_of(body)));
    } else
        method = method_in(wire::text_of(body));
    if (fault == LoopbackDevice::Fault::silent_rpc)
        return;
    const auto found = device_.rpc_answers.find(method);
    const std::string members = found == device_.rpc_answers.end() ? not_found : found->second;
    const auto id = header.little<std::uint32_t, 8>();
    const std::string text = "{\"id\":" + std::to_string(id) + "," + members + "}\n";
    wire::DvripHeader reply(wire::Command::rpc, 0);
    reply.set<8>(id).set<16>(static_cast<std::uint32_t>(text.size()));
    send(reply, text);
}

void LoopbackDevice::answer_rpc(const std::string& method, std::string members)
{
    inside_->run([&] { inside_->rpc_answers[method] = std::move(members); });
}

std::vector<std::string> LoopbackDevice::rpc_calls(std::string_view method) const
{
    std::vector<std::string> texts;
    inside_->run([&] {
        for (const auto& [name, text] : inside_->rpc_calls)
            if (method.empty() || name == method)
                texts.push_back(text);
    });
    return texts;
}

std::vector<std::string> LoopbackDevice::rpc_calls() const
{
    return rpc_calls("");
}

} // namespace netsdk::test
