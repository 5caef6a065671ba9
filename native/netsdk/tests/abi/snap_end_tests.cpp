#include "tests/abi/picture_scene.h"
#include "tests/abi/watchdog.h"

#include <atomic>
#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;

TEST_CASE("a_picture_that_comes_after_its_time_is_told_as_missing_dropped_and_counted")
{
    const LimitsForTest limits([](auto& l) { l.nStepTimeoutMs = 3000; });
    PictureScene scene(held);
    const auto late = figures().nLateAnswers;
    REQUIRE(snap(scene.login, order(0, 5)) == TRUE);
    REQUIRE(scene.album.has(1));
    CHECK(scene.album.entries()[0].error == NET_NETWORK_ERROR);
    REQUIRE(scene.http.counts().held == 1);
    scene.http.let_go();
    CHECK(eventually([&] { return figures().nLateAnswers == late + 1; }));
    scene.http.answer_by(picture_of);
    REQUIRE(snap(scene.login, order(0, 6)) == TRUE);
    REQUIRE(scene.album.has(2));
    CHECK(scene.album.entries()[1].serial == 6);
    CHECK(scene.album.entries().size() == 2);
}

TEST_CASE("no_picture_comes_after_a_logout_and_its_connection_is_reset")
{
    PictureScene scene(held);
    REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
    REQUIRE(eventually([&] { return scene.http.counts().held == 1; }));
    CHECK(CLIENT_Logout(scene.login) == TRUE);
    scene.http.let_go();
    CHECK(eventually([&] { return scene.http.counts().open == 0; }));
    CHECK(scene.http.counts().resets >= 1);
    CHECK(scene.album.entries().empty());
    CHECK(snap(scene.login, order(0, 2)) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INVALID_HANDLE);
}

TEST_CASE("a_login_may_be_ended_inside_its_pictures_callback")
{
    static std::atomic<int> pictures{0};
    static std::atomic<int> logouts{0};
    pictures = logouts = 0;
    PictureScene scene;
    CLIENT_SetSnapRevCallBack(
        [](LLONG login, BYTE*, std::uint32_t, std::uint32_t, DWORD, LDWORD) {
            ++pictures;
            logouts += CLIENT_Logout(login);
        },
        0);
    REQUIRE(snap(scene.login, order(0, 1, 2)) == TRUE);
    CHECK(eventually([] { return logouts == 1; }));
    CHECK(pictures == 1);
    CHECK(figures().nLogins == 0);
}

TEST_CASE("the_loss_of_a_login_ends_its_pictures_and_new_ones_are_refused")
{
    PictureScene scene(held);
    REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
    REQUIRE(eventually([&] { return scene.http.counts().held == 1; }));
    scene.device.drop_all();
    REQUIRE(scene.album.has(1));
    CHECK(scene.album.entries()[0].error == NET_NETWORK_ERROR);
    CHECK(eventually([&] { return scene.http.counts().open == 0; }));
    CHECK(snap(scene.login, order(0, 2)) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NETWORK_ERROR);
}

TEST_CASE("pictures_end_with_a_trip_of_the_watchdog_and_none_is_asked_for_after_it")
{
    const Armed armed;
    PictureScene scene(held);
    REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
    REQUIRE(eventually([&] { return scene.http.counts().held == 1; }));
    const int connections = scene.http.counts().connections;
    armed.trip();
    REQUIRE(scene.album.has(1));
    CHECK(scene.album.entries()[0].error == NET_NETWORK_ERROR);
    CHECK(eventually([&] { return scene.http.counts().open == 0; }));
    static_cast<void>(snap(scene.login, order(0, 2)));
    CHECK(scene.http.counts().connections == connections);
}
