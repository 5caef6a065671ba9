#include "fuzz/conversations/caller.h"

#include "fuzz/conversations/callbacks.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>

namespace netsdk::fuzz {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* address = "127.0.0.1";
constexpr const char* user = "admin";
constexpr const char* password = "right-Password1";
constexpr milliseconds most_patience{30};      // for what callbacks bring
constexpr milliseconds longest_stay{1500};     // longer than the library's first pause before it logs in again
constexpr std::size_t most_looks = 150;        // for a picture
constexpr std::size_t one_in = 8, few_in = 50; // how often a conversation is of a rarer kind

template <std::size_t Size>
void put(char (&field)[Size], const char* text)
{
    std::snprintf(field, Size, "%s", text);
}

} // namespace

template <class Body>
auto Caller::timed(Call call, const Body& body)
{
    const auto& row = call_rows[static_cast<std::size_t>(call)];
    const auto began = steady_clock::now();
    const auto result = body();
    if (const auto took = steady_clock::now() - began; took > row.longest + margin) {
        std::printf("FOUND: %s took %lld ms, and may take %lld; caller's seed %llu\n", row.name,
                    static_cast<long long>(std::chrono::duration_cast<milliseconds>(took).count()),
                    static_cast<long long>(row.longest.count()), static_cast<unsigned long long>(seed_));
        std::fflush(stdout);
        std::_Exit(1);
    }
    ++tally().of(call).made;
    tally().of(call).succeeded += result != 0;
    return result;
}

void Caller::talk()
{
    if (any(2 * one_in) == 0)
        return any(2) == 0 ? search() : any(2) == 0 ? search_addresses() : initialise();
    const auto login = any(one_in) == 0 ? log_in_by_the_older_form() : log_in();
    if (login == 0)
        return;
    if (any(few_in) == 0)
        stay(login);
    for (auto left = any(4); left > 0; --left)
        ask(login);
    if (any(one_in) == 0)
        timed(Call::abort, [&] { return NETSDK_OPEN_Abort(login); });
    else
        timed(Call::logout, [&] { return CLIENT_Logout(login); });
}

LLONG Caller::log_in()
{
    NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY in{};
    NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
    in.dwSize = sizeof in;
    out.dwSize = sizeof out;
    in.nPort = peer_.port;
    put(in.szIP, address);
    put(in.szUserName, user);
    put(in.szPassword, password);
    return timed(Call::login, [&] { return CLIENT_LoginWithHighLevelSecurity(&in, &out); });
}

LLONG Caller::log_in_by_the_older_form()
{
    NET_DEVICEINFO_Ex device{};
    std::int32_t error = 0;
    return timed(Call::older_login, [&] {
        return CLIENT_LoginEx2(address, peer_.port, user, password, EM_LOGIN_SPEC_CAP_TCP, nullptr, &device, &error);
    });
}

void Caller::ask(LLONG login)
{
    switch (any(12)) {
    case 0: return watch(login);
    case 1:
    case 2: return take_pictures(login);
    case 3:
    case 4: return order(login);
    default: return ask_about(login);
    }
}

void Caller::ask_about(LLONG login)
{
    char text[4096], question[] = "magicBox.getDeviceType", caps[] = CFG_CAP_CMD_PTZ, table[] = "General";
    int error = 0, written = 0;
    NET_TIME time{};
    constexpr int states[] = {DH_DEVSTATE_COMM_ALARM, DH_DEVSTATE_RECORDING, DH_DEVSTATE_DISK, DH_DEVSTATE_ONLINE};
    const auto state = states[any(std::size(states))];
    switch (any(5)) {
    case 0:
        timed(Call::question,
              [&] { return CLIENT_QueryNewSystemInfo(login, question, 0, text, sizeof text, &error, times::wait_ms); });
        break;
    case 1:
        timed(Call::question, [&] {
            return CLIENT_QueryNewSystemInfoEx(login, caps, 1, text, sizeof text, &error, nullptr, times::wait_ms);
        });
        break;
    case 2:
        timed(Call::table,
              [&] { return CLIENT_GetNewDevConfig(login, table, -1, text, sizeof text, &error, times::wait_ms); });
        break;
    case 3:
        timed(Call::clock, [&] {
            return CLIENT_GetDevConfig(login, DH_DEV_TIMECFG, -1, &time, sizeof time, nullptr, times::wait_ms);
        });
        break;
    default:
        timed(Call::state,
              [&] { return CLIENT_QueryDevState(login, state, text, sizeof text, &written, times::wait_ms); });
        break;
    }
}

void Caller::order(LLONG login)
{
    char table[] = "General", json[] = "{\"LocalNo\":7}";
    int error = 0, restart = 0;
    NET_TIME time{2026, 3, 1, 12, 0, 0};
    const auto type = any(2) == 0 ? DH_CTRL_REBOOT : DH_CTRL_SHUTDOWN;
    switch (any(5)) {
    case 0:
        timed(Call::write, [&] {
            return CLIENT_SetNewDevConfig(login, table, 0, json, sizeof json, &error, &restart, times::wait_ms);
        });
        break;
    case 1:
        timed(Call::set_clock,
              [&] { return CLIENT_SetDevConfig(login, DH_DEV_TIMECFG, -1, &time, sizeof time, times::wait_ms); });
        break;
    case 2: timed(Call::ptz, [&] { return CLIENT_DHPTZControlEx2(login, 0, 2, 0, 4, 0, FALSE, nullptr); }); break;
    case 3: timed(Call::reboot, [&] { return CLIENT_RebootDev(login); }); break;
    default: timed(Call::control, [&] { return CLIENT_ControlDevice(login, type, nullptr, times::wait_ms); }); break;
    }
}

void Caller::watch(LLONG login)
{
    const auto viewer = std::make_unique<Watcher>();
    const auto view = timed(Call::view, [&] { return CLIENT_RealPlayEx(login, 0, nullptr, DH_RType_Realplay); });
    if (view == 0)
        return;
    CLIENT_SetRealDataCallBackEx2(view, on_frame, reinterpret_cast<LDWORD>(viewer.get()), 1);
    viewer->wait(3, most_patience);
    timed(Call::stop_view, [&] { return CLIENT_StopRealPlayEx(view); });
}

void Caller::take_pictures(LLONG login)
{
    std::uint32_t port = 0;
    std::int32_t source = 0;
    if (any(2) == 0)
        NETSDK_OPEN_SetHttpPort(login, peer_.http_port);
    else if (any(2) == 0)
        timed(Call::http_port, [&] { return NETSDK_OPEN_GetHttpPort(login, &port, &source); });
    SNAP_PARAMS wanted{};
    wanted.Channel = static_cast<std::uint32_t>(any(4));
    wanted.CmdSerial = static_cast<std::uint32_t>(any(1U << 16U));
    if (any(2) == 0) {
        wanted.mode = any(4) == 0 ? 2 : 0;
        const auto before = tally().pictures.load();
        timed(Call::order_picture, [&] { return CLIENT_SnapPictureEx(login, &wanted, nullptr); });
        // It comes by the callback of the process, or another's does, or none.
        for (auto left = any(most_looks); left > 0 && tally().pictures == before; --left)
            std::this_thread::sleep_for(milliseconds(1));
        return;
    }
    NET_IN_SNAP_PIC_TO_FILE_PARAM in{};
    NET_OUT_SNAP_PIC_TO_FILE_PARAM out{};
    char picture[2048];
    in.dwSize = sizeof in;
    in.stuParam = wanted;
    out.dwSize = sizeof out;
    out.szPicBuf = picture;
    out.dwPicBufLen = sizeof picture;
    timed(Call::picture, [&] { return CLIENT_SnapPictureToFile(login, &in, &out, times::picture_ms); });
}

/// Until the login was lost and is back, or not for long: in most it is not lost.
void Caller::stay(LLONG login)
{
    const auto online = [&] {
        std::int32_t state = 0, written = 0;
        return CLIENT_QueryDevState(login, DH_DEVSTATE_ONLINE, reinterpret_cast<char*>(&state), sizeof state, &written,
                                    times::wait_ms) == TRUE &&
               state == 1;
    };
    bool was_lost = false;
    if (any(4) == 0)
        reconnect_anew();
    for (const auto until = steady_clock::now() + longest_stay; steady_clock::now() < until;) {
        const bool there = online();
        if (there && was_lost)
            return;
        was_lost = was_lost || !there;
        std::this_thread::sleep_for(milliseconds(5));
    }
}

/// For all logins of the process, as they are.
void Caller::reconnect_anew()
{
    timed(Call::reconnect, [] {
        CLIENT_SetAutoReconnect(nullptr, 0);
        CLIENT_SetAutoReconnect(on_back, 0);
        return TRUE;
    });
}

void Caller::search()
{
    const auto watcher = std::make_unique<Watcher>();
    NET_IN_STARTSERACH_DEVICE in{};
    NET_OUT_STARTSERACH_DEVICE out{sizeof out};
    in.dwSize = sizeof in;
    put(in.szLocalIp, address);
    in.cbSearchDevices = on_device;
    in.pUserData = watcher.get();
    in.emSendType = static_cast<std::int32_t>(any(3));
    const auto handle = timed(Call::search, [&] { return CLIENT_StartSearchDevicesEx(&in, &out); });
    if (handle == 0)
        return;
    watcher->wait(2, most_patience);
    timed(Call::stop_search, [&] { return CLIENT_StopSearchDevices(handle); });
}

void Caller::search_addresses()
{
    const auto watcher = std::make_unique<Watcher>();
    const auto wanted = std::make_unique<DEVICE_IP_SEARCH_INFO>();
    wanted->dwSize = sizeof *wanted;
    wanted->nIpNum = static_cast<std::int32_t>(1 + any(3));
    for (int at = 0; at < wanted->nIpNum; ++at)
        put(wanted->szIP[at], address);
    timed(Call::search_addresses, [&] {
        return CLIENT_SearchDevicesByIPs(wanted.get(), on_address, reinterpret_cast<LDWORD>(watcher.get()), nullptr,
                                         times::search_ms);
    });
}

void Caller::initialise()
{
    NET_IN_INIT_DEVICE_ACCOUNT in{};
    NET_OUT_INIT_DEVICE_ACCOUNT out{sizeof out};
    char local[] = "127.0.0.1";
    in.dwSize = sizeof in;
    put(in.szMac, peer_.bare_mac);
    put(in.szUserName, user);
    put(in.szPwd, password);
    timed(Call::initialise, [&] { return CLIENT_InitDevAccount(&in, &out, times::initialise_ms, local); });
}

} // namespace netsdk::fuzz
