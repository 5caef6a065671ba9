#include "tests/abi/sdk.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <future>
#include <iterator>

using namespace netsdk::test;

namespace {

std::size_t entries(const char* folder)
{
    const std::filesystem::directory_iterator all(folder);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

} // namespace

TEST_CASE("init_and_cleanup_a_hundred_times_leave_no_thread_and_no_descriptor")
{
    CLIENT_Init(nullptr, 0);
    CLIENT_Cleanup();
    const auto threads = entries("/proc/self/task");
    const auto descriptors = entries("/proc/self/fd");
    LoopbackDevice device({});
    const auto with_device = entries("/proc/self/fd");
    for (int round = 0; round < 100; ++round) {
        REQUIRE(CLIENT_Init(nullptr, 0) == TRUE);
        if (round % 10 == 0)
            REQUIRE(log_in(device).handle > 0);
        CHECK(figures().nThreads == 6);
        CLIENT_Cleanup();
        REQUIRE(figures().nThreads == 0);
    }
    CHECK(entries("/proc/self/task") == threads + 1); // the device's
    CHECK(eventually([&] { return entries("/proc/self/fd") == with_device; }));
    CHECK(descriptors < with_device);
}

TEST_CASE("a_second_init_only_counts_and_one_cleanup_ends_everything")
{
    LoopbackDevice device({});
    REQUIRE(CLIENT_Init(nullptr, 0) == TRUE);
    REQUIRE(CLIENT_InitEx(nullptr, 0, nullptr) == 1);
    const auto login = log_in(device);
    CLIENT_Cleanup();
    CHECK(CLIENT_Logout(login.handle) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NO_INIT);
    CHECK(eventually([&] { return device.counts().open == 0; }));
    CHECK(device.counts().logouts == 0);
    CLIENT_Cleanup();
}

TEST_CASE("cleanup_makes_a_login_in_flight_return_with_an_error")
{
    REQUIRE(CLIENT_Init(nullptr, 0) == TRUE);
    LoopbackDevice device({});
    device.fail(LoopbackDevice::Fault::silent);
    auto login = std::async(std::launch::async, [&] { return log_in(device); });
    REQUIRE(eventually([&] { return device.counts().connections == 1; }));
    CLIENT_Cleanup();
    const auto result = login.get();
    CHECK(result.handle == 0);
    CHECK(result.error == NET_NOT_NOW);
}

TEST_CASE("the_number_of_network_threads_may_be_chosen_within_bounds")
{
    NETSDK_INIT_PARAM param{};
    for (const auto& [wanted, threads] : {std::pair{-1, 2U}, {0, 2U}, {5, 5U}, {1'000'000, 16U}}) {
        param.nThreadNum = wanted;
        REQUIRE(CLIENT_InitEx(nullptr, 0, &param) == 1);
        CHECK(figures().nThreads == threads + 4);
        CLIENT_Cleanup();
    }
}

TEST_CASE("limits_are_taken_before_init_only")
{
    NETSDK_OPEN_LIMITS limits{};
    CHECK(NETSDK_OPEN_SetLimits(&limits) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ERROR_PARAM_DWSIZE_ERROR);
    limits.dwSize = sizeof limits;
    limits.nDiscoveryPort = 70'000;
    CHECK(NETSDK_OPEN_SetLimits(&limits) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    limits.nDiscoveryPort = 0;
    const Sdk sdk;
    CHECK(NETSDK_OPEN_SetLimits(&limits) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NOT_NOW);
}

TEST_CASE("the_version_is_a_text_and_a_number")
{
    const std::string text = NETSDK_OPEN_Version();
    CHECK(std::ranges::count(text, '.') == 2);
    CHECK(CLIENT_GetSDKVersion() > 0);
}
