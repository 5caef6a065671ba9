#include "wire/stream_requests.h"

#include "tests/support/hex.h"

#include <doctest/doctest.h>

using namespace netsdk;
using wire::Error;
using wire::StreamReply;

namespace {

std::string body_of(const wire::Result<wire::Buffer>& frame)
{
    const auto header = wire::DvripHeader::read(frame.value());
    CHECK(header.value().command() == wire::Command::text);
    CHECK(header.value().body_length() == frame.value().size() - 32);
    return std::string(wire::text_of(wire::Bytes(frame.value()).subspan(32)));
}

wire::Result<StreamReply> parse(std::string_view body)
{
    return wire::parse_stream_reply(wire::DvripHeader(wire::Command::text, 0), test::buffer_of(body), {});
}

} // namespace

// Lines and their order: a public GStreamer source element (which runs against devices) and two clients in Go.
TEST_CASE("a_sub_connection_is_reserved_by_AddObject")
{
    CHECK(body_of(wire::reserve_request(1)) ==
          "TransactionID:1\r\nMethod:AddObject\r\n"
          "ParameterName:Dahua.Device.Network.ControlConnection.Passive\r\nConnectProtocol:0\r\n\r\n");
}

TEST_CASE("a_new_connection_joins_by_AckSubChannel")
{
    CHECK(body_of(wire::join_request(2, 305419896, 9)) ==
          "TransactionID:2\r\nMethod:GetParameterNames\r\n"
          "ParameterName:Dahua.Device.Network.ControlConnection.AckSubChannel\r\n"
          "SessionID:305419896\r\nConnectionID:9\r\n\r\n");
}

TEST_CASE("live_media_starts_and_stops_by_Monitor_General_with_channels_from_0")
{
    CHECK(body_of(wire::live_request(3, {0, 1}, wire::LiveOrder::start, 9)) ==
          "TransactionID:3\r\nMethod:GetParameterNames\r\n"
          "ParameterName:Dahua.Device.Network.Monitor.General\r\n"
          "channel:0\r\nstate:1\r\nConnectionID:9\r\nstream:1\r\n\r\n");
    CHECK(body_of(wire::live_request(4, {15, 0}, wire::LiveOrder::stop, 9)) ==
          "TransactionID:4\r\nMethod:GetParameterNames\r\n"
          "ParameterName:Dahua.Device.Network.Monitor.General\r\n"
          "channel:15\r\nstate:0\r\nConnectionID:9\r\nstream:0\r\n\r\n");
}

TEST_CASE("a_sub_connection_is_given_back_by_DeleteObject")
{
    CHECK(body_of(wire::release_request(5, 9)) ==
          "TransactionID:5\r\nMethod:DeleteObject\r\n"
          "ParameterName:Dahua.Device.Network.ControlConnection.Passive\r\nConnectionID:9\r\n\r\n");
}

TEST_CASE("a_reply_tells_method_fault_and_connection")
{
    const auto reply = parse("TransactionID:1\r\nMethod:AddObjectResponse\r\nFaultCode:OK\r\nConnectionID:9\r\n\r\n");
    REQUIRE(reply);
    CHECK(reply.value() == StreamReply{"AddObjectResponse", "OK", 1, 9});
    CHECK(reply.value().ok());
}

TEST_CASE("a_refusal_is_a_value_with_the_devices_word")
{
    const auto reply = parse("FaultCode:NoResource\r\n\r\n");
    REQUIRE(reply);
    CHECK(reply.value() == StreamReply{"", "NoResource", std::nullopt, std::nullopt});
    CHECK_FALSE(reply.value().ok());
}

TEST_CASE("what_is_no_reply_is_an_error")
{
    CHECK(parse("Method:AddObjectResponse\r\n\r\n").error() == Error::unexpected_answer);
    CHECK(parse("").error() == Error::malformed);
    const auto other =
        wire::parse_stream_reply(wire::DvripHeader(wire::Command::rpc, 0), test::buffer_of("FaultCode:OK\r\n"), {});
    CHECK(other.error() == Error::unexpected_answer);
}
