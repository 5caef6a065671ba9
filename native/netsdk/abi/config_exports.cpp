#include "abi/guarded.h"
#include "abi/inquiry.h"
#include "abi/on_login.h"
#include "abi/text_buffer.h"
#include "include/netsdk_open.h"

#include <algorithm>

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Inquiry;
using wire::Json;

namespace {

constexpr int most_channels = 1024;

/// What such a function says beside its result, whether it succeeds or not.
void tell(const Inquiry& inquiry, bool done, std::int32_t* error)
{
    if (error != nullptr)
        *error = done ? 0 : inquiry.refusal() ? abi::config_error(*inquiry.refusal()) : 1;
}

bool is_channel(std::int32_t channel)
{
    return channel >= -1 && channel < most_channels;
}

Answer<BOOL> hand_out(Inquiry& inquiry, const Answer<wire::RpcMessage>& answer, char* buffer, std::uint32_t size,
                      std::int32_t* error)
{
    tell(inquiry, static_cast<bool>(answer), error);
    if (!answer)
        return abi::Failure{answer.code()};
    return abi::put_text(inquiry.text(), buffer, size);
}

wire::JsonObject config_params(std::string_view name, std::int32_t channel)
{
    wire::JsonObject params{{"name", name}};
    if (channel >= 0)
        params["channel"] = channel;
    return params;
}

/// The table in what a caller gives: the table itself, or an answer that holds one.
wire::Result<Json> table_in(std::string_view text, const wire::Limits& limits)
{
    auto json = wire::parse_json(text, limits);
    if (!json)
        return wire::Error::invalid_argument;
    if (const Json* const table = wire::member(wire::member(&json.value(), "params"), "table"))
        return *table;
    if (!json.value().is_object() && !json.value().is_array())
        return wire::Error::invalid_argument;
    return json;
}

/// [?] With a change that needs it, devices put the word among the options of their answer.
bool needs_restart(const wire::RpcMessage& answer)
{
    const Json* const options = wire::member(&answer.params, "options");
    return options != nullptr && options->is_array() &&
           std::ranges::any_of(options->get_array(),
                               [](const Json& option) { return wire::raw_text(&option) == "NeedReboot"; });
}

/// Services whose questions about a channel go to an instance of it.
bool needs_instance(std::string_view service)
{
    return service == "ptz" || service == "devVideoInput" || service == "devVideoAnalyse";
}

/// The maker's names of questions are those of the methods. Only such as ask: nobody steers a device by them.
bool is_question(std::string_view command)
{
    const auto dot = command.find('.');
    if (dot == 0 || dot == std::string_view::npos)
        return false;
    const auto method = command.substr(dot + 1);
    const auto fit = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '&';
    };
    return (method.starts_with("get") || method.starts_with("list")) && std::ranges::all_of(method, fit);
}

Answer<BOOL> query(LLONG login, const char* command, std::int32_t channel, char* buffer, std::uint32_t size,
                   std::int32_t* error, std::int32_t waittime)
{
    return abi::on_login(login, [&](const auto& session) -> Answer<BOOL> {
        if (command == nullptr || buffer == nullptr || !is_channel(channel))
            return wire::Error::invalid_argument;
        const std::string method(command);
        if (!is_question(method))
            return abi::Failure{NET_NOT_SUPPORTED};
        Inquiry inquiry(session, waittime);
        const auto answer = needs_instance(method.substr(0, method.find('.')))
                                ? inquiry.ask_instance(method, std::max(channel, 0), nullptr)
                                : inquiry.ask(method, nullptr);
        return hand_out(inquiry, answer, buffer, size, error);
    });
}

} // namespace

BOOL CLIENT_QueryNewSystemInfo(LLONG lLoginID, char* szCommand, int32_t nChannelID, char* szOutBuffer,
                               DWORD dwOutBufferSize, int32_t* error, int32_t waittime) noexcept
{
    return guarded<BOOL>(
        FALSE, [&] { return query(lLoginID, szCommand, nChannelID, szOutBuffer, dwOutBufferSize, error, waittime); });
}

BOOL CLIENT_QueryNewSystemInfoEx(LLONG lLoginID, char* szCommand, int32_t nChannelID, char* szOutBuffer,
                                 DWORD dwOutBufferSize, int32_t* error, void* /*pExtendInfo*/,
                                 int32_t waittime) noexcept
{
    return guarded<BOOL>(
        FALSE, [&] { return query(lLoginID, szCommand, nChannelID, szOutBuffer, dwOutBufferSize, error, waittime); });
}

BOOL CLIENT_GetNewDevConfig(LLONG lLoginID, char* szCommand, int32_t nChannelID, char* szOutBuffer,
                            DWORD dwOutBufferSize, int32_t* error, int32_t waittime) noexcept
{
    return guarded<BOOL>(FALSE, [&] {
        return abi::on_login(lLoginID, [&](const auto& session) -> Answer<BOOL> {
            if (szCommand == nullptr || *szCommand == '\0' || szOutBuffer == nullptr || !is_channel(nChannelID))
                return wire::Error::invalid_argument;
            Inquiry inquiry(session, waittime);
            const auto answer = inquiry.ask("configManager.getConfig", config_params(szCommand, nChannelID));
            return hand_out(inquiry, answer, szOutBuffer, dwOutBufferSize, error);
        });
    });
}

BOOL CLIENT_SetNewDevConfig(LLONG lLoginID, char* szCommand, int32_t nChannelID, char* szInBuffer, DWORD dwInBufferSize,
                            int32_t* error, int32_t* restart, int32_t waittime) noexcept
{
    return guarded<BOOL>(FALSE, [&] {
        return abi::on_login(lLoginID, [&](const auto& session) -> Answer<BOOL> {
            if (szCommand == nullptr || *szCommand == '\0' || szInBuffer == nullptr || !is_channel(nChannelID))
                return wire::Error::invalid_argument;
            auto table =
                table_in({szInBuffer, ::strnlen(szInBuffer, dwInBufferSize)}, session->setup().settings.limits);
            if (!table)
                return table.error();
            auto params = config_params(szCommand, nChannelID);
            params["table"] = std::move(table).value();
            params["options"] = wire::JsonArray();
            Inquiry inquiry(session, waittime);
            const auto answer = inquiry.ask("configManager.setConfig", std::move(params));
            tell(inquiry, static_cast<bool>(answer), error);
            if (!answer)
                return abi::Failure{answer.code()};
            if (restart != nullptr)
                *restart = needs_restart(answer.value()) ? 1 : 0;
            return TRUE;
        });
    });
}
