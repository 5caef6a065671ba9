#pragma once

#include "include/netsdk_open.h"
#include "tests/net/loopback_device.h"

#include <chrono>
#include <cstring>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace netsdk::test {

/// Waits for a condition that another thread brings about; false when it did not come in time.
[[nodiscard]] inline bool eventually(const std::function<bool()>& condition,
                                     std::chrono::seconds limit = std::chrono::seconds(20))
{
    const auto until = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1)); // between two looks
    }
    return true;
}

/// The library between Init and Cleanup.
class Sdk {
public:
    explicit Sdk(fDisConnect lost = nullptr, LDWORD user = 0) { started = CLIENT_InitEx(lost, user, nullptr); }
    ~Sdk() { CLIENT_Cleanup(); }
    Sdk(const Sdk&) = delete;
    Sdk& operator=(const Sdk&) = delete;
    BOOL started = FALSE;
};

/// Sets limits for one test and the defaults after it.
class LimitsForTest {
public:
    explicit LimitsForTest(const std::function<void(NETSDK_OPEN_LIMITS&)>& change)
    {
        NETSDK_OPEN_LIMITS limits{};
        limits.dwSize = sizeof limits;
        change(limits);
        set = NETSDK_OPEN_SetLimits(&limits);
    }
    ~LimitsForTest()
    {
        NETSDK_OPEN_LIMITS limits{};
        limits.dwSize = sizeof limits;
        NETSDK_OPEN_SetLimits(&limits);
    }
    LimitsForTest(const LimitsForTest&) = delete;
    LimitsForTest& operator=(const LimitsForTest&) = delete;
    BOOL set = FALSE;
};

/// Sets the network parameters for one test and the defaults after it.
class NetworkForTest {
public:
    explicit NetworkForTest(const std::function<void(NET_PARAM&)>& change)
    {
        NET_PARAM param{};
        change(param);
        CLIENT_SetNetworkParam(&param);
    }
    ~NetworkForTest()
    {
        NET_PARAM param{};
        CLIENT_SetNetworkParam(&param);
    }
    NetworkForTest(const NetworkForTest&) = delete;
    NetworkForTest& operator=(const NetworkForTest&) = delete;
};

/// One login call and all it told.
struct Login {
    LLONG handle = 0;
    NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
    std::int32_t stage = 0;
    DWORD error = 0;
};

template <std::size_t Size>
void put(char (&field)[Size], const std::string& text)
{
    std::memcpy(field, text.data(), std::min(Size, text.size()));
}

inline NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY login_input(const std::string& address, int port, const std::string& user,
                                                        const std::string& password)
{
    NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY in{};
    in.dwSize = sizeof in;
    put(in.szIP, address);
    in.nPort = port;
    put(in.szUserName, user);
    put(in.szPassword, password);
    return in;
}

inline Login log_in(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY in)
{
    Login login;
    login.out.dwSize = sizeof login.out;
    login.handle = CLIENT_LoginWithHighLevelSecurity(&in, &login.out);
    login.stage = NETSDK_OPEN_LastLoginStage();
    login.error = login.handle == 0 ? CLIENT_GetLastError() : NET_NOERROR;
    return login;
}

inline Login log_in(const LoopbackDevice& device)
{
    const auto& options = device.options();
    return log_in(login_input(options.address, device.port(), options.user, options.password));
}

/// Figures of this moment.
inline NETSDK_OPEN_FIGURES figures()
{
    NETSDK_OPEN_FIGURES figures{};
    figures.dwSize = sizeof figures;
    NETSDK_OPEN_GetFigures(&figures);
    return figures;
}

/// Whether the login is up.
inline bool online(LLONG login)
{
    std::int32_t state = -1;
    return CLIENT_QueryDevState(login, DH_DEVSTATE_ONLINE, reinterpret_cast<char*>(&state), sizeof state, nullptr, 0) ==
               TRUE &&
           state == 1;
}

} // namespace netsdk::test
