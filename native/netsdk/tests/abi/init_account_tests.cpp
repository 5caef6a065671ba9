#include "tests/abi/discovery_peer.h"
#include "tests/abi/sdk.h"
#include "tests/net/loopback_http.h"
#include "tests/support/envelope_opener.h"

#include <boost/json/value.hpp>
#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;

namespace {

constexpr const char* mac = "90:02:a9:00:00:01";
constexpr const char* good_password = "right-Password1";
constexpr const char* success = R"("result":true)";
constexpr const char* refusal = R"("result":false,"error":{"code":268894211,"message":"bad parameter"})";

/// A device without a password, that is found by its MAC and takes one over HTTP.
struct FactoryDevice {
    FactoryDevice()
    {
        members["DevInit.getStatus"] = R"("result":true,"params":{"Init":1,"Find":"BC"})";
        members["Security.getEncryptInfo"] = R"("result":true,"params":{"asymmetric":"RSA","pub":")" +
                                             opener.public_text() + R"(","cipher":["AES-128","RPAC-256"]})";
        members["DevInit.account"] = success;
        members["DevInit.access"] = success;
    }
    LoopbackHttp::Answer answer(const LoopbackHttp::Request& request)
    {
        CHECK(request.method == "POST");
        CHECK(request.target == "/OutsideCmd");
        const auto call = wire::parse_json(request.body, {}).value();
        const auto method = wire::text_member(&call, "method", 99).value();
        const std::lock_guard lock(mutex);
        asked.push_back(method);
        CHECK(request.body.find("Password1") == std::string::npos);
        if (call.at("params").is_object())
            opened[method] = opener.open(call.at("params")).value_or("");
        const auto known = members.find(method);
        if (known == members.end())
            return {404, ""};
        if (!known->second.starts_with('"'))
            return {200, known->second};
        return {200, "{\"id\":" + wire::write_json(call.at("id")) + "," + known->second + "}"};
    }
    wire::DiscoveredDevice told() const
    {
        wire::DiscoveredDevice device;
        device.mac = mac;
        device.ipv4.address = "127.0.0.1";
        device.http_port = http.port();
        device.init = 1;
        return device;
    }
    /// The members of the answer to a method, or the whole of it; null: the device does not know the method.
    void answer_with(const std::string& method, const char* answer)
    {
        const std::lock_guard lock(mutex);
        members.erase(method);
        if (answer != nullptr)
            members[method] = answer;
    }
    /// What a call's envelope held.
    std::string opened_of(const std::string& method)
    {
        const std::lock_guard lock(mutex);
        return opened[method];
    }
    std::vector<std::string> calls()
    {
        const std::lock_guard lock(mutex);
        return asked;
    }

    const EnvelopeOpener opener;
    std::mutex mutex; // guards what follows
    std::map<std::string, std::string> members;
    std::vector<std::string> asked;
    std::map<std::string, std::string> opened;
    LoopbackHttp http{[this](const auto& request) { return answer(request); }};
};

NET_IN_INIT_DEVICE_ACCOUNT input(const std::string& password = good_password)
{
    NET_IN_INIT_DEVICE_ACCOUNT in{};
    in.dwSize = sizeof in;
    put(in.szMac, mac);
    put(in.szUserName, "admin");
    put(in.szPwd, password);
    put(in.szCellPhone, "5550199");
    put(in.szMail, "me@example.org");
    in.byPwdResetWay = 2;
    return in;
}

DWORD initialise(NET_IN_INIT_DEVICE_ACCOUNT in, DWORD time = 20000)
{
    NET_OUT_INIT_DEVICE_ACCOUNT out{sizeof out};
    char local[] = "127.0.0.1";
    return CLIENT_InitDevAccount(&in, &out, time, local) == TRUE ? NET_NOERROR : CLIENT_GetLastError();
}

struct Scene {
    FactoryDevice device;
    DiscoveryPeer peer{device.told()};
    const LimitsForTest limits{[this](auto& l) { l.nDiscoveryPort = peer.port; }};
    const Sdk sdk;
};

} // namespace

TEST_CASE("a_device_is_found_by_its_mac_and_gets_its_first_password_in_an_envelope")
{
    Scene scene;
    auto in = input();
    put(in.szMac, "90-02-A9-00-00-01");
    CHECK(initialise(in) == NET_NOERROR);
    CHECK(NETSDK_OPEN_LastPasswordRule() == NETSDK_OPEN_PASSWORD_FINE);
    CHECK(scene.device.calls() == std::vector<std::string>{"DevInit.getStatus", "Security.getEncryptInfo",
                                                           "DevInit.account", "DevInit.access"});
    const auto account = wire::parse_json(scene.device.opened_of("DevInit.account"), {}).value();
    CHECK(account ==
          wire::Json{{"name", "admin"}, {"pwd", good_password}, {"CellPhone", ""}, {"Mail", "me@example.org"}});
    CHECK(scene.device.opened_of("DevInit.access") == R"({"NetAccess":0,"UpgradeCheck":2})");
    CHECK(eventually([&] { return scene.device.http.counts().open == 0; }));
    CHECK(figures().nSearches == 0);
}

TEST_CASE("every_generation_of_the_struct_is_taken_and_no_other")
{
    Scene scene;
    for (const std::uint32_t size : {400U, 404U, 480U}) {
        auto in = input();
        in.dwSize = size;
        CHECK(initialise(in) == NET_NOERROR);
    }
    for (const std::uint32_t size : {0U, 399U, 401U, 481U}) {
        auto in = input();
        in.dwSize = size;
        CHECK(initialise(in) == NET_ERROR_PARAM_DWSIZE_ERROR);
    }
}

TEST_CASE("a_password_that_breaks_a_rule_is_refused_with_the_rule_and_nothing_is_sent")
{
    Scene scene;
    CHECK(initialise(input("short-1")) == NET_ERROR_PWD_ILLEGAL);
    CHECK(NETSDK_OPEN_LastPasswordRule() == NETSDK_OPEN_PASSWORD_TOO_SHORT);
    CHECK(initialise(input("my-Admin-7")) == NET_ERROR_PWD_ILLEGAL);
    CHECK(NETSDK_OPEN_LastPasswordRule() == NETSDK_OPEN_PASSWORD_HAS_NAME);
    std::thread([] { CHECK(NETSDK_OPEN_LastPasswordRule() == NETSDK_OPEN_PASSWORD_FINE); }).join();
    CHECK(scene.peer.questions == 0);
    CHECK(scene.device.http.counts().connections == 0);
}

TEST_CASE("a_device_that_has_a_password_gets_no_other")
{
    Scene scene;
    scene.device.answer_with("DevInit.getStatus", R"("result":true,"params":{"Init":150,"Find":"BC"})");
    CHECK(initialise(input()) == NET_ERROR_DEVICE_ALREADY_INIT);
    CHECK(scene.device.calls() == std::vector<std::string>{"DevInit.getStatus"});
}

TEST_CASE("what_a_device_refuses_lacks_or_answers_wrongly_is_told_as_such")
{
    struct Row {
        const char* method;
        const char* members; ///< null = unknown to the device
        DWORD error;
        std::size_t calls;
    };
    const Row rows[] = {
        {"DevInit.getStatus", nullptr, NET_UNSUPPORTED, 1},
        {"DevInit.getStatus", R"("result":true,"params":{"Init":0})", NET_RETURN_DATA_ERROR, 1},
        {"DevInit.getStatus", R"("result":true,"params":{})", NET_RETURN_DATA_ERROR, 1},
        {"DevInit.getStatus", "this is no JSON", NET_RETURN_DATA_ERROR, 1},
        {"DevInit.getStatus", R"({"id":99,"result":true,"params":{"Init":1}})", NET_RETURN_DATA_ERROR, 1},
        {"Security.getEncryptInfo", refusal, NET_ILLEGAL_PARAM, 2},
        {"Security.getEncryptInfo", R"("result":true,"params":{"pub":"N:1,E:1","cipher":["AES-128"]})",
         NET_RETURN_DATA_ERROR, 2},
        {"Security.getEncryptInfo", R"("result":true,"params":{"asymmetric":"DH"})", NET_UNSUPPORTED, 2},
        {"DevInit.account", refusal, NET_ILLEGAL_PARAM, 3},
        {"DevInit.account", R"("result":false,"error":{"code":268959743,"message":"unset"})", NET_ERROR, 3},
        {"DevInit.access", refusal, NETSDK_OPEN_ERROR_ACCESS_NOT_SET, 4},
        {"DevInit.access", nullptr, NETSDK_OPEN_ERROR_ACCESS_NOT_SET, 4},
    };
    for (const auto& row : rows) {
        CAPTURE(row.method);
        CAPTURE(row.error);
        Scene scene;
        scene.device.answer_with(row.method, row.members);
        CHECK(initialise(input()) == row.error);
        CHECK(scene.device.calls().size() == row.calls);
        CHECK((NETSDK_OPEN_LastOrderSent() == TRUE) == (row.calls > 2)); // the account itself is the third
    }
}

TEST_CASE("arguments_that_cannot_be_right_are_refused_and_nothing_is_sent")
{
    Scene scene;
    auto no_mac = input(), no_name = input(), no_mail = input(), no_phone = input();
    std::memset(no_mac.szMac, 0, sizeof no_mac.szMac);
    std::memset(no_name.szUserName, 0, sizeof no_name.szUserName);
    std::memset(no_mail.szMail, 0, sizeof no_mail.szMail);
    std::memset(no_phone.szCellPhone, 0, sizeof no_phone.szCellPhone);
    no_phone.byPwdResetWay = 1;
    for (const auto& wrong : {no_mac, no_name, no_mail, no_phone})
        CHECK(initialise(wrong) == NET_ILLEGAL_PARAM);
    auto in = input();
    NET_OUT_INIT_DEVICE_ACCOUNT out{sizeof out};
    char elsewhere[] = "192.0.2.1";
    CHECK(CLIENT_InitDevAccount(&in, &out, 1000, elsewhere) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_InitDevAccount(nullptr, &out, 1000, nullptr) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_InitDevAccount(&in, nullptr, 1000, nullptr) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(scene.peer.questions == 0);
}

TEST_CASE("a_mac_that_no_device_answers_for_costs_the_callers_time_and_the_end_of_the_library_ends_the_wait")
{
    Scene scene;
    auto in = input();
    put(in.szMac, "90:02:a9:00:00:02");
    CHECK(initialise(in, 300) == NET_NETWORK_ERROR);
    CHECK(NETSDK_OPEN_LastOrderSent() == FALSE);
    CHECK(scene.peer.questions >= 1);
    CHECK(scene.device.http.counts().connections == 0);
    DWORD error = NET_NOERROR;
    const int before = scene.peer.questions;
    std::thread searching([&] { error = initialise(in, 600000); });
    REQUIRE(eventually([&] { return scene.peer.questions > before; }));
    CLIENT_Cleanup();
    searching.join();
    CHECK(error == NET_NOT_NOW);
    CHECK(initialise(input()) == NET_NO_INIT);
}

TEST_CASE("a_device_that_is_silent_costs_the_callers_time_and_the_end_of_the_library_ends_the_wait")
{
    Scene scene;
    scene.device.http.answer_by([](const auto&) {
        LoopbackHttp::Answer answer;
        answer.hold = true;
        return answer;
    });
    CHECK(initialise(input(), 500) == NET_NETWORK_ERROR);
    CHECK(NETSDK_OPEN_LastOrderSent() == FALSE);
    const int before = scene.device.http.counts().held;
    DWORD error = NET_NOERROR;
    std::thread waiting([&] { error = initialise(input(), 600000); });
    REQUIRE(eventually([&] { return scene.device.http.counts().held > before; }));
    CLIENT_Cleanup();
    waiting.join();
    CHECK(error == NET_NOT_NOW);
}
