#include "abi/device_init.h"

#include "abi/inquiry.h"
#include "abi/order_sent.h"

#include <cstring>
#include <string>

namespace netsdk::abi {
namespace {
constexpr const char* path = "/OutsideCmd";
constexpr long ok = 200;
constexpr long not_found = 404;

/// Wiped when it goes: the first password, or the key that it is sealed by.
struct Wiped {
    std::string text;
    ~Wiped() { ::explicit_bzero(text.data(), text.size()); }
};
} // namespace

DeviceInit::DeviceInit(session::WebCaller& caller, const net::Target& device, const session::Settings& settings,
                       net::Time deadline)
    : caller_(caller), device_(device), settings_(settings), deadline_(deadline)
{
}

Answer<wire::RpcMessage> DeviceInit::ask(std::string_view method, wire::Json params)
{
    const auto id = ++last_id_;
    const auto text = wire::outside_call(id, method, std::move(params));
    const auto bytes = wire::bytes_of(text);
    net::HttpRequest request{device_, path, {bytes.begin(), bytes.end()}, settings_.limits.max_json};
    request.connect_time = settings_.connect_time;
    const auto reply = caller_.ask(std::move(request), deadline_);
    if (!reply)
        return reply.error();
    if (reply.value().status == not_found)
        return wire::Error::not_supported;
    if (reply.value().status != ok)
        return wire::Error::request_refused;
    auto message = wire::parse_rpc_message(reply.value().body, settings_.limits);
    if (!message)
        return message.error();
    if (!message.value().is_reply() || message.value().id != id)
        return wire::Error::unexpected_answer;
    if (message.value().ok())
        return std::move(message).value();
    return Failure{code_of(message.value().fault.value_or(wire::RpcFault{}))};
}

Answer<wire::RpcMessage> DeviceInit::ask_sealed(std::string_view method, const wire::EncryptInfo& info,
                                                std::string_view text)
{
    auto digits = wire::random_digits(wire::envelope_key_size(info.cipher));
    if (!digits)
        return digits.error();
    const Wiped key{std::move(digits).value()};
    auto params = wire::seal(info, key.text, text);
    if (!params)
        return params.error();
    order_sent() = true;
    return ask(method, std::move(params).value());
}

Answer<std::int32_t> DeviceInit::run(const wire::FirstAccount& account)
{
    auto written = wire::account_text(account);
    if (!written)
        return written.error();
    const Wiped text{std::move(written).value()};
    const auto told = ask("DevInit.getStatus", nullptr);
    if (!told)
        return Failure{told.code()};
    const auto status = wire::parse_init_status(told.value());
    if (!status)
        return status.error();
    if (status.value() == wire::InitStatus::initialised)
        return wire::Error::already_initialised;
    const auto offered = ask("Security.getEncryptInfo", nullptr);
    if (!offered)
        return Failure{offered.code()};
    const auto info = wire::parse_encrypt_info(offered.value());
    if (!info)
        return info.error();
    const auto made = ask_sealed("DevInit.account", info.value(), text.text);
    if (!made)
        return Failure{made.code()};
    if (!ask_sealed("DevInit.access", info.value(), wire::access_text()))
        return wire::Error::access_not_set;
    return std::int32_t{1};
}

} // namespace netsdk::abi
