#include "tests/abi/picture_scene.h"

#include <algorithm>
#include <atomic>
#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;

TEST_CASE("a_picture_comes_by_its_callback_with_the_low_16_bits_of_its_number")
{
    PictureScene scene;
    REQUIRE(snap(scene.login, order(2, 0x10007)) == TRUE);
    REQUIRE(scene.album.has(1));
    const auto entry = scene.album.entries().front();
    CHECK(entry.login == scene.login);
    CHECK(entry.encode_type == 10);
    CHECK(entry.serial == 7);
    CHECK(entry.picture == small_jpeg("/cgi-bin/snapshot.cgi?channel=3"));
    CHECK(CLIENT_SnapPictureEx(scene.login, nullptr, nullptr) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(eventually([&] { return scene.http.counts().open == 0; }));
}

TEST_CASE("a_picture_may_be_as_large_as_the_buffer_of_the_network_parameters")
{
    struct Row {
        std::int32_t buffer;
        std::uint32_t most_frame;
        bool fits;
    };
    const auto large = small_jpeg(std::string(70'000, 'x'));
    for (const auto& row :
         {Row{0, 0, true}, Row{80'000, 0, true}, Row{66'000, 0, false}, Row{1, 0, false}, Row{80'000, 66'000, false}}) {
        CAPTURE(row.buffer);
        const LimitsForTest limits([&](auto& l) { l.nMaxFrame = row.most_frame; });
        const NetworkForTest network([&](auto& p) { p.nPicBufSize = row.buffer; });
        PictureScene scene([&](const auto&) { return sends(200, large); });
        REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
        REQUIRE(scene.album.has(1));
        CHECK(scene.album.entries().front().error == (row.fits ? NET_NOERROR : NET_RETURN_DATA_ERROR));
        CHECK((scene.album.entries().front().picture == large) == row.fits);
    }
}

TEST_CASE("a_device_that_knows_no_jpeg_gives_one_frame_of_its_video")
{
    const std::string frame("\0\0\1\xb6 frame", 10);
    PictureScene scene([&](const auto&) { return sends(200, frame); });
    REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
    REQUIRE(scene.album.has(1));
    CHECK(scene.album.entries()[0].error == NET_NOERROR);
    CHECK(scene.album.entries()[0].encode_type == 0);
    CHECK(scene.album.entries()[0].picture == frame);
}

TEST_CASE("a_callback_that_writes_into_its_picture_spoils_nobody_elses")
{
    static std::atomic<int> whole{0};
    whole = 0;
    PictureScene scene;
    CLIENT_SetSnapRevCallBack(
        [](LLONG, BYTE* data, std::uint32_t size, std::uint32_t, DWORD, LDWORD) {
            whole += data[0] == 0xff && data[size - 1] == 0xd9 ? 1 : 0;
            std::fill_n(data, size, BYTE{0});
        },
        0);
    REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
    CHECK(eventually([] { return whole == 1; }));
    REQUIRE(snap(scene.login, order(0, 2)) == TRUE);
    CHECK(eventually([] { return whole == 2; }));
    CHECK(scene.http.counts().requests == 1);
}
