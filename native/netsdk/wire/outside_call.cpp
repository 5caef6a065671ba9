#include "wire/outside_call.h"

#include "wire/text.h"

namespace netsdk::wire {

std::string outside_call(std::uint32_t id, std::string_view method, Json params)
{
    return write_json({{"id", id}, {"method", method}, {"params", std::move(params)}, {"session", 0}});
}

Result<InitStatus> init_status(std::uint32_t bits)
{
    switch (bits & 3U) {
    case 1: return InitStatus::not_initialised;
    case 2: return InitStatus::initialised;
    default: return Error::unexpected_answer;
    }
}

Result<InitStatus> parse_init_status(const RpcMessage& answer)
{
    const auto bits = number_member(&answer.params, "Init");
    if (!bits)
        return Error::malformed;
    return init_status(*bits);
}

Result<std::string> account_text(const FirstAccount& account)
{
    for (const auto text : {account.name, account.password, account.phone, account.mail})
        if (has_control(text))
            return Error::invalid_argument;
    return write_json(
        {{"name", account.name}, {"pwd", account.password}, {"CellPhone", account.phone}, {"Mail", account.mail}});
}

std::string access_text()
{
    return write_json({{"NetAccess", 0}, {"UpgradeCheck", 2}});
}

} // namespace netsdk::wire
