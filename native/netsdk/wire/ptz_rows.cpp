#include "wire/ptz_commands.h"

#include <algorithm>

namespace netsdk::wire {

namespace {

using Shape = PtzShape;
using Mark = PtzMark;

// Codes are those of the documented HTTP interface, which ptz.start and ptz.stop take too. What is marked guess is put
// together or taken by analogy; this is the one place to change it.
constexpr std::array rows{
    PtzRow{0, "UP_CONTROL", Shape::vertical, "Up", "", Mark::solid},
    PtzRow{1, "DOWN_CONTROL", Shape::vertical, "Down", "", Mark::solid},
    PtzRow{2, "LEFT_CONTROL", Shape::horizontal, "Left", "", Mark::solid},
    PtzRow{3, "RIGHT_CONTROL", Shape::horizontal, "Right", "", Mark::solid},
    PtzRow{4, "ZOOM_ADD_CONTROL", Shape::lens, "ZoomTele", "", Mark::solid},
    PtzRow{5, "ZOOM_DEC_CONTROL", Shape::lens, "ZoomWide", "", Mark::solid},
    PtzRow{6, "FOCUS_ADD_CONTROL", Shape::lens, "FocusNear", "", Mark::guess}, // the manual calls ADD "focus -"
    PtzRow{7, "FOCUS_DEC_CONTROL", Shape::lens, "FocusFar", "", Mark::guess},
    PtzRow{8, "APERTURE_ADD_CONTROL", Shape::lens, "IrisLarge", "", Mark::solid},
    PtzRow{9, "APERTURE_DEC_CONTROL", Shape::lens, "IrisSmall", "", Mark::solid},
    PtzRow{10, "POINT_MOVE_CONTROL", Shape::preset_go, "", "", Mark::solid},
    PtzRow{11, "POINT_SET_CONTROL", Shape::preset_set, "", "", Mark::solid},
    PtzRow{12, "POINT_DEL_CONTROL", Shape::preset_clear, "", "", Mark::solid},
    PtzRow{13, "POINT_LOOP_CONTROL", Shape::tour, "StartTour", "StopTour", Mark::solid},
    PtzRow{14, "LAMP_CONTROL", Shape::on_off, "Wiper", "", Mark::one_source},
    PtzRow{32, "LEFTTOP", Shape::diagonal, "LeftUp", "", Mark::solid},
    PtzRow{33, "RIGHTTOP", Shape::diagonal, "RightUp", "", Mark::solid},
    PtzRow{34, "LEFTDOWN", Shape::diagonal, "LeftDown", "", Mark::solid},
    PtzRow{35, "RIGHTDOWN", Shape::diagonal, "RightDown", "", Mark::solid},
    PtzRow{36, "ADDTOLOOP", Shape::tour_point, "AddTour", "", Mark::solid},
    PtzRow{37, "DELFROMLOOP", Shape::tour_point, "DelTour", "", Mark::solid},
    PtzRow{38, "CLOSELOOP", Shape::number, "ClearTour", "", Mark::solid},
    PtzRow{39, "STARTPANCRUISE", Shape::plain, "AutoPanOn", "AutoPanOff", Mark::solid},
    PtzRow{40, "STOPPANCRUISE", Shape::plain, "AutoPanOff", "", Mark::solid},
    PtzRow{41, "SETLEFTBORDER", Shape::number, "SetLeftLimit", "", Mark::solid},
    PtzRow{42, "SETRIGHTBORDER", Shape::number, "SetRightLimit", "", Mark::solid},
    PtzRow{43, "STARTLINESCAN", Shape::number, "AutoScanOn", "AutoScanOff", Mark::solid},
    PtzRow{44, "CLOSELINESCAN", Shape::number, "AutoScanOff", "", Mark::solid},
    PtzRow{45, "SETMODESTART", Shape::number, "SetPatternBegin", "SetPatternEnd", Mark::solid},
    PtzRow{46, "SETMODESTOP", Shape::number, "SetPatternEnd", "", Mark::solid},
    PtzRow{47, "RUNMODE", Shape::number, "StartPattern", "StopPattern", Mark::solid},
    PtzRow{48, "STOPMODE", Shape::number, "StopPattern", "", Mark::solid},
    PtzRow{49, "DELETEMODE", Shape::refused, "", "", Mark::no_facts},
    PtzRow{50, "REVERSECOMM", Shape::refused, "", "", Mark::no_facts},
    PtzRow{51, "FASTGOTO", Shape::screen, "", "", Mark::guess},
    PtzRow{54, "OPENMENU", Shape::plain, "Menu", "Exit", Mark::solid},
    PtzRow{55, "CLOSEMENU", Shape::plain, "Exit", "", Mark::solid},
    PtzRow{56, "MENUOK", Shape::plain, "Enter", "", Mark::solid},
    PtzRow{57, "MENUCANCEL", Shape::plain, "MenuCancel", "", Mark::guess},
    PtzRow{58, "MENUUP", Shape::plain, "MenuUp", "", Mark::solid},
    PtzRow{59, "MENUDOWN", Shape::plain, "MenuDown", "", Mark::guess},
    PtzRow{60, "MENULEFT", Shape::plain, "MenuLeft", "", Mark::guess},
    PtzRow{61, "MENURIGHT", Shape::plain, "MenuRight", "", Mark::guess},
    PtzRow{64, "ALARMHANDLE", Shape::refused, "", "", Mark::no_facts},
    PtzRow{65, "MATRIXSWITCH", Shape::refused, "", "", Mark::no_facts},
    PtzRow{66, "LIGHTCONTROL", Shape::number, "Light", "", Mark::one_source},
    PtzRow{67, "EXACTGOTO", Shape::angles, "PositionABS", "", Mark::one_source},
    PtzRow{68, "RESETZERO", Shape::zero, "PositionABS", "", Mark::guess},
    PtzRow{69, "MOVE_ABSOLUTELY", Shape::absolute, "", "", Mark::one_source},
    PtzRow{70, "MOVE_CONTINUOUSLY", Shape::continuous, "Continuously", "", Mark::solid},
    PtzRow{77, "SET_ABS_ZOOMFOCUS", Shape::refused, "", "", Mark::no_facts},
    PtzRow{81, "RESTART", Shape::plain, "Restart", "", Mark::solid},
    PtzRow{82, "INTELLI_TRACKMOVE", Shape::refused, "", "", Mark::no_facts},
    PtzRow{84, "PAUSELINESCAN", Shape::plain, "AutoScanOff", "", Mark::guess},
    PtzRow{112, "UP_TELE", Shape::composed, "Up+", "", Mark::guess},
    PtzRow{113, "DOWN_TELE", Shape::composed, "Down+", "", Mark::guess},
    PtzRow{114, "LEFT_TELE", Shape::composed, "Left+", "", Mark::guess},
    PtzRow{115, "RIGHT_TELE", Shape::composed, "Right+", "", Mark::guess},
    PtzRow{116, "LEFTUP_TELE", Shape::composed, "LeftUp+", "", Mark::guess},
    PtzRow{117, "LEFTDOWN_TELE", Shape::composed, "LeftDown+", "", Mark::guess},
    PtzRow{118, "TIGHTUP_TELE", Shape::composed, "RightUp+", "", Mark::guess},
    PtzRow{119, "RIGHTDOWN_TELE", Shape::composed, "RightDown+", "", Mark::guess},
    PtzRow{120, "UP_WIDE", Shape::composed, "Up-", "", Mark::guess},
    PtzRow{121, "DOWN_WIDE", Shape::composed, "Down-", "", Mark::guess},
    PtzRow{122, "LEFT_WIDE", Shape::composed, "Left-", "", Mark::guess},
    PtzRow{123, "RIGHT_WIDE", Shape::composed, "Right-", "", Mark::guess},
    PtzRow{124, "LEFTUP_WIDE", Shape::composed, "LeftUp-", "", Mark::guess},
    PtzRow{125, "LEFTDOWN_WIDE", Shape::composed, "LeftDown-", "", Mark::guess},
    PtzRow{126, "TIGHTUP_WIDE", Shape::composed, "RightUp-", "", Mark::guess},
    PtzRow{127, "RIGHTDOWN_WIDE", Shape::composed, "RightDown-", "", Mark::guess},
    PtzRow{128, "GOTOPRESETSNAP", Shape::refused, "", "", Mark::two_orders}, // 10, then a picture
    PtzRow{130, "DIRECTIONCALIBRATION", Shape::calibrate, "", "", Mark::one_source},
    PtzRow{134, "BASE_MOVE_ABSOLUTELY", Shape::refused, "", "", Mark::no_facts},
    PtzRow{137, "BASE_MOVE_ABSOLUTELY_ONLYPT", Shape::refused, "", "", Mark::no_facts},
    PtzRow{138, "BASE_MOVE_ABSOLUTELY_ONLYZOOM", Shape::refused, "", "", Mark::no_facts},
    PtzRow{139, "STOP_MOVE", Shape::stop_move, "", "", Mark::one_source},
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
