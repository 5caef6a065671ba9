#include "wire/outside_call.h"

#include "wire/text.h"

#include <algorithm>

namespace netsdk::wire {

namespace {
constexpr std::size_t most_around = 64; // the members' names and signs

bool is_ascii(char c) noexcept
{
    return static_cast<unsigned char>(c) < 0x80;
}

void append_escaped(std::string& text, std::string_view value)
{
    for (const char c : value) {
        if (c == '"' || c == '\\')
            text.push_back('\\');
        text.push_back(c);
    }
}
} // namespace

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
    for (const auto text : {account.name, account.phone, account.mail})
        if (has_control(text) || repaired_utf8(text) != text)
            return Error::invalid_argument;
    if (has_control(account.password) || !std::ranges::all_of(account.password, is_ascii))
        return Error::invalid_argument;
    // By hand, and into room that is there: the password leaves no copy behind.
    std::string text;
    text.reserve(most_around + 2 * (account.name.size() + account.password.size() + account.phone.size()) +
                 2 * account.mail.size());
    text.append(R"({"CellPhone":")");
    append_escaped(text, account.phone);
    text.append(R"(","Mail":")");
    append_escaped(text, account.mail);
    text.append(R"(","name":")");
    append_escaped(text, account.name);
    text.append(R"(","pwd":")");
    append_escaped(text, account.password);
    text.append(R"("})");
    return text;
}

std::string access_text()
{
    return write_json({{"NetAccess", 0}, {"UpgradeCheck", 2}});
}

} // namespace netsdk::wire
