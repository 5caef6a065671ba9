#include "abi/guarded.h"
#include "abi/library.h"
#include "abi/login_result.h"
#include "abi/structs.h"
#include "include/netsdk_open.h"

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Library;

namespace {

thread_local std::int32_t last_stage = NETSDK_OPEN_LOGIN_NOT_CONNECTED;
thread_local char next_serial[session::max_serial + 1] =
    {}; // without a destructor: threads may outlive the library's use
thread_local bool next_may_be_plain = false;

constexpr std::int32_t tls_where_offered = 1;
constexpr std::uint32_t out_size = sizeof(NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY);

/// What was said before a login call for that call alone; said once.
struct Conditions {
    std::string expected_serial = std::string(abi::text_in(next_serial));
    bool plain_login = next_may_be_plain;

    Conditions()
    {
        next_serial[0] = '\0';
        next_may_be_plain = false;
    }
};

wire::Result<std::shared_ptr<const session::Account>> account_of(const NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY& in,
                                                                 Conditions conditions)
{
    const auto user = abi::text_in(in.szUserName);
    if (user.empty())
        return wire::Error::invalid_argument;
    if (in.emSpecCap != EM_LOGIN_SPEC_CAP_TCP || in.emTLSCap < 0 || in.emTLSCap > tls_where_offered)
        return wire::Error::not_supported;
    const auto target = net::parse_target(abi::text_in(in.szIP), in.nPort, abi::text_in(in.szLocalIP));
    if (!target)
        return target.error();
    return std::make_shared<const session::Account>(session::Account{
        target.value(), std::string(abi::text_in(in.szIP)), std::string(user),
        session::Secret(abi::text_in(in.szPassword)), std::move(conditions.expected_serial), conditions.plain_login});
}

Answer<LLONG> login(const NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY* in, Conditions conditions,
                    session::LoginOutcome& outcome)
{
    auto copy = abi::copy_in(in, {{216, 216}, {224, 220}, {288, 284}});
    if (!copy)
        return copy.error();
    auto account = account_of(copy.value(), std::move(conditions));
    ::explicit_bzero(copy.value().szPassword, sizeof copy.value().szPassword);
    if (!account)
        return account.error();
    const auto call = Library::instance().enter(Library::Purpose::begin);
    if (!call)
        return call.error();
    const auto handle = Library::instance().login(std::move(account).value(), outcome);
    if (handle)
        return handle.value();
    outcome.why = handle.error();
    return abi::failure_of(outcome);
}

Answer<LLONG> whole_login(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY* in, NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY* out,
                          Conditions conditions)
{
    last_stage = NETSDK_OPEN_LOGIN_NOT_CONNECTED;
    const auto sized = abi::copy_in(out, {{out_size, out_size}});
    if (!sized)
        return sized.error();
    session::LoginOutcome outcome;
    const auto handle = login(in, std::move(conditions), outcome);
    last_stage = static_cast<std::int32_t>(outcome.stage);
    abi::copy_out(out, abi::to_abi(outcome));
    return handle;
}

/// False: there is none, or it is longer than the field.
template <std::size_t Size>
bool put(char (&field)[Size], const char* text)
{
    if (text == nullptr || ::strnlen(text, Size) == Size)
        return false;
    std::strncpy(field, text, Size - 1);
    return true;
}

wire::Result<NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY> from_older_form(const char* address, WORD port, const char* user,
                                                                   const char* password, std::int32_t way)
{
    NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY in{};
    in.dwSize = sizeof in;
    in.nPort = port;
    in.emSpecCap = way;
    if (!put(in.szIP, address) || !put(in.szUserName, user) || !put(in.szPassword, password))
        return wire::Error::invalid_argument;
    return in;
}

} // namespace

LLONG CLIENT_LoginWithHighLevelSecurity(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY* pstInParam,
                                        NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY* pstOutParam) noexcept
{
    last_stage = NETSDK_OPEN_LOGIN_NOT_CONNECTED;
    return guarded<LLONG>(0, [&] { return whole_login(pstInParam, pstOutParam, {}); });
}

LLONG CLIENT_LoginEx2(const char* pchDVRIP, WORD wDVRPort, const char* pchUserName, const char* pchPassword,
                      int32_t emSpecCap, void* /*pCapParam*/, NET_DEVICEINFO_Ex* lpDeviceInfo, int32_t* error) noexcept
{
    NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
    out.dwSize = sizeof out;
    const auto handle = guarded<LLONG>(0, [&]() -> Answer<LLONG> {
        Conditions conditions; // used up also by what is no login
        auto in = from_older_form(pchDVRIP, wDVRPort, pchUserName, pchPassword, emSpecCap);
        if (!in)
            return in.error();
        const auto answer = whole_login(&in.value(), &out, std::move(conditions));
        ::explicit_bzero(in.value().szPassword, sizeof in.value().szPassword);
        return answer;
    });
    if (lpDeviceInfo != nullptr)
        *lpDeviceInfo = out.stuDeviceInfo;
    if (error != nullptr)
        *error = handle == 0 && out.nError == 0 ? NETSDK_LOGIN_ERROR_MAIN_CONNECTION : out.nError;
    return handle;
}

BOOL CLIENT_SetOptimizeMode(int32_t emType, void* pParam) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        std::int32_t left_out = 0;
        if (emType == EM_OPT_TYPE_MOBILE_OPTION && pParam == nullptr)
            return wire::Error::invalid_argument;
        if (emType == EM_OPT_TYPE_MOBILE_OPTION)
            std::memcpy(&left_out, pParam, sizeof left_out);
        else if (emType != EM_OPT_TYPE_DEFAULT)
            return abi::Failure{NET_NOT_SUPPORTED};
        Library::instance().change([&](session::Settings& settings) {
            settings.asks_disks = (left_out & OPTTYPE_MOBILE_DISK_INFO) == 0;
            settings.asks_alarm_ports = (left_out & OPTTYPE_MOBILE_ALARM_IO) == 0;
        });
        return TRUE;
    });
}

BOOL NETSDK_OPEN_ExpectSerial(const char* serial) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const std::string_view text(serial == nullptr ? "" : serial);
        if (text.size() > session::max_serial)
            return wire::Error::invalid_argument;
        abi::text_out(next_serial, text);
        return TRUE;
    });
}

BOOL NETSDK_OPEN_AllowPlainLogin(BOOL bAllow) noexcept
{
    next_may_be_plain = bAllow != FALSE;
    return TRUE;
}

BOOL CLIENT_Logout(LLONG lLoginID) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto call = Library::instance().enter(Library::Purpose::stop);
        if (!call)
            return call.error();
        const auto done = Library::instance().logout(lLoginID);
        if (!done)
            return done.error();
        return TRUE;
    });
}

BOOL NETSDK_OPEN_Abort(LLONG login) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto call = Library::instance().enter(Library::Purpose::stop);
        if (!call)
            return call.error();
        const auto done = Library::instance().abort(login);
        if (!done)
            return done.error();
        return TRUE;
    });
}

int32_t NETSDK_OPEN_LastLoginStage(void) noexcept
{
    return last_stage;
}
