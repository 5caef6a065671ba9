#include "tests/abi/discovery_peer.h"
#include "tests/abi/picture_scene.h"

#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;

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
