#include "session/search_machine.h"

#include <doctest/doctest.h>

using namespace netsdk;
using session::AnswerKind;
using session::SearchKinds;
using session::SearchMachine;

namespace {

constexpr net::Time start{std::chrono::hours(1)};

wire::DiscoveredDevice device(const std::string& serial, const std::string& address, const std::string& mac = "")
{
    wire::DiscoveredDevice device;
    device.serial = serial;
    device.ipv4.address = address;
    device.mac = mac;
    return device;
}

struct Asked {
    int json = 0;
    int binary = 0;
    net::Time first_binary{};
};

Asked ask_for_a_minute(SearchMachine& machine)
{
    Asked asked;
    for (auto now = start; now < start + std::chrono::seconds(60); now += net::Milliseconds(100)) {
        const auto due = machine.tick(now);
        asked.json += due.json ? 1 : 0;
        if (due.binary && asked.binary++ == 0)
            asked.first_binary = now;
    }
    return asked;
}

} // namespace

TEST_CASE("a_search_asks_often_at_first_and_then_seldom")
{
    SearchMachine machine(start, SearchKinds::json);
    const auto asked = ask_for_a_minute(machine);
    CHECK(asked.json == 15); // ten in the first ten seconds, then one every ten
    CHECK(asked.binary == 0);
    CHECK(machine.deadline() == start + std::chrono::seconds(60));
}

TEST_CASE("older_devices_are_asked_later_and_only_where_they_are_wanted")
{
    SearchMachine machine(start, SearchKinds::json_and_binary);
    const auto asked = ask_for_a_minute(machine);
    CHECK(asked.json == 15);
    CHECK(asked.binary == 14);
    CHECK(asked.first_binary == start + SearchMachine::binary_later);
}

TEST_CASE("a_device_that_answers_at_two_addresses_is_told_once_per_mac")
{
    SearchMachine machine(start, SearchKinds::json);
    CHECK(machine.is_new(device("A", "10.0.0.1", "90:02:A9:00:00:01"), AnswerKind::json));
    CHECK(!machine.is_new(device("A", "10.0.0.1", "90:02:A9:00:00:01"), AnswerKind::json));
    CHECK(!machine.is_new(device("A", "10.0.0.2", "90-02-a9-00-00-01"), AnswerKind::json));
}

TEST_CASE("two_devices_at_one_address_are_two_by_their_macs")
{
    SearchMachine machine(start, SearchKinds::json);
    CHECK(machine.is_new(device("A", "192.168.1.108", "90:02:a9:00:00:01"), AnswerKind::json));
    CHECK(machine.is_new(device("A", "192.168.1.108", "90:02:a9:00:00:02"), AnswerKind::json));
    CHECK(machine.is_new(device("", "192.168.1.108", "90:02:a9:00:00:03"), AnswerKind::json));
}

TEST_CASE("a_device_that_tells_no_mac_is_told_once_per_serial_and_address")
{
    for (const std::string mac : {"", "00:00:00:00:00:00"}) {
        SearchMachine machine(start, SearchKinds::json);
        CHECK(machine.is_new(device("A", "10.0.0.1", mac), AnswerKind::json));
        CHECK(!machine.is_new(device("A", "10.0.0.1", mac), AnswerKind::json));
        CHECK(machine.is_new(device("A", "10.0.0.2", mac), AnswerKind::json));
        CHECK(machine.is_new(device("B", "10.0.0.1", mac), AnswerKind::json));
    }
}

TEST_CASE("a_device_that_answers_both_ways_is_told_once_and_known_by_its_mac")
{
    for (const auto first : {AnswerKind::json, AnswerKind::binary}) {
        const auto second = first == AnswerKind::json ? AnswerKind::binary : AnswerKind::json;
        SearchMachine machine(start, SearchKinds::json_and_binary);
        CHECK(machine.is_new(device("A", "10.0.0.1", "90:02:A9:00:00:01"), first));
        CHECK(!machine.is_new(device("a", "10.0.0.9", "9002a9000001"), second));
        CHECK(machine.is_new(device("B", "10.0.0.1", "90:02:a9:00:00:02"), second));
    }
}

TEST_CASE("a_binary_answer_without_a_mac_goes_by_its_address")
{
    SearchMachine machine(start, SearchKinds::json_and_binary);
    CHECK(machine.is_new(device("A", "10.0.0.1", "90:02:a9:00:00:01"), AnswerKind::json));
    CHECK(!machine.is_new(device("other", "10.0.0.1"), AnswerKind::binary));
    CHECK(machine.is_new(device("B", "10.0.0.2"), AnswerKind::binary));
    CHECK(!machine.is_new(device("B", "10.0.0.2"), AnswerKind::binary));
    CHECK(!machine.is_new(device("B2", "10.0.0.2", "90:02:a9:00:00:02"), AnswerKind::json));
    CHECK(machine.is_new(device("C", "10.0.0.3"), AnswerKind::json));
    CHECK(!machine.is_new(device("C", "10.0.0.3", "90:02:a9:00:00:03"), AnswerKind::binary));
}

TEST_CASE("a_search_remembers_no_more_than_its_bound")
{
    SearchMachine machine(start, SearchKinds::json_and_binary);
    int told = 0;
    for (int number = 0; number < 70'000; ++number)
        told += machine.is_new(device(std::to_string(number), std::to_string(number)), AnswerKind::binary) ? 1 : 0;
    CHECK(told == 65'536);
}
