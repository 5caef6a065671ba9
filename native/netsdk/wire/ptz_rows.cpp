#include "wire/ptz_commands.h"

#include <algorithm>

namespace netsdk::wire {

namespace {

using Shape = PtzShape;
using Mark = PtzMark;
using Value = PtzValue;

// The most that a device is believed to count of its presets, tours, scans and patterns; what a camera really has, it
// tells itself. A structure's values come as the structure has them: angles in tenths of a degree, speeds as shares.
constexpr std::array nothing = std::array<PtzParameter, 0>{};
constexpr std::array speed{PtzParameter{Value::second, "speed", 1, 8}};
constexpr std::array lens_speed{PtzParameter{Value::second, "speed", 0, 8}};
constexpr std::array two_speeds{PtzParameter{Value::first, "vertical speed", 0, 8},
                                PtzParameter{Value::second, "horizontal speed", 0, 8}};
constexpr std::array first_speed{PtzParameter{Value::first, "speed", 1, 8}};
constexpr std::array preset{PtzParameter{Value::second, "preset", 1, 255}};
constexpr std::array tour_ways{0, 76, 96, 99};
constexpr std::array tour_way{PtzParameter{Value::first, "tour", 0, 255},
                              PtzParameter{Value::third, "what to do", 0, 99, tour_ways}};
constexpr std::array tour_point{PtzParameter{Value::first, "tour", 0, 255},
                                PtzParameter{Value::second, "preset", 1, 255}};
constexpr std::array tour{PtzParameter{Value::first, "tour", 0, 255}};
constexpr std::array scan{PtzParameter{Value::first, "scan", 0, 255}};
constexpr std::array pattern{PtzParameter{Value::first, "pattern", 0, 255}};
constexpr std::array on_off{PtzParameter{Value::first, "on or off", 0, 1}};
constexpr std::array light{PtzParameter{Value::first, "light", 0, 255}};
constexpr std::array screen{PtzParameter{Value::first, "right of the middle", -8191, 8191},
                            PtzParameter{Value::second, "below the middle", -8191, 8191},
                            PtzParameter{Value::third, "zoom", -16, 16}};
constexpr std::array angles{PtzParameter{Value::first, "pan in tenths of a degree", 0, 3600},
                            PtzParameter{Value::second, "tilt in tenths of a degree", -1800, 1800},
                            PtzParameter{Value::third, "zoom level", 1, 128}};
constexpr std::array place{PtzParameter{Value::pan, "pan in tenths of a degree", 0, 3600},
                           PtzParameter{Value::tilt, "tilt in tenths of a degree", -1800, 1800},
                           PtzParameter{Value::zoom, "zoom level", 0, 128},
                           PtzParameter{Value::pan_speed, "pan speed", -1, 1},
                           PtzParameter{Value::tilt_speed, "tilt speed", -1, 1},
                           PtzParameter{Value::zoom_speed, "zoom speed", -1, 1}};
constexpr std::array motion{
    PtzParameter{Value::pan_speed, "pan speed", -1, 1}, PtzParameter{Value::tilt_speed, "tilt speed", -1, 1},
    PtzParameter{Value::zoom_speed, "zoom speed", -1, 1}, PtzParameter{Value::seconds, "seconds", 0, 3600}};

// Codes are those of the documented HTTP interface, which ptz.start and ptz.stop take too. What is marked guess is put
// together or taken by analogy; this is the one place to change it.
constexpr std::array rows{
    PtzRow{0, "UP_CONTROL", Shape::vertical, "Up", "", Mark::solid, speed},
    PtzRow{1, "DOWN_CONTROL", Shape::vertical, "Down", "", Mark::solid, speed},
    PtzRow{2, "LEFT_CONTROL", Shape::horizontal, "Left", "", Mark::solid, speed},
    PtzRow{3, "RIGHT_CONTROL", Shape::horizontal, "Right", "", Mark::solid, speed},
    PtzRow{4, "ZOOM_ADD_CONTROL", Shape::lens, "ZoomTele", "", Mark::solid, lens_speed},
    PtzRow{5, "ZOOM_DEC_CONTROL", Shape::lens, "ZoomWide", "", Mark::solid, lens_speed},
    // The manual calls ADD "focus -".
    PtzRow{6, "FOCUS_ADD_CONTROL", Shape::lens, "FocusNear", "", Mark::guess, lens_speed},
    PtzRow{7, "FOCUS_DEC_CONTROL", Shape::lens, "FocusFar", "", Mark::guess, lens_speed},
    PtzRow{8, "APERTURE_ADD_CONTROL", Shape::lens, "IrisLarge", "", Mark::solid, lens_speed},
    PtzRow{9, "APERTURE_DEC_CONTROL", Shape::lens, "IrisSmall", "", Mark::solid, lens_speed},
    PtzRow{10, "POINT_MOVE_CONTROL", Shape::preset_go, "", "", Mark::solid, preset},
    PtzRow{11, "POINT_SET_CONTROL", Shape::preset_set, "", "", Mark::solid, preset},
    PtzRow{12, "POINT_DEL_CONTROL", Shape::preset_clear, "", "", Mark::solid, preset},
    PtzRow{13, "POINT_LOOP_CONTROL", Shape::tour, "StartTour", "StopTour", Mark::solid, tour_way},
    PtzRow{14, "LAMP_CONTROL", Shape::on_off, "Wiper", "", Mark::one_source, on_off},
    PtzRow{32, "LEFTTOP", Shape::diagonal, "LeftUp", "", Mark::solid, two_speeds},
    PtzRow{33, "RIGHTTOP", Shape::diagonal, "RightUp", "", Mark::solid, two_speeds},
    PtzRow{34, "LEFTDOWN", Shape::diagonal, "LeftDown", "", Mark::solid, two_speeds},
    PtzRow{35, "RIGHTDOWN", Shape::diagonal, "RightDown", "", Mark::solid, two_speeds},
    PtzRow{36, "ADDTOLOOP", Shape::tour_point, "AddTour", "", Mark::solid, tour_point},
    PtzRow{37, "DELFROMLOOP", Shape::tour_point, "DelTour", "", Mark::solid, tour_point},
    PtzRow{38, "CLOSELOOP", Shape::number, "ClearTour", "", Mark::solid, tour},
    PtzRow{39, "STARTPANCRUISE", Shape::plain, "AutoPanOn", "AutoPanOff", Mark::solid, nothing},
    PtzRow{40, "STOPPANCRUISE", Shape::plain, "AutoPanOff", "", Mark::solid, nothing},
    PtzRow{41, "SETLEFTBORDER", Shape::number, "SetLeftLimit", "", Mark::solid, scan},
    PtzRow{42, "SETRIGHTBORDER", Shape::number, "SetRightLimit", "", Mark::solid, scan},
    PtzRow{43, "STARTLINESCAN", Shape::number, "AutoScanOn", "AutoScanOff", Mark::solid, scan},
    PtzRow{44, "CLOSELINESCAN", Shape::number, "AutoScanOff", "", Mark::solid, scan},
    PtzRow{45, "SETMODESTART", Shape::number, "SetPatternBegin", "SetPatternEnd", Mark::solid, pattern},
    PtzRow{46, "SETMODESTOP", Shape::number, "SetPatternEnd", "", Mark::solid, pattern},
    PtzRow{47, "RUNMODE", Shape::number, "StartPattern", "StopPattern", Mark::solid, pattern},
    PtzRow{48, "STOPMODE", Shape::number, "StopPattern", "", Mark::solid, pattern},
    PtzRow{49, "DELETEMODE", Shape::refused, "", "", Mark::no_facts, nothing},
    PtzRow{50, "REVERSECOMM", Shape::refused, "", "", Mark::no_facts, nothing},
    PtzRow{51, "FASTGOTO", Shape::screen, "", "", Mark::guess, screen},
    PtzRow{54, "OPENMENU", Shape::plain, "Menu", "Exit", Mark::solid, nothing},
    PtzRow{55, "CLOSEMENU", Shape::plain, "Exit", "", Mark::solid, nothing},
    PtzRow{56, "MENUOK", Shape::plain, "Enter", "", Mark::solid, nothing},
    PtzRow{57, "MENUCANCEL", Shape::plain, "MenuCancel", "", Mark::guess, nothing},
    PtzRow{58, "MENUUP", Shape::plain, "MenuUp", "", Mark::solid, nothing},
    PtzRow{59, "MENUDOWN", Shape::plain, "MenuDown", "", Mark::guess, nothing},
    PtzRow{60, "MENULEFT", Shape::plain, "MenuLeft", "", Mark::guess, nothing},
    PtzRow{61, "MENURIGHT", Shape::plain, "MenuRight", "", Mark::guess, nothing},
    PtzRow{64, "ALARMHANDLE", Shape::refused, "", "", Mark::no_facts, nothing},
    PtzRow{65, "MATRIXSWITCH", Shape::refused, "", "", Mark::no_facts, nothing},
    PtzRow{66, "LIGHTCONTROL", Shape::number, "Light", "", Mark::one_source, light},
    PtzRow{67, "EXACTGOTO", Shape::angles, "PositionABS", "", Mark::one_source, angles},
    PtzRow{68, "RESETZERO", Shape::zero, "PositionABS", "", Mark::guess, nothing},
    PtzRow{69, "MOVE_ABSOLUTELY", Shape::absolute, "", "", Mark::one_source, place},
    PtzRow{70, "MOVE_CONTINUOUSLY", Shape::continuous, "Continuously", "", Mark::solid, motion},
    PtzRow{77, "SET_ABS_ZOOMFOCUS", Shape::refused, "", "", Mark::no_facts, nothing},
    PtzRow{81, "RESTART", Shape::plain, "Restart", "", Mark::solid, nothing},
    PtzRow{82, "INTELLI_TRACKMOVE", Shape::refused, "", "", Mark::no_facts, nothing},
    PtzRow{84, "PAUSELINESCAN", Shape::plain, "AutoScanOff", "", Mark::guess, nothing},
    PtzRow{112, "UP_TELE", Shape::composed, "Up+", "", Mark::guess, first_speed},
    PtzRow{113, "DOWN_TELE", Shape::composed, "Down+", "", Mark::guess, first_speed},
    PtzRow{114, "LEFT_TELE", Shape::composed, "Left+", "", Mark::guess, first_speed},
    PtzRow{115, "RIGHT_TELE", Shape::composed, "Right+", "", Mark::guess, first_speed},
    PtzRow{116, "LEFTUP_TELE", Shape::composed, "LeftUp+", "", Mark::guess, first_speed},
    PtzRow{117, "LEFTDOWN_TELE", Shape::composed, "LeftDown+", "", Mark::guess, first_speed},
    PtzRow{118, "TIGHTUP_TELE", Shape::composed, "RightUp+", "", Mark::guess, first_speed},
    PtzRow{119, "RIGHTDOWN_TELE", Shape::composed, "RightDown+", "", Mark::guess, first_speed},
    PtzRow{120, "UP_WIDE", Shape::composed, "Up-", "", Mark::guess, first_speed},
    PtzRow{121, "DOWN_WIDE", Shape::composed, "Down-", "", Mark::guess, first_speed},
    PtzRow{122, "LEFT_WIDE", Shape::composed, "Left-", "", Mark::guess, first_speed},
    PtzRow{123, "RIGHT_WIDE", Shape::composed, "Right-", "", Mark::guess, first_speed},
    PtzRow{124, "LEFTUP_WIDE", Shape::composed, "LeftUp-", "", Mark::guess, first_speed},
    PtzRow{125, "LEFTDOWN_WIDE", Shape::composed, "LeftDown-", "", Mark::guess, first_speed},
    PtzRow{126, "TIGHTUP_WIDE", Shape::composed, "RightUp-", "", Mark::guess, first_speed},
    PtzRow{127, "RIGHTDOWN_WIDE", Shape::composed, "RightDown-", "", Mark::guess, first_speed},
    PtzRow{128, "GOTOPRESETSNAP", Shape::refused, "", "", Mark::two_orders, nothing}, // 10, then a picture
    PtzRow{130, "DIRECTIONCALIBRATION", Shape::calibrate, "", "", Mark::one_source, nothing},
    PtzRow{134, "BASE_MOVE_ABSOLUTELY", Shape::refused, "", "", Mark::no_facts, nothing},
    PtzRow{137, "BASE_MOVE_ABSOLUTELY_ONLYPT", Shape::refused, "", "", Mark::no_facts, nothing},
    PtzRow{138, "BASE_MOVE_ABSOLUTELY_ONLYZOOM", Shape::refused, "", "", Mark::no_facts, nothing},
    PtzRow{139, "STOP_MOVE", Shape::stop_move, "", "", Mark::one_source, nothing},
};
static_assert(rows.size() == 76, "the appendix has 76 commands");
static_assert(std::ranges::is_sorted(rows, {}, &PtzRow::command));

} // namespace

std::span<const PtzRow> ptz_rows() noexcept
{
    return rows;
}

const PtzRow* ptz_row(std::uint32_t command) noexcept
{
    const auto* const found = std::ranges::find(rows, command, &PtzRow::command);
    return found == rows.end() ? nullptr : found;
}

} // namespace netsdk::wire
