#include "tests/abi/discovery_peer.h"
#include "tests/abi/picture_album.h"
#include "tests/abi/watchdog.h"
#include "tests/net/loopback_http.h"

#include <algorithm>
#include <atomic>
#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;

namespace {

constexpr std::uint32_t no_more = 0xFFFFFFFFU;

LoopbackHttp::Answer picture_of(const LoopbackHttp::Request& request)
{
    return {200, small_jpeg(request.target)};
}

LoopbackHttp::Answer held(const LoopbackHttp::Request& request)
{
    auto answer = picture_of(request);
    answer.hold = true;
    return answer;
}

LoopbackHttp::Answer sends(int status, const std::string& body)
{
    return {status, body};
}

struct GuardForTest {
    explicit GuardForTest(std::uint32_t milliseconds) { NETSDK_OPEN_SetSnapGuard(milliseconds); }
    ~GuardForTest() { NETSDK_OPEN_SetSnapGuard(0); }
    GuardForTest(const GuardForTest&) = delete;
    GuardForTest& operator=(const GuardForTest&) = delete;
};

/// A library, a login, its device's HTTP side, and what the callbacks bring.
struct Scene {
    explicit Scene(LoopbackHttp::Handler handler = picture_of) : http(std::move(handler))
    {
        http.want(device.options().user, device.options().password);
        album.open();
        login = log_in(device).handle;
        NETSDK_OPEN_SetHttpPort(login, http.port());
    }

    PictureAlbum album; // outlives the library, which calls back until its end
    const Sdk sdk;
    LoopbackDevice device{{}};
    LoopbackHttp http;
    LLONG login = 0;
};

} // namespace

TEST_CASE("a_picture_comes_by_its_callback_with_the_low_16_bits_of_its_number")
{
    Scene scene;
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

TEST_CASE("where_a_device_speaks_http_is_asked_of_it_once_for_a_login")
{
    LoopbackHttp http(picture_of);
    wire::DiscoveredDevice told;
    told.serial = "SERIAL0001";
    told.http_port = http.port();
    DiscoveryPeer peer(told);
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    PictureAlbum album;
    const Sdk sdk;
    LoopbackDevice device({});
    album.open();
    const auto login = log_in(device).handle;
    REQUIRE(snap(login, order(0, 1)) == TRUE);
    REQUIRE(album.has(1));
    const int questions = peer.questions;
    CHECK(questions >= 1);
    REQUIRE(snap(login, order(1, 2)) == TRUE);
    REQUIRE(album.has(2));
    CHECK(album.entries()[1].encode_type == 10);
    CHECK(peer.questions == questions);
    // What is set by hand holds over what was found.
    LoopbackHttp other(picture_of);
    REQUIRE(NETSDK_OPEN_SetHttpPort(login, other.port()) == TRUE);
    REQUIRE(snap(login, order(2, 3)) == TRUE);
    REQUIRE(album.has(3));
    CHECK(other.counts().requests == 1);
    CHECK(NETSDK_OPEN_SetHttpPort(login, 65536) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
}

TEST_CASE("where_a_device_speaks_http_is_told_with_how_that_is_known")
{
    struct Known {
        std::uint32_t port = 0;
        std::int32_t source = 0;
        BOOL told; // behind what it writes
        explicit Known(LLONG login) : told(NETSDK_OPEN_GetHttpPort(login, &port, &source)) {}
    };
    wire::DiscoveredDevice told;
    told.serial = "SERIAL0001";
    told.http_port = 8080;
    DiscoveryPeer peer(told);
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    const Sdk sdk;
    LoopbackDevice device({});
    const auto login = log_in(device).handle;
    const Known first(login);
    REQUIRE(first.told == TRUE);
    CHECK(first.port == 8080);
    CHECK(first.source == NETSDK_OPEN_PORT_TOLD);
    const int questions = peer.questions;
    CHECK(Known(login).port == 8080);
    CHECK(peer.questions == questions); // it was known
    REQUIRE(NETSDK_OPEN_SetHttpPort(login, 8081) == TRUE);
    CHECK(Known(login).port == 8081);
    CHECK(Known(login).source == NETSDK_OPEN_PORT_SET);
    REQUIRE(NETSDK_OPEN_SetHttpPort(login, 0) == TRUE);
    CHECK(Known(login).source == NETSDK_OPEN_PORT_TOLD);
    CHECK(NETSDK_OPEN_GetHttpPort(login, nullptr, nullptr) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);

    LoopbackDevice elsewhere({.address = "127.77.66.54"}); // where nobody answers a search
    const Known usual(log_in(elsewhere).handle);
    CHECK(usual.port == 80);
    CHECK(usual.source == NETSDK_OPEN_PORT_USUAL);
    device.drop_all();
    REQUIRE(eventually([&] { return !online(login); }));
    CHECK(Known(login).told == TRUE); // what is known stays so until the next login
}

TEST_CASE("of_several_devices_at_an_address_the_one_that_the_login_is_with_is_believed")
{
    LoopbackHttp http(picture_of);
    wire::DiscoveredDevice other, meant;
    other.serial = "ANOTHER0001";
    other.http_port = 1;
    meant.serial = "SERIAL0001";
    meant.http_port = http.port();
    DiscoveryPeer peer({other, meant, other});
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    PictureAlbum album;
    const Sdk sdk;
    LoopbackDevice device({});
    album.open();
    REQUIRE(snap(log_in(device).handle, order(0, 1)) == TRUE);
    REQUIRE(album.has(1));
    CHECK(album.entries()[0].encode_type == 10);
}

TEST_CASE("a_device_that_tells_another_serial_number_in_the_search_is_believed_when_it_is_alone")
{
    LoopbackHttp http(picture_of);
    wire::DiscoveredDevice told;
    told.serial = "ANOTHER0001";
    told.http_port = http.port();
    DiscoveryPeer peer(told);
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    PictureAlbum album;
    const Sdk sdk;
    LoopbackDevice device({});
    album.open();
    REQUIRE(snap(log_in(device).handle, order(0, 1)) == TRUE);
    REQUIRE(album.has(1));
    CHECK(album.entries()[0].encode_type == 10);
}

TEST_CASE("a_device_that_does_not_tell_where_it_speaks_http_is_asked_on_port_80")
{
    wire::DiscoveredDevice told;
    told.serial = "SERIAL0001"; // and no port
    DiscoveryPeer peer(told);
    const LimitsForTest limits([&](auto& l) { l.nDiscoveryPort = peer.port; });
    PictureAlbum album;
    const Sdk sdk;
    LoopbackDevice device({.address = "127.77.66.55"}); // an address where nobody has a port 80
    album.open();
    REQUIRE(snap(log_in(device).handle, order(0, 1)) == TRUE);
    REQUIRE(album.has(1));
    CHECK(album.entries()[0].error == NET_NETWORK_ERROR);
    CHECK(peer.questions >= 1);
}

TEST_CASE("a_picture_that_is_empty_no_jpeg_too_large_or_refused_is_told_with_its_reason")
{
    struct Row {
        LoopbackHttp::Answer answer;
        DWORD error;
    };
    LoopbackHttp::Answer closes;
    closes.close = true;
    LoopbackHttp::Answer no_http;
    no_http.raw = "not the protocol\r\n\r\n";
    const Row rows[] = {{sends(200, ""), NET_RETURN_DATA_ERROR},
                        {sends(200, "Error\r\nNo picture\r\n"), NET_RETURN_DATA_ERROR},
                        {sends(200, small_jpeg("x").substr(0, 5)), NET_RETURN_DATA_ERROR},
                        {sends(200, small_jpeg(std::string(70000, 'x'))), NET_RETURN_DATA_ERROR},
                        {sends(400, "Error\r\nBad Request!\r\n"), NET_ERROR},
                        {sends(404, ""), NET_UNSUPPORTED},
                        {closes, NET_NETWORK_ERROR},
                        {no_http, NET_RETURN_DATA_ERROR}};
    const LimitsForTest limits([](auto& l) { l.nMaxFrame = 65536; });
    Scene scene;
    DWORD serial = 0;
    for (const auto& row : rows) {
        CAPTURE(serial);
        scene.http.answer_by([&](const auto&) { return row.answer; });
        REQUIRE(snap(scene.login, order(serial, serial)) == TRUE); // each of a channel of its own, so none waits
        REQUIRE(scene.album.has(serial + 1));
        const auto entry = scene.album.entries().back();
        CHECK(entry.error == row.error);
        CHECK(entry.serial == serial);
        CHECK(entry.picture.empty());
        ++serial;
    }
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
        Scene scene([&](const auto&) { return sends(200, large); });
        REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
        REQUIRE(scene.album.has(1));
        CHECK(scene.album.entries().front().error == (row.fits ? NET_NOERROR : NET_RETURN_DATA_ERROR));
        CHECK((scene.album.entries().front().picture == large) == row.fits);
    }
}

TEST_CASE("a_device_that_refuses_the_password_there_is_not_asked_again_before_the_next_login")
{
    Scene scene;
    scene.http.want("admin", "another-Password2");
    REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
    REQUIRE(scene.album.has(1));
    REQUIRE(snap(scene.login, order(1, 2)) == TRUE);
    REQUIRE(scene.album.has(2));
    for (const auto& entry : scene.album.entries())
        CHECK(entry.error == NET_LOGIN_ERROR_PASSWORD);
    CHECK(scene.http.counts().refused == 1);
    CHECK(scene.http.targets().size() == 2); // the challenge and the proof of the first
    const auto again = log_in(scene.device).handle;
    scene.http.want("admin", scene.device.options().password);
    NETSDK_OPEN_SetHttpPort(again, scene.http.port());
    REQUIRE(snap(again, order(0, 3)) == TRUE);
    REQUIRE(scene.album.has(3));
    CHECK(scene.album.entries().back().encode_type == 10);
}

TEST_CASE("a_channel_is_asked_for_one_picture_at_a_time_and_a_device_for_four")
{
    Scene scene(held);
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
    Scene scene;
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
    Scene scene([](const auto&) { return sends(400, ""); });
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

TEST_CASE("a_device_that_knows_no_jpeg_gives_one_frame_of_its_video")
{
    const std::string frame("\0\0\1\xb6 frame", 10);
    Scene scene([&](const auto&) { return sends(200, frame); });
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
    Scene scene;
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

TEST_CASE("a_picture_that_comes_after_its_time_is_told_as_missing_dropped_and_counted")
{
    const LimitsForTest limits([](auto& l) { l.nStepTimeoutMs = 3000; });
    Scene scene(held);
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
    Scene scene(held);
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
    Scene scene;
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
    Scene scene(held);
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
    Scene scene(held);
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

TEST_CASE("pictures_are_repeated_until_they_are_ordered_no_more")
{
    Scene scene;
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
    Scene scene;
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
