#include "tests/abi/sdk.h"

#include <atomic>
#include <doctest/doctest.h>

using namespace netsdk::test;
using Fault = LoopbackDevice::Fault;

namespace {

/// What was told about a login.
struct Notes {
    std::atomic<int> lost{0};
    std::atomic<int> back{0};
    std::atomic<LLONG> handle{0};
    std::atomic<LLONG> port{0};
    std::atomic<int> frames{0};
};

void on_lost(LLONG handle, char* address, LONG port, LDWORD user)
{
    auto& notes = *reinterpret_cast<Notes*>(user);
    notes.handle = handle;
    notes.port = std::string(address) == "127.0.0.1" ? port : -1;
    ++notes.lost;
}

void on_back(LLONG handle, char*, LONG, LDWORD user)
{
    auto& notes = *reinterpret_cast<Notes*>(user);
    notes.handle = handle;
    ++notes.back;
}

void on_frame(LLONG, DWORD, BYTE*, DWORD, LLONG, LDWORD user)
{
    ++reinterpret_cast<Notes*>(user)->frames;
}

/// Automatic reconnecting for one test.
struct Reconnecting {
    explicit Reconnecting(Notes& notes) { CLIENT_SetAutoReconnect(on_back, reinterpret_cast<LDWORD>(&notes)); }
    ~Reconnecting() { CLIENT_SetAutoReconnect(nullptr, 0); }
    Reconnecting(const Reconnecting&) = delete;
    Reconnecting& operator=(const Reconnecting&) = delete;
};

} // namespace

TEST_CASE("a_connection_that_ends_is_told_once_and_the_handle_stays_until_logout")
{
    Notes notes;
    const Sdk sdk(on_lost, reinterpret_cast<LDWORD>(&notes));
    LoopbackDevice device({});
    const auto login = log_in(device);
    device.drop_all();
    REQUIRE(eventually([&] { return notes.lost == 1; }));
    CHECK(notes.handle == login.handle);
    CHECK(notes.port == device.port());
    CHECK(!online(login.handle));
    CHECK(CLIENT_RealPlayEx(login.handle, 0, nullptr, 0) == 0);
    CHECK(CLIENT_GetLastError() == NET_NETWORK_ERROR);
    CHECK(CLIENT_Logout(login.handle) == TRUE);
    CHECK(notes.lost == 1);
    CHECK(device.counts().connections == 1);
}

TEST_CASE("a_device_that_falls_silent_is_lost_after_the_loss_time")
{
    const LimitsForTest limits([](auto& l) {
        l.nKeepAliveMs = 20;
        l.nLossMs = 200;
    });
    Notes notes;
    const Sdk sdk(on_lost, reinterpret_cast<LDWORD>(&notes));
    LoopbackDevice device({});
    const auto login = log_in(device);
    REQUIRE(eventually([&] { return device.counts().keep_alives > 20; }));
    CHECK(online(login.handle));
    device.fail(Fault::mute);
    CHECK(eventually([&] { return notes.lost == 1; }));
    CHECK(eventually([&] { return device.counts().open == 0; }));
}

TEST_CASE("automatic_reconnecting_brings_back_the_same_handle_and_its_live_views")
{
    Notes notes;
    const Sdk sdk(on_lost, reinterpret_cast<LDWORD>(&notes));
    const Reconnecting reconnecting(notes);
    LoopbackDevice device({});
    const auto login = log_in(device);
    const auto live = CLIENT_RealPlayEx(login.handle, 2, nullptr, DH_RType_Realplay_1);
    REQUIRE(live > 0);
    CLIENT_SetRealDataCallBackEx2(live, on_frame, reinterpret_cast<LDWORD>(&notes), 1);
    REQUIRE(eventually([&] { return notes.frames > 3; }));
    device.drop_all();
    REQUIRE(eventually([&] { return notes.back == 1; }));
    CHECK(notes.lost == 1);
    CHECK(notes.handle == login.handle);
    CHECK(online(login.handle));
    REQUIRE(eventually([&] { return device.counts().started == 2; }));
    CHECK(device.counts().last_channel == 2);
    CHECK(device.counts().last_stream == 1);
    const int frames = notes.frames;
    CHECK(eventually([&] { return notes.frames > frames + 3; }));
    CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
    CHECK(CLIENT_Logout(login.handle) == TRUE);
}

TEST_CASE("automatic_reconnecting_gives_no_proof_to_another_device_that_took_the_address")
{
    Notes notes;
    const Reconnecting reconnecting(notes);
    const Sdk sdk;
    std::uint16_t port = 0;
    Login login;
    {
        LoopbackDevice device({});
        port = device.port();
        REQUIRE(NETSDK_OPEN_ExpectSerial("SERIAL0001") == TRUE);
        login = log_in(device);
        REQUIRE(login.handle > 0);
    }
    LoopbackDevice::Options options;
    options.port = port;
    options.serial = "SERIAL0002";
    LoopbackDevice other(options);
    CHECK(eventually([&] { return other.counts().challenges >= 2; }));
    CHECK(other.counts().proofs == 0);
    CHECK(!online(login.handle));
    CHECK(CLIENT_Logout(login.handle) == TRUE);
}

TEST_CASE("automatic_reconnecting_sends_the_password_only_to_what_never_had_a_challenge")
{
    Notes notes;
    const Sdk sdk(on_lost, reinterpret_cast<LDWORD>(&notes));
    const Reconnecting reconnecting(notes);
    LoopbackDevice modern({}), old({});
    old.fail(Fault::takes_passwords);
    NETSDK_OPEN_AllowPlainLogin(TRUE);
    const auto login = log_in(modern);
    NETSDK_OPEN_AllowPlainLogin(TRUE);
    REQUIRE(log_in(old).handle > 0);
    modern.fail(Fault::takes_passwords);
    modern.drop_all();
    old.drop_all();
    REQUIRE(eventually([&] { return notes.back == 1; }));
    CHECK(old.counts().passwords == 2);
    REQUIRE(eventually([&] { return modern.counts().challenges == 2 && modern.counts().open == 0; }));
    CHECK(modern.counts().passwords == 0);
    CHECK(!online(login.handle));
}

TEST_CASE("automatic_reconnecting_opens_a_lost_media_connection_again")
{
    Notes notes;
    const Sdk sdk(on_lost, reinterpret_cast<LDWORD>(&notes));
    const Reconnecting reconnecting(notes);
    LoopbackDevice device({});
    const auto login = log_in(device);
    const auto live = CLIENT_RealPlayEx(login.handle, 0, nullptr, 0);
    CLIENT_SetRealDataCallBackEx2(live, on_frame, reinterpret_cast<LDWORD>(&notes), 1);
    REQUIRE(eventually([&] { return notes.frames > 3; }));
    device.drop_media();
    REQUIRE(eventually([&] { return device.counts().started == 2; }));
    const int frames = notes.frames;
    CHECK(eventually([&] { return notes.frames > frames + 3; }));
    CHECK(notes.lost == 0);
    CHECK(CLIENT_StopRealPlayEx(live) == TRUE);
}

TEST_CASE("a_refusal_that_concerns_the_account_ends_the_reconnecting_and_a_busy_device_is_tried_again")
{
    Notes notes;
    const Sdk sdk(on_lost, reinterpret_cast<LDWORD>(&notes));
    const Reconnecting reconnecting(notes);
    LoopbackDevice refusing({});
    LoopbackDevice busy({});
    const auto login = log_in(refusing);
    REQUIRE(log_in(busy).handle > 0);
    refusing.refuse_with(1, 0, 3, "");
    busy.refuse_with(7, 0, 0, "");
    refusing.fail(Fault::refuses);
    busy.fail(Fault::refuses);
    refusing.drop_all();
    busy.drop_all();
    REQUIRE(eventually([&] { return refusing.counts().proofs == 2; }));
    REQUIRE(eventually([&] { return busy.counts().proofs == 4; })); // three attempts with growing pauses
    CHECK(refusing.counts().proofs == 2);
    CHECK(refusing.counts().open == 0);
    CHECK(!online(login.handle));
    CHECK(notes.back == 0);
    CHECK(CLIENT_Logout(login.handle) == TRUE);
}

TEST_CASE("a_login_may_be_ended_inside_the_callback_that_tells_its_loss")
{
    static std::atomic<int> ended{0};
    ended = 0;
    const Sdk sdk([](LLONG handle, char*, LONG, LDWORD) { ended += CLIENT_Logout(handle); }, 0);
    LoopbackDevice device({});
    const auto login = log_in(device);
    device.drop_all();
    CHECK(eventually([&] { return ended == 1 && figures().nLogins == 0; }));
    CHECK(CLIENT_Logout(login.handle) == FALSE);
}
