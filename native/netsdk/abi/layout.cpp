#include "abi/layout.h"

#include "abi/layout_fields.h"
#include "include/netsdk_open.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace netsdk::abi {
namespace {
struct StructLayout {
    std::string_view name;
    std::size_t wanted; // the number of the ABI
    std::size_t actual; // what this compiler makes of our declaration
};

constexpr StructLayout structs[] = {
    {"NETSDK_INIT_PARAM", 1028, sizeof(NETSDK_INIT_PARAM)},
    {"NET_PARAM", 48, sizeof(NET_PARAM)},
    {"NET_DEVICEINFO_Ex", 100, sizeof(NET_DEVICEINFO_Ex)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", 288, sizeof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY)},
    {"NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY", 240, sizeof(NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY)},
    {"DEVICE_NET_INFO_EX", 1120, sizeof(DEVICE_NET_INFO_EX)},
    {"NET_BRIDGE_NET_CARDS_MAC_LIST", 64, sizeof(NET_BRIDGE_NET_CARDS_MAC_LIST)},
    {"DEVICE_NET_INFO_EX2", 7328, sizeof(DEVICE_NET_INFO_EX2)},
    {"NET_IN_STARTSERACH_DEVICE", 112, sizeof(NET_IN_STARTSERACH_DEVICE)},
    {"NET_OUT_STARTSERACH_DEVICE", 4, sizeof(NET_OUT_STARTSERACH_DEVICE)},
    {"NET_TIME", 24, sizeof(NET_TIME)},
    {"CFG_PTZ_MOTION_RANGE", 16, sizeof(CFG_PTZ_MOTION_RANGE)},
    {"CFG_PTZ_PROTOCOL_CAPS_INFO", 7456, sizeof(CFG_PTZ_PROTOCOL_CAPS_INFO)},
    {"NET_CLIENT_STATE", 56, sizeof(NET_CLIENT_STATE)},
    {"NET_DEV_DISKSTATE", 12, sizeof(NET_DEV_DISKSTATE)},
    {"DH_HARDDISK_STATE", 3076, sizeof(DH_HARDDISK_STATE)},
    {"PTZ_SPACE_UNIT", 44, sizeof(PTZ_SPACE_UNIT)},
    {"PTZ_SPEED_UNIT", 44, sizeof(PTZ_SPEED_UNIT)},
    {"PTZ_CONTROL_ABSOLUTELY", 152, sizeof(PTZ_CONTROL_ABSOLUTELY)},
    {"PTZ_CONTROL_CONTINUOUSLY", 112, sizeof(PTZ_CONTROL_CONTINUOUSLY)},
    {"NET_IN_STOP_MOVE_INFO", 4, sizeof(NET_IN_STOP_MOVE_INFO)},
    {"DEVICE_IP_SEARCH_INFO", 16400, sizeof(DEVICE_IP_SEARCH_INFO)},
    {"SNAP_PARAMS", 40, sizeof(SNAP_PARAMS)},
    {"NET_IN_SNAP_PIC_TO_FILE_PARAM", 304, sizeof(NET_IN_SNAP_PIC_TO_FILE_PARAM)},
    {"NET_OUT_SNAP_PIC_TO_FILE_PARAM", 24, sizeof(NET_OUT_SNAP_PIC_TO_FILE_PARAM)},
    {"NET_IN_INIT_DEVICE_ACCOUNT", 480, sizeof(NET_IN_INIT_DEVICE_ACCOUNT)},
    {"NET_OUT_INIT_DEVICE_ACCOUNT", 4, sizeof(NET_OUT_INIT_DEVICE_ACCOUNT)},
    {"NETSDK_OPEN_LIMITS", 72, sizeof(NETSDK_OPEN_LIMITS)},
    {"NETSDK_OPEN_FIGURES", 88, sizeof(NETSDK_OPEN_FIGURES)},
    {"NETSDK_OPEN_WATCHDOG", 40, sizeof(NETSDK_OPEN_WATCHDOG)},
};

static_assert(std::ranges::all_of(structs, [](const StructLayout& s) { return s.wanted == s.actual; }));
static_assert(std::ranges::all_of(fields, [](const FieldLayout& f) { return f.wanted == f.actual; }));
} // namespace

std::uint32_t struct_size(std::string_view name) noexcept
{
    const auto* const found = std::ranges::find(structs, name, &StructLayout::name);
    return found == std::end(structs) ? 0 : static_cast<std::uint32_t>(found->actual);
}

std::uint32_t field_offset(std::string_view name, std::string_view field) noexcept
{
    const auto* const found =
        std::ranges::find_if(fields, [&](const FieldLayout& f) { return f.name == name && f.field == field; });
    return found == std::end(fields) ? unknown_offset : static_cast<std::uint32_t>(found->actual);
}

} // namespace netsdk::abi
