#include "wire/device_parts.h"
#include "wire/device_time.h"

#include <doctest/doctest.h>

using namespace netsdk;
using wire::AlarmPort;
using wire::Error;

namespace {

wire::RpcMessage answer(std::string_view json)
{
    return wire::parse_rpc_message(wire::bytes_of(json), {}).value();
}

} // namespace

TEST_CASE("a_device_tells_its_time_in_params_or_in_result")
{
    const wire::DeviceTime wanted{2026, 1, 2, 3, 4, 5};
    CHECK(wire::current_time(answer(R"({"id":1,"params":{"time":"2026-01-02 03:04:05"},"result":true})")) == wanted);
    CHECK(wire::current_time(answer(R"({"id":1,"result":"2026-1-2 3:04:05"})")) == wanted);
    CHECK(wire::current_time(answer(R"({"id":1,"result":true})")).error() == Error::malformed);
    CHECK(wire::parse_device_time(wire::write_device_time(wanted)) == wanted);
    CHECK(wire::write_device_time(wanted) == "2026-01-02 03:04:05");
}

TEST_CASE("times_that_are_none_are_not_taken")
{
    for (const auto* const text :
         {"", "2026", "2026-01-02", "2026-01-02 03:04", "2026-02-30 00:00:00", "2026-13-01 00:00:00",
          "2026-01-02 24:00:00", "2026-01-02 23:60:00", "2026-01-02 23:00:60", "1999-01-01 00:00:00",
          "2026-01-02 03:04:05 x", "2026/01/02 03:04:05", "-1-01-02 03:04:05", "99999-01-02 03:04:05"}) {
        CAPTURE(text);
        CHECK(wire::parse_device_time(text).error() == Error::malformed);
    }
    CHECK(wire::parse_device_time("2028-02-29 23:59:59"));
}

TEST_CASE("disks_are_counted_and_their_partitions_read")
{
    const auto disks = wire::parse_disks(answer(R"({"id":1,"result":true,"params":{"info":[
        {"Name":"/dev/sda","State":"Success","Detail":[
            {"Path":"/mnt/dvr/sda0","Type":"ReadWrite","TotalBytes":4000787030016.0,"UsedBytes":1000000,"IsError":false},
            {"Path":"/mnt/dvr/sda1","Type":"ReadOnly","TotalBytes":-5,"UsedBytes":"many","IsError":true}]},
        {"Name":"/dev/sdb","State":"Error","Detail":null}]}})"));
    REQUIRE(disks);
    CHECK(disks.value().count == 2);
    REQUIRE(disks.value().parts.size() == 2);
    CHECK(disks.value().parts[0] == wire::DiskPart{0, 0, "/dev/sda", "ReadWrite", 4000787030016, 1000000, false});
    CHECK(disks.value().parts[1] == wire::DiskPart{0, 1, "/dev/sda", "ReadOnly", 0, 0, true});
    CHECK(wire::parse_disks(answer(R"({"id":1,"result":true,"params":{"info":null}})")).value().count == 0);
    CHECK(wire::parse_disks(answer(R"({"id":1,"result":true,"params":[{"Name":"a"}]})")).value().count == 1);
    CHECK(wire::parse_disks(answer(R"({"id":1,"result":true})")).error() == Error::malformed);
    CHECK(wire::parse_disks(answer(R"({"id":1,"params":{"info":"no"}})")).error() == Error::malformed);
}

TEST_CASE("alarm_ports_are_told_by_any_of_three_answers")
{
    const auto slots = answer(R"({"id":1,"params":{"inputs":16,"outputs":4}})");
    CHECK(wire::alarm_ports(slots, AlarmPort::input) == 16);
    CHECK(wire::alarm_ports(slots, AlarmPort::output) == 4);
    CHECK(wire::alarm_ports(answer(R"({"id":1,"params":{"count":3}})"), AlarmPort::output) == 3);
    const auto product = answer(R"({"id":1,"params":{"definition":{"AlarmInChannel":6,"AlarmOutChannel":"?"}}})");
    CHECK(wire::alarm_ports(product, AlarmPort::input) == 6);
    CHECK(!wire::alarm_ports(product, AlarmPort::output));
}

TEST_CASE("alarm_inputs_are_read_from_bits_and_from_lists")
{
    const std::vector<bool> wanted{true, false, true};
    CHECK(wire::parse_alarm_inputs(answer(R"({"id":1,"params":{"result":5}})")) == wanted);
    CHECK(wire::parse_alarm_inputs(answer(R"({"id":1,"params":{"state":[1,0,true]}})")) == wanted);
    CHECK(wire::parse_alarm_inputs(
              answer(R"({"id":1,"params":{"states":[{"State":true},{"State":false},{"State":true}]}})")) == wanted);
    CHECK(wire::parse_alarm_inputs(answer(R"({"id":1,"params":{"state":0}})")).value().empty());
    CHECK(wire::parse_alarm_inputs(answer(R"({"id":1,"params":{"state":"on"}})")).error() == Error::malformed);
    CHECK(wire::parse_alarm_inputs(answer(R"({"id":1,"params":null})")).error() == Error::malformed);
}

TEST_CASE("whether_a_channel_records_is_told_or_the_answer_is_none")
{
    CHECK(wire::parse_recording(answer(R"({"id":1,"params":{"state":true}})")) == true);
    CHECK(wire::parse_recording(answer(R"({"id":1,"params":{"state":1}})")).error() == Error::malformed);
}
