#include "tests/abi/sdk.h"

#include <arpa/inet.h>
#include <atomic>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace netsdk::test;
using Fault = LoopbackDevice::Fault;
using std::chrono::milliseconds;

namespace {

/// What no wait of these tests comes near, unless a time that was set is not the one that holds.
constexpr std::chrono::seconds far_off{20};
constexpr int hour = 3'600'000;

/// A port that is listened on and takes nobody more: whoever connects gets no answer, as from an address without a
/// device.
class FullPort {
public:
    FullPort() : listener_(::socket(AF_INET, SOCK_STREAM, 0)), filler_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(listener_, 0) == 0); // room for one that nobody has accepted
        REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        REQUIRE(::connect(filler_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        port = ntohs(address.sin_port);
    }
    ~FullPort()
    {
        ::close(filler_);
        ::close(listener_);
    }
    FullPort(const FullPort&) = delete;
    FullPort& operator=(const FullPort&) = delete;

    std::uint16_t port = 0;

private:
    int listener_;
    int filler_;
};

template <class Call>
milliseconds time_of(const Call& call)
{
    const auto began = std::chrono::steady_clock::now();
    call();
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began);
}

/// A question that nobody answers, with no time of its own.
milliseconds time_of_question(LLONG login)
{
    char question[] = "magicBox.getDeviceType", answer[256];
    int error = 0;
    return time_of([&] {
        CHECK(CLIENT_QueryNewSystemInfo(login, question, 0, answer, sizeof answer, &error, 0) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_NETWORK_ERROR);
    });
}

void set(const std::function<void(NET_PARAM&)>& change)
{
    NET_PARAM param{};
    change(param);
    CLIENT_SetNetworkParam(&param);
}

void on_lost(LLONG, char*, LONG, LDWORD user)
{
    ++*reinterpret_cast<std::atomic<int>*>(user);
}

} // namespace

TEST_CASE("a_connection_that_nobody_answers_is_tried_for_the_time_and_as_often_as_was_set")
{
    const FullPort nobody;
    const Sdk sdk;
    const NetworkForTest network([](auto&) {});
    const auto given_up = [&] {
        Login login;
        const auto took = time_of([&] { login = log_in(login_input("127.0.0.1", nobody.port, "admin", "secret")); });
        CHECK(login.error == NET_LOGIN_ERROR_CONNECT);
        CHECK(login.out.nError == 9);
        CHECK(login.stage == NETSDK_OPEN_LOGIN_NOT_CONNECTED);
        return took;
    };
    // Each takes longer than the default, 1500, would with one try; and not as long as what was set before.
    set([](auto& p) { p.nConnectTime = hour; });
    CLIENT_SetConnectTime(1800, 1);
    CHECK(given_up() >= milliseconds(1800));
    CLIENT_SetConnectTime(600, 3);
    const auto thrice = given_up();
    CHECK(thrice >= milliseconds(1800));
    CHECK(thrice < far_off);
    CLIENT_SetConnectTime(hour, 10);
    set([](auto& p) {
        p.nConnectTime = 600;
        p.nConnectTryNum = 3;
    });
    const auto by_parameters = given_up();
    CHECK(by_parameters >= milliseconds(1800));
    CHECK(by_parameters < far_off);
    CLIENT_SetConnectTime(hour, 10);
    CLIENT_SetConnectTime(0, 0);
    const auto by_default = given_up();
    CHECK(by_default >= milliseconds(1500));
    CHECK(by_default < far_off);
}

TEST_CASE("a_wait_that_was_set_holds_for_the_logins_begun_after_it")
{
    const LimitsForTest limits([](auto& l) { l.nStepTimeoutMs = hour; });
    const Sdk sdk;
    LoopbackDevice device({});
    const NetworkForTest network([](auto& p) { p.nWaittime = 3000; });
    const auto patient = log_in(device);
    set([](auto& p) { p.nWaittime = 500; });
    const auto hasty = log_in(device);
    device.fail(Fault::silent_rpc);
    CHECK(time_of_question(hasty.handle) < far_off);
    CHECK(time_of_question(patient.handle) >= milliseconds(3000));
}

TEST_CASE("zero_brings_back_the_default_of_a_wait_whatever_was_set_before")
{
    const LimitsForTest limits([](auto& l) { l.nStepTimeoutMs = 1000; });
    const Sdk sdk;
    LoopbackDevice device({});
    const NetworkForTest network([](auto& p) { p.nWaittime = 1; });
    set([](auto&) {});
    const auto login = log_in(device);
    REQUIRE(login.handle > 0);
    device.fail(Fault::silent_rpc);
    CHECK(time_of_question(login.handle) >= milliseconds(1000));
}

TEST_CASE("the_opening_of_a_live_view_has_a_time_of_its_own_and_that_of_a_request_by_default")
{
    constexpr int too_long = 30'000; // beyond far_off: a test that fails comes to its end
    const LimitsForTest limits([](auto& l) { l.nStepTimeoutMs = too_long; });
    const Sdk sdk;
    LoopbackDevice device({});
    const NetworkForTest network([](auto&) {});
    const auto login = log_in(device);
    REQUIRE(login.handle > 0);
    device.fail(Fault::holds_grants);
    const auto given_up = [&] {
        return time_of([&] {
            CHECK(CLIENT_RealPlayEx(login.handle, 0, nullptr, DH_RType_Realplay) == 0);
            CHECK(CLIENT_GetLastError() == NET_NETWORK_ERROR);
        });
    };
    // Four steps of that time are waited for. The time of a request makes it neither longer nor shorter; where none was
    // set, it is that.
    set([](auto& p) {
        p.nWaittime = too_long;
        p.nGetConnInfoTime = 100;
    });
    CHECK(given_up() < far_off);
    set([](auto& p) {
        p.nWaittime = 1;
        p.nGetConnInfoTime = 1000;
    });
    CHECK(given_up() >= milliseconds(4000));
    set([](auto& p) { p.nWaittime = 100; });
    CHECK(given_up() < far_off);
}

TEST_CASE("keep_alives_and_the_loss_time_are_those_of_the_network_parameters")
{
    const LimitsForTest limits([](auto& l) { l.nKeepAliveMs = l.nLossMs = hour; });
    std::atomic<int> lost{0};
    const Sdk sdk(on_lost, reinterpret_cast<LDWORD>(&lost));
    const NetworkForTest network([](auto& p) {
        p.bKeepLifeInterval = 1;
        p.bDetectDisconnTime = 3;
    });
    LoopbackDevice device({});
    REQUIRE(log_in(device).handle > 0);
    CHECK(eventually([&] { return device.counts().keep_alives > 0; }, far_off));
    device.fail(Fault::mute);
    CHECK(eventually([&] { return lost == 1; }, far_off));
}

TEST_CASE("zero_brings_back_the_default_of_keep_alives_and_of_the_loss_time")
{
    const LimitsForTest limits([](auto& l) {
        l.nKeepAliveMs = 20;
        l.nLossMs = 2000;
    });
    std::atomic<int> lost{0};
    const Sdk sdk(on_lost, reinterpret_cast<LDWORD>(&lost));
    const NetworkForTest network([](auto& p) { p.bKeepLifeInterval = p.bDetectDisconnTime = 255; });
    set([](auto&) {});
    LoopbackDevice device({});
    REQUIRE(log_in(device).handle > 0);
    CHECK(eventually([&] { return device.counts().keep_alives > 3; }, far_off));
    device.fail(Fault::mute);
    CHECK(eventually([&] { return lost == 1; }, far_off));
}
