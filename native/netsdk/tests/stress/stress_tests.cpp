#include "tests/abi/sdk.h"

#include <array>
#include <atomic>
#include <cstdlib>
#include <doctest/doctest.h>
#include <memory>
#include <random>
#include <stdexcept>

using namespace netsdk::test;

namespace {

constexpr int threads = 100;
constexpr int turns = 6;
constexpr std::size_t device_count = 3;

/// Numbers that other threads may pick to interfere with: handles of logins and live views, good and stale.
class Pool {
public:
    void put(LLONG handle, std::minstd_rand& random) { slots_[random() % slots_.size()].store(handle); }
    [[nodiscard]] LLONG pick(std::minstd_rand& random) { return slots_[random() % slots_.size()].load(); }

private:
    std::array<std::atomic<LLONG>, 64> slots_{};
};

struct World {
    std::array<std::unique_ptr<LoopbackDevice>, device_count> devices;
    Pool logins, lives;
    std::atomic<std::uint64_t> frames{0};
    std::atomic<bool> ended{false};
    std::atomic<unsigned> callers_done{0};
};

World* world = nullptr;

/// What a live callback works on. Nothing in it is atomic: if two callbacks ran at once, or one after the stop had
/// returned, the sanitizers would see it.
struct Context {
    explicit Context(unsigned seed) : random(seed) {}
    ~Context() { alive = 0; }
    std::minstd_rand random;
    std::uint64_t frames = 0;
    unsigned alive = 0xA11FE;
};

void ask(LLONG login)
{
    char command[] = "NTP", text[64];
    CLIENT_GetNewDevConfig(login, command, -1, text, sizeof text, nullptr, 20);
}

void interfere(std::minstd_rand& random)
{
    switch (random() % 7) {
    case 0: CLIENT_StopRealPlayEx(world->lives.pick(random)); return;
    case 1: CLIENT_Logout(world->logins.pick(random)); return;
    case 2: NETSDK_OPEN_Abort(world->logins.pick(random)); return;
    case 3: static_cast<void>(online(world->logins.pick(random))); return;
    case 4: CLIENT_SetRealDataCallBackEx2(world->lives.pick(random), nullptr, 0, 1); return;
    case 5: ask(world->logins.pick(random)); return;
    default: {
        const auto live = CLIENT_RealPlayEx(world->logins.pick(random), 1, nullptr, DH_RType_Realplay_1);
        if (live != 0)
            CLIENT_StopRealPlayEx(live);
    }
    }
}

void on_frame(LLONG handle, DWORD, BYTE* data, DWORD size, LLONG, LDWORD user)
{
    auto& context = *reinterpret_cast<Context*>(user);
    if (context.alive != 0xA11FE || size < 32 || data[0] != 'D')
        std::abort();
    ++context.frames;
    ++world->frames;
    switch (context.random() % 40) {
    case 0: CLIENT_StopRealPlayEx(handle); return;
    case 1: interfere(context.random); return;
    case 2: std::this_thread::sleep_for(std::chrono::milliseconds(3)); return; // a slow callback
    case 3: throw std::runtime_error("a callback must not, but may");
    default: return;
    }
}

void on_lost(LLONG handle, char*, LONG, LDWORD user)
{
    if (user != 4711)
        std::abort();
    if (handle % 3 == 0)
        CLIENT_Logout(handle);
}

void on_found(LLONG handle, DEVICE_NET_INFO_EX2*, void*)
{
    CLIENT_StopSearchDevices(handle);
}

/// One caller's thread: logs in, watches, stops, logs out, in random order, and frees each context when the promise
/// says that it may.
class Caller {
public:
    Caller(unsigned seed, std::vector<std::unique_ptr<Context>>& graves, std::mutex& graves_mutex)
        : random_(seed), graves_(graves), graves_mutex_(graves_mutex)
    {
    }

    void run()
    {
        for (int turn = 0; turn < turns && !world->ended; ++turn)
            one_turn();
        ++world->callers_done;
    }

private:
    struct View {
        LLONG handle;
        std::unique_ptr<Context> context;
    };

    void one_turn()
    {
        const auto login = log_in(*world->devices[random_() % device_count]);
        if (login.handle == 0)
            return;
        world->logins.put(login.handle, random_);
        std::vector<View> views;
        for (auto count = random_() % 3; count > 0; --count)
            watch(login.handle, views);
        if (random_() % 4 == 0)
            search();
        if (random_() % 2 == 0)
            interfere(random_);
        if (random_() % 3 != 0)
            wait_for_frames();
        if (random_() % 2 == 0)
            for (auto& view : views)
                end(view, CLIENT_StopRealPlayEx(view.handle));
        if (random_() % 10 == 0)
            world->devices[random_() % device_count]->drop_all();
        leave(login.handle, views);
    }

    void watch(LLONG login, std::vector<View>& views)
    {
        const auto live = CLIENT_RealPlayEx(login, static_cast<int>(random_() % 4), nullptr, DH_RType_Realplay);
        if (live == 0)
            return;
        world->lives.put(live, random_);
        views.push_back({live, std::make_unique<Context>(static_cast<unsigned>(random_()))});
        CLIENT_SetRealDataCallBackEx2(live, on_frame, reinterpret_cast<LDWORD>(views.back().context.get()), 1);
    }

    void leave(LLONG login, std::vector<View>& views)
    {
        const auto left = random_() % 4 == 0 ? NETSDK_OPEN_Abort(login) : CLIENT_Logout(login);
        for (auto& view : views)
            end(view, left);
    }

    /// TRUE: no callback runs or will run. FALSE: somebody else ended it, perhaps inside the callback that still runs,
    /// so the context lives on until everything has ended.
    void end(View& view, BOOL promised)
    {
        if (!view.context)
            return;
        if (promised == TRUE)
            return view.context.reset();
        const std::lock_guard lock(graves_mutex_);
        graves_.push_back(std::move(view.context));
    }

    void search()
    {
        NET_IN_STARTSERACH_DEVICE in{};
        in.dwSize = sizeof in;
        put(in.szLocalIp, "127.0.0.1");
        in.cbSearchDevices = on_found;
        NET_OUT_STARTSERACH_DEVICE out{sizeof out};
        CLIENT_StopSearchDevices(CLIENT_StartSearchDevicesEx(&in, &out));
    }

    static void wait_for_frames()
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
        const auto before = world->frames.load();
        while (world->frames < before + 20 && std::chrono::steady_clock::now() < until)
            std::this_thread::yield();
    }

    std::minstd_rand random_;
    std::vector<std::unique_ptr<Context>>& graves_;
    std::mutex& graves_mutex_;
};

unsigned seed()
{
    if (const char* given = std::getenv("NETSDK_STRESS_SEED"))
        return static_cast<unsigned>(std::strtoul(given, nullptr, 10));
    return std::random_device()();
}

void storm(unsigned start, bool cleanup_under_way)
{
    CAPTURE(start);
    MESSAGE("seed " << start);
    World here;
    world = &here;
    for (auto& device : here.devices)
        device = std::make_unique<LoopbackDevice>(LoopbackDevice::Options{.frame_bytes = 3000, .frame_interval_ms = 1});
    REQUIRE(CLIENT_Init(on_lost, 4711) == TRUE);
    CLIENT_SetAutoReconnect([](LLONG, char*, LONG, LDWORD) {}, 0);
    std::vector<std::unique_ptr<Context>> graves;
    std::mutex graves_mutex;
    std::vector<std::thread> callers;
    for (unsigned number = 0; number < threads; ++number)
        callers.emplace_back([&, number] { Caller(start + number * 7919, graves, graves_mutex).run(); });
    if (cleanup_under_way) {
        CHECK(eventually([&] { return here.frames > 200 || here.callers_done == threads; }, std::chrono::seconds(200)));
        CLIENT_Cleanup();
        here.ended = true;
    }
    for (auto& caller : callers)
        caller.join();
    CLIENT_Cleanup();
    CLIENT_SetAutoReconnect(nullptr, 0);
    graves.clear();
    CHECK(here.frames > 0);
    const auto after = figures();
    int logins = 0;
    for (const auto& device : here.devices)
        logins += device->counts().logins;
    MESSAGE("logins " << logins << ", frames " << here.frames.load());
    CHECK(after.nThreads == 0);
    CHECK(after.nLogins == 0);
    CHECK(after.nLives == 0);
    CHECK(after.nSearches == 0);
    for (const auto& device : here.devices)
        CHECK(eventually([&] { return device->counts().open == 0; }));
    world = nullptr;
}

} // namespace

TEST_CASE("a_hundred_threads_log_in_watch_stop_and_log_out_in_any_order_also_inside_callbacks")
{
    storm(seed(), false);
}

TEST_CASE("cleanup_in_the_middle_of_it_all_ends_it_all")
{
    storm(seed(), true);
}
