#include "abi/device_init.h"
#include "abi/guarded.h"
#include "abi/library.h"
#include "abi/order_sent.h"
#include "abi/structs.h"
#include "include/netsdk_open.h"
#include "session/http_port.h"
#include "wire/password_rules.h"

#include <optional>

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Library;

namespace {

thread_local std::int32_t last_rule = NETSDK_OPEN_PASSWORD_FINE;

constexpr BYTE by_phone = 1;
constexpr BYTE by_mail = 2;

static_assert(static_cast<int>(wire::PasswordRule::bad_character) == NETSDK_OPEN_PASSWORD_BAD_CHARACTER);
static_assert(static_cast<int>(wire::PasswordRule::overlapped) == NETSDK_OPEN_PASSWORD_OVERLAPPED);

wire::Result<wire::FirstAccount> account_of(const NET_IN_INIT_DEVICE_ACCOUNT& in)
{
    wire::FirstAccount account{abi::text_in(in.szUserName), abi::text_in(in.szPwd), {}, {}};
    if ((in.byPwdResetWay & by_phone) != 0)
        account.phone = abi::text_in(in.szCellPhone);
    if ((in.byPwdResetWay & by_mail) != 0)
        account.mail = abi::text_in(in.szMail);
    const bool lacks_phone = (in.byPwdResetWay & by_phone) != 0 && account.phone.empty();
    const bool lacks_mail = (in.byPwdResetWay & by_mail) != 0 && account.mail.empty();
    if (account.name.empty() || abi::text_in(in.szMac).empty() || lacks_phone || lacks_mail)
        return wire::Error::invalid_argument;
    return account;
}

wire::Result<std::optional<asio::ip::address_v4>> local_of(const char* text)
{
    if (text == nullptr || *text == '\0')
        return std::optional<asio::ip::address_v4>();
    std::error_code error;
    const auto address = asio::ip::make_address_v4(text, error);
    if (error)
        return wire::Error::bad_address;
    return std::optional(address);
}

/// Where a device that was found speaks HTTP.
wire::Result<net::Target> target_of(const session::FoundDevice& found)
{
    const auto port = found.device.http_port == 0 ? session::HttpPort::usual : found.device.http_port;
    return net::parse_target(found.device.ipv4.address, port, found.local);
}

Answer<BOOL> initialise(const NET_IN_INIT_DEVICE_ACCOUNT& in, DWORD wait, const char* local_ip)
{
    const auto account = account_of(in);
    if (!account)
        return account.error();
    const auto rule = wire::broken_rule(account.value().password, account.value().name);
    last_rule = static_cast<std::int32_t>(rule);
    if (rule != wire::PasswordRule::none)
        return wire::Error::password_rule;
    const auto local = local_of(local_ip);
    if (!local)
        return local.error();
    auto& library = Library::instance();
    const auto call = library.enter(Library::Purpose::begin);
    if (!call)
        return call.error();
    const auto settings = library.settings();
    const auto deadline = std::chrono::steady_clock::now() + (wait == 0 ? settings.step : net::Milliseconds(wait));
    const auto found = library.find_device(abi::text_in(in.szMac), local.value(), deadline);
    if (!found)
        return found.error();
    const auto target = target_of(found.value());
    if (!target)
        return target.error();
    std::optional<Answer<std::int32_t>> answer;
    const auto asked = library.with_caller([&](session::WebCaller& caller) {
        answer = abi::DeviceInit(caller, target.value(), settings, deadline).run(account.value());
    });
    if (!asked)
        return asked.error();
    return *answer;
}

} // namespace

BOOL CLIENT_InitDevAccount(const NET_IN_INIT_DEVICE_ACCOUNT* pInitAccountIn,
                           NET_OUT_INIT_DEVICE_ACCOUNT* pInitAccountOut, DWORD dwWaitTime, char* szLocalIp) noexcept
{
    last_rule = NETSDK_OPEN_PASSWORD_FINE;
    abi::order_sent() = false;
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        auto in = abi::copy_in(pInitAccountIn, {{400, 400}, {404, 404}, {480, 480}});
        if (!in)
            return in.error();
        const auto out = abi::copy_in(pInitAccountOut, {{4, 4}});
        const auto answer = out ? initialise(in.value(), dwWaitTime, szLocalIp) : Answer<BOOL>(out.error());
        ::explicit_bzero(in.value().szPwd, sizeof in.value().szPwd);
        return answer;
    });
}

int32_t NETSDK_OPEN_LastPasswordRule(void) noexcept
{
    return last_rule;
}
