#include "tests/abi/sdk.h"
#include "tests/allocation/failing_new.h"

#include <atomic>
#include <doctest/doctest.h>

using namespace netsdk::test;

namespace {

constexpr long most_allocations = 2000;
std::atomic<int> frames{0};

void on_frame(LLONG, DWORD, BYTE*, DWORD, LLONG, LDWORD)
{
    ++frames;
}

struct Scene {
    const Sdk sdk;
    LoopbackDevice device{{.frame_interval_ms = 1}};

    /// With memory there, everything works as ever.
    void check_usable()
    {
        const auto login = log_in(device);
        REQUIRE(login.handle > 0);
        const auto live = CLIENT_RealPlayEx(login.handle, 0, nullptr, 0);
        REQUIRE(live > 0);
        const int before = frames;
        REQUIRE(CLIENT_SetRealDataCallBackEx2(live, on_frame, 0, 1) == TRUE);
        CHECK(eventually([&] { return frames > before; }));
        CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
        CHECK(CLIENT_Logout(login.handle) == TRUE);
        CHECK(figures().nLogins == 0);
        CHECK(figures().nLives == 0);
        CHECK(eventually([&] { return device.counts().open == 0; }));
    }
};

/// Calls with the first allocation failing, then the second, and so on until none is left to fail.
template <class Round>
void for_every_allocation(Round&& round)
{
    long survived = 0;
    for (bool failed = true; failed && survived < most_allocations; ++survived) {
        CAPTURE(survived);
        failed = round(survived);
    }
    CHECK(survived > 2);
    CHECK(survived < most_allocations);
}

} // namespace

TEST_CASE("a_login_for_which_the_caller_gets_no_memory_somewhere_fails_or_works_and_leaves_nothing")
{
    Scene scene;
    for_every_allocation([&](long survived) {
        Login login;
        const auto in = login_input("127.0.0.1", scene.device.port(), "admin", scene.device.options().password);
        bool failed = false;
        {
            const FailingNew failing(survived);
            login = log_in(in);
            failed = failing.failed();
        }
        if (login.handle == 0)
            CHECK(login.error != NET_NOERROR);
        else
            CHECK(CLIENT_Logout(login.handle) == TRUE);
        CHECK(figures().nLogins == 0);
        CHECK(eventually([&] { return scene.device.counts().open == 0; }));
        scene.check_usable();
        return failed;
    });
}
