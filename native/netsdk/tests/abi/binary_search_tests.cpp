#include "tests/abi/discovery_peer.h"
#include "tests/abi/sdk.h"
#include "wire/old_discovery.h"

#include <doctest/doctest.h>

#include <map>
#include <mutex>

using namespace netsdk;
using namespace netsdk::test;

namespace {

wire::DiscoveredDevice device(const std::string& serial, const std::string& address, const std::string& mac)
{
    wire::DiscoveredDevice device;
    device.serial = serial;
    device.ipv4 = {address, "255.0.0.0", "127.0.0.1", false};
    device.mac = mac;
    device.port = 37777;
    device.http_port = 80;
    device.machine_name = "Gate";
    device.device_type = "DVR0404LE";
    device.version = "2.608.0000.0";
    return device;
}

/// A device that answers both ways, and one that knows the binary search alone.
struct Both {
    const wire::DiscoveredDevice young = device("YOUNG0001", "127.0.0.1", "90:02:a9:00:00:01");
    const wire::DiscoveredDevice old = device("OLD0001", "127.0.0.9", "90:02:a9:00:00:02");
    DiscoveryPeer by_json{young};
    DiscoveryPeer binary{std::vector{wire::old_discovery_reply(young).value(), wire::old_discovery_reply(old).value()}};
    const LimitsForTest limits{[this](auto& all) {
        all.nDiscoveryPort = by_json.port;
        all.nOldDiscoveryPort = binary.port;
    }};
};

struct Found {
    std::mutex mutex;
    std::map<std::string, int> times;
    DEVICE_NET_INFO_EX old{};

    void add(const DEVICE_NET_INFO_EX& info)
    {
        const std::lock_guard lock(mutex);
        ++times[info.szSerialNo];
        if (std::string(info.szSerialNo) == "OLD0001")
            old = info;
    }
    std::map<std::string, int> told()
    {
        const std::lock_guard lock(mutex);
        return times;
    }
};

void on_found(LLONG, DEVICE_NET_INFO_EX2* info, void* user)
{
    static_cast<Found*>(user)->add(info->stuDevInfo);
}

void on_address(DEVICE_NET_INFO_EX* info, void* user)
{
    static_cast<Found*>(user)->add(*info);
}

LLONG start(Found& found)
{
    NET_IN_STARTSERACH_DEVICE in{};
    in.dwSize = sizeof in;
    put(in.szLocalIp, std::string("127.0.0.1"));
    in.cbSearchDevices = on_found;
    in.pUserData = &found;
    NET_OUT_STARTSERACH_DEVICE out{sizeof out};
    return CLIENT_StartSearchDevicesEx(&in, &out);
}

BOOL search_by_address(Found& found, DWORD time = 2500)
{
    DEVICE_IP_SEARCH_INFO info{};
    info.dwSize = sizeof info;
    info.nIpNum = 1;
    put(info.szIP[0], std::string("127.0.0.1"));
    return CLIENT_SearchDevicesByIPs(&info, on_address, reinterpret_cast<LDWORD>(&found), nullptr, time);
}

using Times = std::map<std::string, int>;

} // namespace

TEST_CASE("a_binary_search_tells_older_devices_too_and_each_device_once")
{
    Both both;
    Found found;
    {
        const Sdk sdk;
        CHECK(NETSDK_OPEN_SearchBinary(TRUE) == TRUE);
        const auto handle = start(found);
        REQUIRE(handle > 0);
        REQUIRE(eventually([&] { return both.binary.questions >= 2 && found.told().size() == 2; }));
        CHECK(CLIENT_StopSearchDevices(handle) == TRUE);
    }
    CHECK(found.times == Times{{"OLD0001", 1}, {"YOUNG0001", 1}});
    CHECK(std::string(found.old.szIP) == "127.0.0.9");
    CHECK(std::string(found.old.szSubmask) == "255.0.0.0");
    CHECK(std::string(found.old.szGateway) == "127.0.0.1");
    CHECK(std::string(found.old.szMac) == "90:02:a9:00:00:02");
    CHECK(std::string(found.old.szDetailType) == "DVR0404LE");
    CHECK(std::string(found.old.szDevSoftVersion) == "2.608.0000.0");
    CHECK(std::string(found.old.szDevName) == "Gate");
    CHECK(found.old.nPort == 37777);
    CHECK(found.old.nHttpPort == 80);
    CHECK(found.old.byInitStatus == 0);
}

TEST_CASE("older_devices_are_asked_by_the_search_that_was_told_to_and_by_no_other")
{
    Both both;
    const Sdk sdk;
    Found without;
    CHECK(search_by_address(without) == TRUE);
    CHECK(without.times == Times{{"YOUNG0001", 1}});
    CHECK(both.binary.questions == 0);

    CHECK(NETSDK_OPEN_SearchBinary(TRUE) == TRUE);
    Found with;
    CHECK(search_by_address(with, 8000) == TRUE); // for a busy machine
    CHECK(with.times == Times{{"OLD0001", 1}, {"YOUNG0001", 1}});

    CHECK(NETSDK_OPEN_SearchBinary(TRUE) == TRUE);
    CHECK(NETSDK_OPEN_SearchBinary(FALSE) == TRUE);
    const auto before = both.binary.questions.load();
    CHECK(NETSDK_OPEN_SearchBinary(TRUE) == TRUE);
    CHECK(CLIENT_SearchDevicesByIPs(nullptr, on_address, 0, nullptr, 10) == FALSE); // uses it up
    Found after;
    CHECK(search_by_address(after) == TRUE);
    CHECK(after.times == Times{{"YOUNG0001", 1}});
    CHECK(both.binary.questions == before);
}
