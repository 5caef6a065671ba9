using System.Collections.Frozen;
using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using static DeviceCluster.Domain.Ptz.PtzAbility;
using With = DeviceCluster.Domain.Ptz.PtzParameters;

namespace DeviceCluster.Domain.Ptz;

/// <summary>All commands of the ABI, for orders that name them by number.</summary>
public static class PtzCommandTable
{
    private const PtzAbility Turns = Pan | Tilt;
    private const PtzAbility All = Pan | Tilt | PtzAbility.Zoom;

    private static readonly FrozenDictionary<int, PtzCommandRow> ByNumber;

    static PtzCommandTable()
    {
        Rows =
        [
            GoesOn(0, "UP_CONTROL", Tilt, With.Speed), GoesOn(1, "DOWN_CONTROL", Tilt, With.Speed),
            GoesOn(2, "LEFT_CONTROL", Pan, With.Speed), GoesOn(3, "RIGHT_CONTROL", Pan, With.Speed),
            GoesOn(4, "ZOOM_ADD_CONTROL", PtzAbility.Zoom, With.LensSpeed), GoesOn(5, "ZOOM_DEC_CONTROL", PtzAbility.Zoom, With.LensSpeed),
            GoesOn(6, "FOCUS_ADD_CONTROL", Focus, With.LensSpeed), GoesOn(7, "FOCUS_DEC_CONTROL", Focus, With.LensSpeed),
            GoesOn(8, "APERTURE_ADD_CONTROL", Iris, With.LensSpeed), GoesOn(9, "APERTURE_DEC_CONTROL", Iris, With.LensSpeed),
            Plain(10, "POINT_MOVE_CONTROL", Presets, With.Preset),
            HasOrder(11, "POINT_SET_CONTROL", Presets, With.Preset), Plain(12, "POINT_DEL_CONTROL", Presets, With.Preset),
            Plain(13, "POINT_LOOP_CONTROL", Tours, With.TourWay), Plain(14, "LAMP_CONTROL", None, With.OnOff),
            GoesOn(32, "LEFTTOP", Turns, With.TwoSpeeds), GoesOn(33, "RIGHTTOP", Turns, With.TwoSpeeds),
            GoesOn(34, "LEFTDOWN", Turns, With.TwoSpeeds), GoesOn(35, "RIGHTDOWN", Turns, With.TwoSpeeds),
            Plain(36, "ADDTOLOOP", Tours, With.TourPoint), Plain(37, "DELFROMLOOP", Tours, With.TourPoint), Plain(38, "CLOSELOOP", Tours, With.Tour),
            Plain(39, "STARTPANCRUISE", AutoPan), Plain(40, "STOPPANCRUISE", AutoPan),
            Plain(41, "SETLEFTBORDER", Scan, With.Scan), Plain(42, "SETRIGHTBORDER", Scan, With.Scan),
            Plain(43, "STARTLINESCAN", Scan, With.Scan), Plain(44, "CLOSELINESCAN", Scan, With.Scan),
            Plain(45, "SETMODESTART", Patterns, With.Pattern), Plain(46, "SETMODESTOP", Patterns, With.Pattern),
            Plain(47, "RUNMODE", Patterns, With.Pattern), Plain(48, "STOPMODE", Patterns, With.Pattern),
            NoFacts(49, "DELETEMODE", "no public source says how a device is told to delete a pattern", "record another one under its number"),
            NoFacts(50, "REVERSECOMM"), Plain(51, "FASTGOTO", Turns, With.Screen),
            Plain(54, "OPENMENU", Menu), Plain(55, "CLOSEMENU", Menu), Plain(56, "MENUOK", Menu), Plain(57, "MENUCANCEL", Menu),
            Plain(58, "MENUUP", Menu), Plain(59, "MENUDOWN", Menu), Plain(60, "MENULEFT", Menu), Plain(61, "MENURIGHT", Menu),
            NoFacts(64, "ALARMHANDLE"), NoFacts(65, "MATRIXSWITCH"), Plain(66, "LIGHTCONTROL", None, With.Light),
            Plain(67, "EXACTGOTO", Turns, With.Angles), Plain(68, "RESETZERO", Turns),
            HasOrder(69, "MOVE_ABSOLUTELY", Turns, With.Place), GoesOn(70, "MOVE_CONTINUOUSLY", None, With.Motion),
            NoFacts(
                77, "SET_ABS_ZOOMFOCUS", "devices can be told a zoom and a focus, but no public source says from where to where they count",
                "zoom with a move or go to a place, and turn the focus"),
            Plain(81, "RESTART", None), NoFacts(82, "INTELLI_TRACKMOVE"), Plain(84, "PAUSELINESCAN", Scan),
            GoesOn(112, "UP_TELE", All, With.FirstSpeed), GoesOn(113, "DOWN_TELE", All, With.FirstSpeed),
            GoesOn(114, "LEFT_TELE", All, With.FirstSpeed), GoesOn(115, "RIGHT_TELE", All, With.FirstSpeed),
            GoesOn(116, "LEFTUP_TELE", All, With.FirstSpeed), GoesOn(117, "LEFTDOWN_TELE", All, With.FirstSpeed),
            GoesOn(118, "TIGHTUP_TELE", All, With.FirstSpeed), GoesOn(119, "RIGHTDOWN_TELE", All, With.FirstSpeed),
            GoesOn(120, "UP_WIDE", All, With.FirstSpeed), GoesOn(121, "DOWN_WIDE", All, With.FirstSpeed),
            GoesOn(122, "LEFT_WIDE", All, With.FirstSpeed), GoesOn(123, "RIGHT_WIDE", All, With.FirstSpeed),
            GoesOn(124, "LEFTUP_WIDE", All, With.FirstSpeed), GoesOn(125, "LEFTDOWN_WIDE", All, With.FirstSpeed),
            GoesOn(126, "TIGHTUP_WIDE", All, With.FirstSpeed), GoesOn(127, "RIGHTDOWN_WIDE", All, With.FirstSpeed),
            Composed(128, "GOTOPRESETSNAP", Presets, "order a picture at a preset: the camera goes there, and the picture is taken when it has arrived"),
            Plain(130, "DIRECTIONCALIBRATION", None),
            NoFacts(134, "BASE_MOVE_ABSOLUTELY"), NoFacts(137, "BASE_MOVE_ABSOLUTELY_ONLYPT"), NoFacts(138, "BASE_MOVE_ABSOLUTELY_ONLYZOOM"),
            HasOrder(139, "STOP_MOVE", None),
        ];
        ByNumber = Rows.ToFrozenDictionary(row => row.Number);
    }

    public static ImmutableArray<PtzCommandRow> Rows { get; }

    public static PtzCommandRow? Find(int number) => ByNumber.GetValueOrDefault(number);

    /// <summary>By the manual's name, whatever its case.</summary>
    public static PtzCommandRow? Find(string name) => Rows.FirstOrDefault(row => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a command may not be given by its number; null when it may.</summary>
    internal static DeviceReply.Refused? Check(int number) => Find(number) switch
    {
        null => new(RefusalCode.NotSupported, $"there is no PTZ command {number}", "use a number of docs/netsdk.md, \"PTZ commands\""),
        { Kind: PtzCommandKind.NoFacts } row => new(
            RefusalCode.NotSupported,
            $"{row.Name} ({number}) is not supported: {row.Why ?? "no public source shows that any device does it"}",
            row.Instead ?? "use another command"),
        { Kind: PtzCommandKind.GoesOn } row => PtzRefusals.Invalid(
            $"{row.Name} ({number}) goes on until somebody ends it, and nobody would", "order a move, a zoom, focus or iris: their end is seen to"),
        { Kind: PtzCommandKind.HasOrder } row => PtzRefusals.Invalid($"{row.Name} ({number}) has an order of its own", row.Instead ?? "use that"),
        _ => null,
    };

    private static PtzCommandRow Plain(int number, string name, PtzAbility needs, params ImmutableArray<PtzParameter> parameters) =>
        new(number, name, PtzCommandKind.Plain, needs, parameters);

    private static PtzCommandRow GoesOn(int number, string name, PtzAbility needs, ImmutableArray<PtzParameter> parameters) =>
        new(number, name, PtzCommandKind.GoesOn, needs, parameters);

    private static PtzCommandRow HasOrder(int number, string name, PtzAbility needs, params ImmutableArray<PtzParameter> parameters) =>
        new(number, name, PtzCommandKind.HasOrder, needs, parameters);

    /// <summary>The library has no such command; what it means is done by an order that is made of several.</summary>
    private static PtzCommandRow Composed(int number, string name, PtzAbility needs, string instead) =>
        new(number, name, PtzCommandKind.HasOrder, needs, [], Instead: instead);

    private static PtzCommandRow NoFacts(int number, string name, string? why = null, string? instead = null) =>
        new(number, name, PtzCommandKind.NoFacts, None, [], why, instead);
}
