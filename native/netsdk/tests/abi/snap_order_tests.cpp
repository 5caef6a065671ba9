#include "tests/abi/picture_scene.h"

#include <algorithm>
#include <chrono>
#include <doctest/doctest.h>
#include <vector>

using namespace netsdk;
using namespace netsdk::test;

namespace {

struct GuardForTest {
    explicit GuardForTest(std::uint32_t milliseconds) { NETSDK_OPEN_SetSnapGuard(milliseconds); }
    ~GuardForTest() { NETSDK_OPEN_SetSnapGuard(0); }
    GuardForTest(const GuardForTest&) = delete;
    GuardForTest& operator=(const GuardForTest&) = delete;
};

} // namespace

TEST_CASE("a_channel_is_asked_for_one_picture_at_a_time_and_a_device_for_four")
{
    PictureScene scene(held);
    for (DWORD serial = 0; serial < 3; ++serial)
        REQUIRE(snap(scene.login, order(0, serial)) == TRUE);
    for (std::uint32_t channel = 1; channel < 6; ++channel)
        REQUIRE(snap(scene.login, order(channel, 100 + channel)) == TRUE);
    REQUIRE(eventually([&] { return scene.http.counts().held == 4; }));
    REQUIRE(eventually([&] {
        scene.http.let_go();
        return scene.album.entries().size() == 8;
    }));
    CHECK(scene.http.counts().most_held == 4);
    CHECK(scene.http.counts().requests == 6);
    std::vector<DWORD> of_first;
    for (const auto& entry : scene.album.entries()) {
        CHECK(entry.encode_type == 10);
        if (entry.serial < 100)
            of_first.push_back(entry.serial);
    }
    CHECK(of_first == std::vector<DWORD>{0, 1, 2});
}

TEST_CASE("orders_within_the_guard_share_one_picture_each_under_its_own_number")
{
    const GuardForTest guard(60000);
    PictureScene scene;
    REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
    REQUIRE(scene.album.has(1));
    REQUIRE(snap(scene.login, order(0, 2)) == TRUE);
    REQUIRE(snap(scene.login, order(1, 3)) == TRUE); // another channel's is another picture
    REQUIRE(scene.album.has(3));
    for (const auto& entry : scene.album.entries()) {
        CAPTURE(entry.serial);
        CHECK(entry.encode_type == 10);
        const auto* const channel = entry.serial == 3 ? "2" : "1";
        CHECK(entry.picture == small_jpeg(std::string("/cgi-bin/snapshot.cgi?channel=") + channel));
    }
    CHECK(scene.http.counts().requests == 2);
}

TEST_CASE("a_picture_that_failed_is_shared_with_nobody_and_the_next_is_asked_for_a_second_later")
{
    const GuardForTest guard(60000);
    PictureScene scene([](const auto&) { return sends(400, ""); });
    const auto begun = std::chrono::steady_clock::now();
    REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
    REQUIRE(scene.album.has(1));
    scene.http.answer_by(picture_of);
    REQUIRE(snap(scene.login, order(0, 2)) == TRUE);
    REQUIRE(scene.album.has(2));
    CHECK(std::chrono::steady_clock::now() - begun >= std::chrono::seconds(1));
    CHECK(scene.album.entries()[0].error == NET_ERROR);
    CHECK(scene.album.entries()[1].encode_type == 10);
    CHECK(scene.http.counts().requests == 2);
}

TEST_CASE("a_guard_is_a_second_at_least_and_a_minute_at_most")
{
    for (const std::uint32_t wrong : {1U, 999U, 60001U, 0xFFFFFFFFU}) {
        CHECK(NETSDK_OPEN_SetSnapGuard(wrong) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    }
    CHECK(NETSDK_OPEN_SetSnapGuard(1000) == TRUE);
    CHECK(NETSDK_OPEN_SetSnapGuard(0) == TRUE);
}

TEST_CASE("pictures_are_repeated_until_they_are_ordered_no_more")
{
    PictureScene scene;
    REQUIRE(snap(scene.login, order(1, 4, 2)) == TRUE);
    auto slower = order(0, 5, 1);
    slower.InterSnap = 1;
    REQUIRE(snap(scene.login, slower) == TRUE);
    const auto count = [&](DWORD serial) {
        const auto entries = scene.album.entries();
        return std::ranges::count(entries, serial, &PictureAlbum::Entry::serial);
    };
    CHECK(eventually([&] { return count(4) >= 2 && count(5) >= 2; }));
    CHECK(snap(scene.login, order(1, 0, no_more)) == TRUE);
    CHECK(snap(scene.login, order(0, 0, no_more)) == TRUE);
    CHECK(snap(scene.login, order(7, 0, no_more)) == TRUE); // nothing to end
    // Orders of the same intervals, begun after it, show that several more have passed; the ended ones that were wanted
    // already may come once more.
    const auto fast = count(4), slow = count(5);
    REQUIRE(snap(scene.login, order(2, 6, 2)) == TRUE);
    auto slower_witness = order(3, 7, 1);
    slower_witness.InterSnap = 1;
    REQUIRE(snap(scene.login, slower_witness) == TRUE);
    REQUIRE(eventually([&] { return count(6) >= 4 && count(7) >= 4; }));
    CHECK(count(4) <= fast + 1);
    CHECK(count(5) <= slow + 1);
    CHECK(snap(scene.login, order(2, 0, no_more)) == TRUE);
    CHECK(snap(scene.login, order(3, 0, no_more)) == TRUE);
    CHECK(eventually([&] { return scene.http.counts().open == 0; }));
}

TEST_CASE("orders_out_of_range_are_refused_and_nothing_is_asked")
{
    PictureScene scene;
    auto too_good = order(0, 1), too_large = order(0, 1), too_often = order(0, 1, 1), too_seldom = order(0, 1, 1);
    too_good.Quality = 7;
    too_large.ImageSize = 3;
    too_seldom.InterSnap = 86401;
    for (const auto& wrong :
         {too_good, too_large, too_often, too_seldom, order(0, 1, 3), order(4096, 1), order(0xFFFFFFFFU, 1)}) {
        CHECK(snap(scene.login, wrong) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    }
    CHECK(scene.http.counts().connections == 0);
}
