// Whole conversations with a device that says the right things wrongly: logins, questions, orders, live views. No call
// may outlive its deadline, no callback its stop; sanitizers see to the rest.
//   conversations [--conversations N] [--threads T] [--seed S]
#include "bench/arguments.h"
#include "fuzz/conversations/hostile_wire.h"
#include "include/netsdk_open.h"
#include "tests/net/loopback_device.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <thread>
#include <vector>

using namespace netsdk;

namespace {

constexpr int wait_ms = 100;
constexpr unsigned step_ms = 100;
/// Many times what any call may take by its settings: a loaded machine with sanitizers is slow, a call that hangs is
/// for ever.
constexpr std::chrono::seconds deadline{20};

std::atomic<long> lost{0}, logins{0}, answers{0}, frames{0};

void on_disconnect(LLONG, char*, LONG, LDWORD)
{
    ++lost;
}

/// Freed when its view has been stopped: a frame after that would be seen.
struct Viewer {
    std::atomic<long> frames{0};
};

void on_frame(LLONG, DWORD, BYTE* bytes, DWORD size, LLONG, LDWORD user)
{
    auto& viewer = *reinterpret_cast<Viewer*>(user);
    if (size > 0 && bytes[size - 1] == bytes[0]) // each byte may be read
        ++viewer.frames;
    ++viewer.frames;
}

/// One caller with what he has by chance.
class Caller {
public:
    Caller(std::uint16_t port, std::uint64_t seed) : port_(port), seed_(seed), random_(seed) {}

    void talk();

private:
    template <class Call>
    auto timed(const char* what, const Call& call)
    {
        const auto began = std::chrono::steady_clock::now();
        const auto result = call();
        if (std::chrono::steady_clock::now() - began > deadline) {
            std::printf("FOUND: %s took longer than it may; caller's seed %llu\n", what,
                        static_cast<unsigned long long>(seed_));
            std::_Exit(1);
        }
        return result;
    }

    LLONG log_in()
    {
        NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY in{};
        NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
        in.dwSize = sizeof in;
        out.dwSize = sizeof out;
        in.nPort = port_;
        std::snprintf(in.szIP, sizeof in.szIP, "127.0.0.1");
        std::snprintf(in.szUserName, sizeof in.szUserName, "admin");
        std::snprintf(in.szPassword, sizeof in.szPassword, "right-Password1");
        return timed("login", [&] { return CLIENT_LoginWithHighLevelSecurity(&in, &out); });
    }

    void ask(LLONG login)
    {
        char text[4096], question[] = "magicBox.getDeviceType", caps[] = CFG_CAP_CMD_PTZ, table[] = "General",
                         json[] = "{\"LocalNo\":7}";
        int error = 0, restart = 0, written = 0;
        NET_TIME time{};
        switch (any(8)) {
        case 0:
            count(timed("question", [&] {
                return CLIENT_QueryNewSystemInfo(login, question, 0, text, sizeof text, &error, wait_ms);
            }));
            break;
        case 1:
            count(timed("question",
                        [&] { return CLIENT_QueryNewSystemInfo(login, caps, 1, text, sizeof text, &error, wait_ms); }));
            break;
        case 2:
            count(timed("table",
                        [&] { return CLIENT_GetNewDevConfig(login, table, -1, text, sizeof text, &error, wait_ms); }));
            break;
        case 3:
            count(timed("write", [&] {
                return CLIENT_SetNewDevConfig(login, table, 0, json, sizeof json, &error, &restart, wait_ms);
            }));
            break;
        case 4:
            count(timed("clock", [&] {
                return CLIENT_GetDevConfig(login, DH_DEV_TIMECFG, -1, &time, sizeof time, nullptr, wait_ms);
            }));
            break;
        case 5:
            count(timed("disks", [&] {
                return CLIENT_QueryDevState(login, DH_DEVSTATE_DISK, text, sizeof text, &written, wait_ms);
            }));
            break;
        case 6:
            count(timed("ptz", [&] { return CLIENT_DHPTZControlEx2(login, 0, 2, 0, 4, 0, FALSE, nullptr); }));
            break;
        default: watch(login); break;
        }
    }

    static void count(BOOL answered) { answers += answered; }

    void watch(LLONG login)
    {
        auto viewer = std::make_unique<Viewer>();
        const auto view = timed("view", [&] { return CLIENT_RealPlayEx(login, 0, nullptr, DH_RType_Realplay); });
        if (view == 0)
            return;
        CLIENT_SetRealDataCallBackEx2(view, on_frame, reinterpret_cast<LDWORD>(viewer.get()), 1);
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(any(30));
        while (viewer->frames < 3 && std::chrono::steady_clock::now() < until)
            std::this_thread::yield();
        timed("stop", [&] { return CLIENT_StopRealPlayEx(view); });
        frames += viewer->frames;
    }

    std::size_t any(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

    const std::uint16_t port_;
    const std::uint64_t seed_;
    std::mt19937_64 random_;
};

void Caller::talk()
{
    const auto login = log_in();
    if (login == 0)
        return;
    ++logins;
    for (auto left = any(4); left > 0; --left)
        ask(login);
    if (any(8) == 0)
        timed("abort", [&] { return NETSDK_OPEN_Abort(login); });
    else
        timed("logout", [&] { return CLIENT_Logout(login); });
}

bool start()
{
    NETSDK_OPEN_LIMITS limits{};
    limits.dwSize = sizeof limits;
    limits.nStepTimeoutMs = step_ms;
    limits.nLogoutWaitMs = step_ms / 2;
    limits.nKeepAliveMs = step_ms;
    limits.nLossMs = 3 * step_ms;
    limits.nMaxMessage = 1u << 20;
    NET_PARAM parameters{};
    parameters.nWaittime = wait_ms;
    parameters.nGetDevInfoTime = wait_ms;
    parameters.nGetConnInfoTime = wait_ms;
    if (NETSDK_OPEN_SetLimits(&limits) != TRUE || CLIENT_InitEx(on_disconnect, 0, nullptr) != TRUE)
        return false;
    CLIENT_SetNetworkParam(&parameters);
    CLIENT_SetConnectTime(static_cast<int>(10 * step_ms), 1);
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    const bench::Arguments arguments(argc, argv);
    const auto wanted = arguments.number("--conversations", 1000);
    const auto threads = arguments.number("--threads", 32);
    const auto seed = static_cast<std::uint64_t>(arguments.number("--seed", 1));
    test::LoopbackDevice::Options options;
    options.frame_interval_ms = 2;
    test::LoopbackDevice device(options);
    device.answer_rpc("magicBox.getDeviceType", R"("result":true,"params":{"type":"NVR"})");
    device.answer_rpc("configManager.getConfig",
                      R"("result":true,"params":{"table":{"LocalNo":8,"MachineName":"NVR"}})");
    device.answer_rpc("configManager.setConfig", R"("result":true,"params":{"options":["NeedReboot"]})");
    device.answer_rpc("global.getCurrentTime", R"("result":true,"params":{"time":"2026-03-01 12:00:00"})");
    device.answer_rpc(
        "storage.getDeviceAllInfo",
        R"("result":true,"params":{"info":[{"Name":"/dev/sda","Detail":[{"TotalBytes":1e12,"UsedBytes":1e9}]}]})");
    device.answer_rpc("ptz.factory.instance", R"("result":7)");
    device.answer_rpc("ptz.start", R"("result":true)");
    const fuzz::HostileWire wire(device.port(), seed);
    if (!start())
        return 1;
    std::atomic<long> left{wanted};
    std::vector<std::thread> callers;
    for (long number = 0; number < threads; ++number)
        callers.emplace_back([&] {
            for (auto conversation = left.fetch_sub(1); conversation > 0; conversation = left.fetch_sub(1))
                Caller(wire.port(), seed * 1'000'003 + static_cast<std::uint64_t>(conversation)).talk();
        });
    for (auto& caller : callers)
        caller.join();
    CLIENT_Cleanup();
    const auto after = lost.load() + frames.load();
    std::this_thread::yield();
    std::printf("conversations=%ld connections=%ld logins=%ld answers=%ld frames=%ld lost=%ld seed=%llu\n", wanted,
                wire.connections(), logins.load(), answers.load(), frames.load(), lost.load(),
                static_cast<unsigned long long>(seed));
    // A run in which nothing works, or nothing fails, has not looked.
    return after == lost + frames && logins > wanted / 10 && logins < wanted && answers > 0 && frames > 0 ? 0 : 1;
}
