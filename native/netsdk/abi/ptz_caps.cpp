#include "abi/ptz_caps.h"

#include "abi/structs.h"
#include "wire/text.h"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace netsdk::abi {
namespace {
using Caps = CFG_PTZ_PROTOCOL_CAPS_INFO;
using wire::Json;

constexpr std::size_t max_name = 31;
constexpr std::size_t aux_names = 32;

template <class T>
struct Field {
    const char* key;
    T Caps::* field;
};

// The names under which devices tell these. Those in the documented interface are solid: Pan, Tile, Zoom, Focus, Iris,
// the ranges of presets, tours, patterns, auxiliaries, speeds and zoom, the motion range and the name. All others are
// [?]: the struct's own names without their first letter, as those above are. This is the one place to change them.
constexpr std::array flags{
    Field<BOOL>{"Pan", &Caps::bPan},
    Field<BOOL>{"Tile", &Caps::bTile},
    Field<BOOL>{"Zoom", &Caps::bZoom},
    Field<BOOL>{"Iris", &Caps::bIris},
    Field<BOOL>{"Preset", &Caps::bPreset},
    Field<BOOL>{"RemovePreset", &Caps::bRemovePreset},
    Field<BOOL>{"Tour", &Caps::bTour},
    Field<BOOL>{"RemoveTour", &Caps::bRemoveTour},
    Field<BOOL>{"Pattern", &Caps::bPattern},
    Field<BOOL>{"AutoPan", &Caps::bAutoPan},
    Field<BOOL>{"AutoScan", &Caps::bAutoScan},
    Field<BOOL>{"Aux", &Caps::bAux},
    Field<BOOL>{"Alarm", &Caps::bAlarm},
    Field<BOOL>{"Light", &Caps::bLight},
    Field<BOOL>{"Wiper", &Caps::bWiper},
    Field<BOOL>{"Flip", &Caps::bFlip},
    Field<BOOL>{"Menu", &Caps::bMenu},
    Field<BOOL>{"MoveRelatively", &Caps::bMoveRelatively},
    Field<BOOL>{"MoveAbsolutely", &Caps::bMoveAbsolutely},
    Field<BOOL>{"MoveDirectly", &Caps::bMoveDirectly},
    Field<BOOL>{"Reset", &Caps::bReset},
    Field<BOOL>{"GetStatus", &Caps::bGetStatus},
    Field<BOOL>{"SupportLimit", &Caps::bSupportLimit},
    Field<BOOL>{"PtzDevice", &Caps::bPtzDevice},
    Field<BOOL>{"IsSupportViewRange", &Caps::bIsSupportViewRange},
    Field<BOOL>{"SupportPresetTimeSection", &Caps::bSupportPresetTimeSection},
    Field<BOOL>{"Focus", &Caps::bFocus},
    Field<BOOL>{"SupportPtzPatternOSD", &Caps::bSupportPtzPatternOSD},
    Field<BOOL>{"SupportPtzRS485DetectOSD", &Caps::bSupportPtzRS485DetectOSD},
    Field<BOOL>{"SupportPTZCoordinates", &Caps::bSupportPTZCoordinates},
    Field<BOOL>{"SupportPTZZoom", &Caps::bSupportPTZZoom},
    Field<BOOL>{"DirectionDisplay", &Caps::bDirectionDisplay},
    Field<BOOL>{"MoveContinuously", &Caps::bMoveContinuously},
};
constexpr std::array words{
    Field<WORD>{"CamAddrMin", &Caps::wCamAddrMin},
    Field<WORD>{"CamAddrMax", &Caps::wCamAddrMax},
    Field<WORD>{"MonAddrMin", &Caps::wMonAddrMin},
    Field<WORD>{"MonAddrMax", &Caps::wMonAddrMax},
    Field<WORD>{"PresetMin", &Caps::wPresetMin},
    Field<WORD>{"PresetMax", &Caps::wPresetMax},
    Field<WORD>{"TourMin", &Caps::wTourMin},
    Field<WORD>{"TourMax", &Caps::wTourMax},
    Field<WORD>{"PatternMin", &Caps::wPatternMin},
    Field<WORD>{"PatternMax", &Caps::wPatternMax},
    Field<WORD>{"TileSpeedMin", &Caps::wTileSpeedMin},
    Field<WORD>{"TileSpeedMax", &Caps::wTileSpeedMax},
    Field<WORD>{"PanSpeedMin", &Caps::wPanSpeedMin},
    Field<WORD>{"PanSpeedMax", &Caps::wPanSpeedMax},
    Field<WORD>{"AutoScanMin", &Caps::wAutoScanMin},
    Field<WORD>{"AutoScanMax", &Caps::wAutoScanMax},
    Field<WORD>{"AuxMin", &Caps::wAuxMin},
    Field<WORD>{"AuxMax", &Caps::wAuxMax},
};
constexpr std::array numbers{
    Field<DWORD>{"Interval", &Caps::dwInterval},
    Field<DWORD>{"Type", &Caps::dwType},
    Field<DWORD>{"AlarmLen", &Caps::dwAlarmLen},
    Field<DWORD>{"NearLightNumber", &Caps::dwNearLightNumber},
    Field<DWORD>{"FarLightNumber", &Caps::dwFarLightNumber},
    Field<DWORD>{"SupportViewRangeType", &Caps::dwSupportViewRangeType},
    Field<DWORD>{"SupportFocusMode", &Caps::dwSupportFocusMode},
    Field<DWORD>{"ZoomMax", &Caps::dwZoomMax},
    Field<DWORD>{"ZoomMin", &Caps::dwZoomMin},
};

/// Whether a capability is there: true, a number that is not 0, or an object that says more of it.
[[nodiscard]] bool flag(const Json* value)
{
    if (value == nullptr)
        return false;
    const auto* const more = value->if_object();
    return wire::flag_or_number(*value).value_or(more != nullptr && !more->empty());
}

[[nodiscard]] std::int32_t angle(const Json* range, std::size_t at)
{
    const auto* const ends = range == nullptr ? nullptr : range->if_array();
    if (ends == nullptr || ends->size() <= at)
        return 0;
    const double value = wire::real_number((*ends)[at]).value_or(0);
    return value >= -3600 && value <= 3600 ? static_cast<std::int32_t>(value) : 0;
}

/// The caps themselves, wherever they stand.
[[nodiscard]] const Json* caps_of(const Json& answer)
{
    const Json* const params = wire::member(&answer, "params");
    const Json* const holder = params == nullptr ? &answer : params;
    const Json* const caps = wire::member(holder, "caps");
    const Json* const found = caps == nullptr ? holder : caps;
    return found->is_object() ? found : nullptr;
}

void read_auxs(const Json* names, Caps& caps)
{
    const auto* const list = names == nullptr ? nullptr : names->if_array();
    if (list == nullptr)
        return;
    for (std::size_t at = 0; at < std::min(list->size(), aux_names); ++at)
        if (const auto name = wire::raw_text(&(*list)[at]))
            std::ranges::copy(wire::display_text(*name, max_name), caps.szAuxs + at * (max_name + 1));
}

[[nodiscard]] Json auxs_of(const Caps& caps)
{
    wire::JsonArray names;
    for (std::size_t at = 0; at < aux_names; ++at) {
        const char* const name = caps.szAuxs + at * (max_name + 1);
        const std::string_view text(name, ::strnlen(name, max_name + 1));
        if (text.empty())
            break;
        names.emplace_back(text);
    }
    return names;
}
} // namespace

wire::Result<Caps> parse_ptz_caps(const Json& answer)
{
    const Json* const told = caps_of(answer);
    if (told == nullptr)
        return wire::Error::malformed;
    Caps caps{};
    caps.nStructSize = sizeof caps;
    for (const auto& each : flags)
        caps.*each.field = flag(wire::member(told, each.key)) ? TRUE : FALSE;
    for (const auto& each : words) {
        const auto number = wire::number_member(told, each.key).value_or(0);
        caps.*each.field = number > std::numeric_limits<WORD>::max() ? WORD{0} : static_cast<WORD>(number);
    }
    for (const auto& each : numbers)
        caps.*each.field = wire::number_member(told, each.key).value_or(0);
    text_out(caps.szName, wire::text_member(told, "Name", max_name).value_or(""));
    read_auxs(wire::member(told, "Auxs"), caps);
    const Json* const range = wire::member(told, "PtzMotionRange");
    const Json* const across = wire::member(range, "HorizontalAngle");
    const Json* const down = wire::member(range, "VerticalAngle");
    caps.stuPtzMotionRange = {angle(across, 0), angle(across, 1), angle(down, 0), angle(down, 1)};
    return caps;
}

Json write_ptz_caps(const Caps& caps)
{
    wire::JsonObject told;
    for (const auto& each : flags)
        told[each.key] = caps.*each.field != FALSE;
    for (const auto& each : words)
        told[each.key] = caps.*each.field;
    for (const auto& each : numbers)
        told[each.key] = caps.*each.field;
    told["Name"] = text_in(caps.szName);
    told["Auxs"] = auxs_of(caps);
    const auto& range = caps.stuPtzMotionRange;
    told["PtzMotionRange"] = {{"HorizontalAngle", {range.nHorizontalAngleMin, range.nHorizontalAngleMax}},
                              {"VerticalAngle", {range.nVerticalAngleMin, range.nVerticalAngleMax}}};
    return {{"caps", std::move(told)}};
}

std::optional<std::uint32_t> ptz_caps_size(std::int32_t struct_size, std::uint32_t buffer) noexcept
{
    constexpr std::array generations{1436U, 3792U, 5864U, 7452U, 7456U};
    const auto wanted = struct_size == 0 ? buffer : static_cast<std::uint32_t>(struct_size);
    if (wanted > buffer || std::ranges::find(generations, wanted) == generations.end())
        return std::nullopt;
    return wanted;
}

} // namespace netsdk::abi
