#include "tests/abi/picture_scene.h"

#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;

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
                        {sends(200, "Error\r\nNo picture\r\n", "Content-Type: image/jpeg\r\n"), NET_RETURN_DATA_ERROR},
                        {sends(200, "<html>no picture</html>", "Content-Type: text/html\r\n"), NET_RETURN_DATA_ERROR},
                        {sends(200, "OK\r\n"), NET_RETURN_DATA_ERROR},
                        {sends(200, "name=value\r\n"), NET_RETURN_DATA_ERROR},
                        {sends(200, small_jpeg("x").substr(0, 5)), NET_RETURN_DATA_ERROR},
                        {sends(200, small_jpeg(std::string(70000, 'x'))), NET_RETURN_DATA_ERROR},
                        {sends(400, "Error\r\nBad Request!\r\n"), NET_ERROR},
                        {sends(404, ""), NET_UNSUPPORTED},
                        {closes, NET_NETWORK_ERROR},
                        {no_http, NET_RETURN_DATA_ERROR}};
    const LimitsForTest limits([](auto& l) { l.nMaxFrame = 65536; });
    PictureScene scene;
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

TEST_CASE("a_device_that_refuses_the_password_there_is_not_asked_again_before_the_next_login")
{
    PictureScene scene;
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

TEST_CASE("a_refusal_in_words_is_told_as_one_with_any_status")
{
    const std::string plain = "Content-Type: text/plain;charset=utf-8\r\n";
    struct Row {
        LoopbackHttp::Answer answer;
        DWORD error;
    };
    const Row rows[] = {{sends(200, "Error\r\nNo picture\r\n", plain), NET_ERROR},
                        {sends(200, "Error\r\nNo picture\r\n"), NET_ERROR},
                        {sends(200, "Error\nErrorID=7, Detail=\"x\"", plain), NET_ERROR},
                        {sends(200, "Bad Request!\r\n", plain), NET_ERROR},
                        {sends(400, "Bad Request!\r\n", plain), NET_ERROR},
                        {sends(400, "Invalid Authority!\r\n", plain), NET_ERROR},
                        {sends(404, "Error\r\nNot Found\r\n", plain), NET_UNSUPPORTED},
                        {sends(501, "<html>not here</html>"), NET_ERROR}};
    PictureScene scene;
    DWORD serial = 0;
    for (const auto& row : rows) {
        CAPTURE(serial);
        scene.http.answer_by([&](const auto&) { return row.answer; });
        REQUIRE(snap(scene.login, order(serial, serial)) == TRUE); // each of a channel of its own, so none waits
        REQUIRE(scene.album.has(serial + 1));
        CHECK(scene.album.entries().back().error == row.error);
        ++serial;
    }
}

// Words of a device that has no password: 401, with a challenge or without.
TEST_CASE("a_device_that_has_no_password_yet_is_told_as_such_and_not_asked_again")
{
    const std::string challenge = "WWW-Authenticate: Digest realm=\"Login to X\", qop=\"auth\", nonce=\"1\"\r\n";
    for (const auto& answer : {sends(401, "Invalid Authority!\r\n"), sends(401, "Invalid Authority!\r\n", challenge),
                               sends(200, "Invalid Authority!\r\n", "Content-Type: text/plain\r\n")}) {
        PictureScene scene([&](const auto&) { return answer; });
        scene.http.want("", ""); // it judges no proof
        REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
        REQUIRE(scene.album.has(1));
        const int asked = scene.http.counts().requests;
        REQUIRE(snap(scene.login, order(1, 2)) == TRUE);
        REQUIRE(scene.album.has(2));
        for (const auto& entry : scene.album.entries())
            CHECK(entry.error == NET_LOGIN_ERROR_DEVICE_NOT_INIT);
        CHECK(scene.http.counts().requests == asked);
    }
}

TEST_CASE("a_wrong_password_is_told_as_such_whatever_the_words")
{
    for (const auto& answer : {sends(401, "Error\r\nInvalid Authority!\r\n"), sends(401, "Error\r\nUnauthorized\r\n"),
                               sends(401, ""), sends(401, small_jpeg("x"))}) {
        PictureScene scene([&](const auto&) { return answer; });
        scene.http.want("", "");
        REQUIRE(snap(scene.login, order(0, 1)) == TRUE);
        REQUIRE(scene.album.has(1));
        CHECK(scene.album.entries().front().error == NET_LOGIN_ERROR_PASSWORD);
    }
}
