#include "tests/abi/asking.h"

#include <doctest/doctest.h>

#include <memory>

using namespace netsdk::test;

namespace {

constexpr const char* answer = R"({"id":7,"session":1,"result":true,"params":{"caps":{"Name":"DH-SD1","Pan":true,
    "Tile":true,"Zoom":false,"Focus":1,"PresetMin":1,"PresetMax":300,"TourMax":70000,"PanSpeedMax":8,"ZoomMax":30,
    "Auxs":["Light","Wiper"],"MoveAbsolutely":{"Type":{"Real":true}},
    "PtzMotionRange":{"HorizontalAngle":[0,360],"VerticalAngle":[-20,90]}}}})";

BOOL parse(void* out, DWORD size)
{
    return CLIENT_ParseData(name(CFG_CAP_CMD_PTZ), name(answer), out, size, nullptr);
}

} // namespace

TEST_CASE("what_a_camera_can_is_read_into_every_generation_of_the_struct_and_no_further")
{
    for (const DWORD size : {1436U, 3792U, 5864U, 7452U, 7456U}) {
        CAPTURE(size);
        const auto memory = std::make_unique<char[]>(size); // exactly so much, so that a byte too many is noticed
        std::memcpy(memory.get(), &size, sizeof size);
        DWORD written = 0;
        REQUIRE(CLIENT_ParseData(name(CFG_CAP_CMD_PTZ), name(answer), memory.get(), size, &written) == TRUE);
        CHECK(written == size);
        CFG_PTZ_PROTOCOL_CAPS_INFO caps{};
        std::memcpy(&caps, memory.get(), size);
        CHECK(caps.nStructSize == static_cast<std::int32_t>(size));
        CHECK(caps.bPan == TRUE);
        CHECK(caps.bTile == TRUE);
        CHECK(caps.bZoom == FALSE);
        CHECK(caps.bFocus == TRUE);
        CHECK(caps.bMoveAbsolutely == TRUE);
        CHECK(caps.wPresetMin == 1);
        CHECK(caps.wPresetMax == 300);
        CHECK(caps.wTourMax == 0); // more than the field holds: nothing to believe
        CHECK(caps.wPanSpeedMax == 8);
        CHECK(caps.dwZoomMax == 30);
        CHECK(std::string(caps.szName) == "DH-SD1");
        CHECK(std::string(caps.szAuxs) == "Light");
        CHECK(std::string(caps.szAuxs + 32) == "Wiper");
        CHECK(caps.stuPtzMotionRange.nHorizontalAngleMax == 360);
        CHECK(caps.stuPtzMotionRange.nVerticalAngleMin == -20);
    }
}

TEST_CASE("a_struct_without_its_size_has_that_of_the_buffer_and_other_sizes_are_refused")
{
    CFG_PTZ_PROTOCOL_CAPS_INFO caps{};
    CHECK(parse(&caps, sizeof caps) == TRUE);
    CHECK(caps.nStructSize == 7456);
    caps.nStructSize = 1436;
    CHECK(parse(&caps, sizeof caps) == TRUE);
    CHECK(caps.nStructSize == 1436);
    for (const std::int32_t wrong : {1435, 4, -1, 7457, 8000}) {
        caps.nStructSize = wrong;
        CHECK(parse(&caps, sizeof caps) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_ERROR_PARAM_DWSIZE_ERROR);
    }
    caps.nStructSize = 3792;
    CHECK(parse(&caps, 1436) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ERROR_PARAM_DWSIZE_ERROR);
    CHECK(parse(&caps, 0) == FALSE);
}

TEST_CASE("capabilities_written_and_read_again_are_the_same")
{
    CFG_PTZ_PROTOCOL_CAPS_INFO caps{};
    REQUIRE(parse(&caps, sizeof caps) == TRUE);
    char text[8192];
    REQUIRE(CLIENT_PacketData(name(CFG_CAP_CMD_PTZ), &caps, sizeof caps, text, sizeof text) == TRUE);
    CFG_PTZ_PROTOCOL_CAPS_INFO again{};
    REQUIRE(CLIENT_ParseData(name(CFG_CAP_CMD_PTZ), text, &again, sizeof again, nullptr) == TRUE);
    CHECK(std::memcmp(&caps, &again, sizeof caps) == 0);
    CHECK(CLIENT_PacketData(name(CFG_CAP_CMD_PTZ), &caps, sizeof caps, text, 100) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_INSUFFICIENT_BUFFER);
}

TEST_CASE("other_names_and_what_is_no_answer_are_refused")
{
    CFG_PTZ_PROTOCOL_CAPS_INFO caps{};
    char text[64];
    CHECK(CLIENT_ParseData(name("Encode"), name(answer), &caps, sizeof caps, nullptr) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NOT_SUPPORTED);
    CHECK(CLIENT_PacketData(name("Encode"), &caps, sizeof caps, text, sizeof text) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_NOT_SUPPORTED);
    for (const char* const wrong : {"", "[]", "7", "{\"params\":{\"caps\":7}}", "{"}) {
        CAPTURE(wrong);
        CHECK(CLIENT_ParseData(name(CFG_CAP_CMD_PTZ), name(wrong), &caps, sizeof caps, nullptr) == FALSE);
        CHECK(CLIENT_GetLastError() == NET_RETURN_DATA_ERROR);
    }
    CHECK(CLIENT_ParseData(nullptr, name(answer), &caps, sizeof caps, nullptr) == FALSE);
    CHECK(CLIENT_ParseData(name(CFG_CAP_CMD_PTZ), nullptr, &caps, sizeof caps, nullptr) == FALSE);
    CHECK(CLIENT_ParseData(name(CFG_CAP_CMD_PTZ), name(answer), nullptr, sizeof caps, nullptr) == FALSE);
    CHECK(CLIENT_PacketData(name(CFG_CAP_CMD_PTZ), nullptr, 7456, text, sizeof text) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
}
