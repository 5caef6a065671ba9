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

constexpr std::int32_t tls_where_offered = 1;
constexpr std::uint32_t out_size = sizeof(NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY);

wire::Result<std::shared_ptr<const session::Account>> account_of(const NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY& in,
                                                                 std::string expected_serial)
{
    const auto user = abi::text_in(in.szUserName);
    if (user.empty())
        return wire::Error::invalid_argument;
    if (in.emSpecCap != EM_LOGIN_SPEC_CAP_TCP || in.emTLSCap < 0 || in.emTLSCap > tls_where_offered)
        return wire::Error::not_supported;
    const auto target = net::parse_target(abi::text_in(in.szIP), in.nPort, abi::text_in(in.szLocalIP));
    if (!target)
        return target.error();
    return std::make_shared<const session::Account>(
        session::Account{target.value(), std::string(abi::text_in(in.szIP)), std::string(user),
                         session::Secret(abi::text_in(in.szPassword)), std::move(expected_serial)});
}

Answer<LLONG> login(const NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY* in, std::string expected_serial,
                    session::LoginOutcome& outcome)
{
    auto copy = abi::copy_in(in, {{216, 216}, {224, 220}, {288, 284}});
    if (!copy)
        return copy.error();
    auto account = account_of(copy.value(), std::move(expected_serial));
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

} // namespace

LLONG CLIENT_LoginWithHighLevelSecurity(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY* pstInParam,
                                        NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY* pstOutParam) noexcept
{
    last_stage = NETSDK_OPEN_LOGIN_NOT_CONNECTED;
    return guarded<LLONG>(0, [&]() -> Answer<LLONG> {
        std::string expected_serial(abi::text_in(next_serial));
        next_serial[0] = '\0';
        const auto out = abi::copy_in(pstOutParam, {{out_size, out_size}});
        if (!out)
            return out.error();
        session::LoginOutcome outcome;
        const auto handle = login(pstInParam, std::move(expected_serial), outcome);
        last_stage = static_cast<std::int32_t>(outcome.stage);
        abi::copy_out(pstOutParam, abi::to_abi(outcome));
        return handle;
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

BOOL CLIENT_QueryDevState(LLONG lLoginID, int32_t nType, char* pBuf, int32_t nBufLen, int32_t* pRetLen,
                          int32_t /*waittime*/) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto call = Library::instance().enter(Library::Purpose::begin);
        if (!call)
            return call.error();
        const auto session = Library::instance().logins().find(lLoginID);
        if (!session)
            return wire::Error::invalid_handle;
        if (nType != DH_DEVSTATE_ONLINE)
            return abi::Failure{NET_NOT_SUPPORTED};
        if (pBuf == nullptr)
            return wire::Error::invalid_argument;
        const std::int32_t online = session->online() ? 1 : 0;
        if (nBufLen < static_cast<std::int32_t>(sizeof online))
            return abi::Failure{NET_INSUFFICIENT_BUFFER};
        std::memcpy(pBuf, &online, sizeof online);
        if (pRetLen != nullptr)
            *pRetLen = sizeof online;
        return TRUE;
    });
}

int32_t NETSDK_OPEN_LastLoginStage(void) noexcept
{
    return last_stage;
}
