using System.Collections.Immutable;

namespace DeviceCluster.Domain.Ptz;

/// <summary>
/// The parameters that commands have in common. Presets, tours, scans and patterns go as far as a camera is believed to count; how many one really has, it
/// tells itself. A structure's values come as the structure has them: angles in tenths of a degree, speeds as shares.
/// </summary>
internal static class PtzParameters
{
    public static ImmutableArray<PtzParameter> Speed { get; } = [new(PtzValue.Second, "speed", 1, PtzRules.MaxSpeed)];

    public static ImmutableArray<PtzParameter> LensSpeed { get; } = [new(PtzValue.Second, "speed", 0, PtzRules.MaxSpeed)];

    public static ImmutableArray<PtzParameter> TwoSpeeds { get; } =
        [new(PtzValue.First, "vertical speed", 0, PtzRules.MaxSpeed), new(PtzValue.Second, "horizontal speed", 0, PtzRules.MaxSpeed)];

    public static ImmutableArray<PtzParameter> FirstSpeed { get; } = [new(PtzValue.First, "speed", 1, PtzRules.MaxSpeed)];

    public static ImmutableArray<PtzParameter> Preset { get; } = [new(PtzValue.Second, "preset", 1, PtzRules.MaxPreset)];

    public static ImmutableArray<PtzParameter> TourWay { get; } = [Number("tour"), new(PtzValue.Third, "what to do", 0, 99, [0, 76, 96, 99])];

    public static ImmutableArray<PtzParameter> TourPoint { get; } = [Number("tour"), .. Preset];

    public static ImmutableArray<PtzParameter> Tour { get; } = [Number("tour")];

    public static ImmutableArray<PtzParameter> Scan { get; } = [Number("scan")];

    public static ImmutableArray<PtzParameter> Pattern { get; } = [Number("pattern")];

    public static ImmutableArray<PtzParameter> OnOff { get; } = [new(PtzValue.First, "on or off", 0, 1)];

    public static ImmutableArray<PtzParameter> Light { get; } = [Number("light")];

    public static ImmutableArray<PtzParameter> Screen { get; } =
        [new(PtzValue.First, "right of the middle", -8191, 8191), new(PtzValue.Second, "below the middle", -8191, 8191), new(PtzValue.Third, "zoom", -16, 16)];

    public static ImmutableArray<PtzParameter> Angles { get; } = [Pan(PtzValue.First), Tilt(PtzValue.Second), ZoomLevel(PtzValue.Third, 1)];

    public static ImmutableArray<PtzParameter> Motion { get; } =
    [
        Share(PtzValue.PanSpeed, "pan speed"), Share(PtzValue.TiltSpeed, "tilt speed"), Share(PtzValue.ZoomSpeed, "zoom speed"),
        new(PtzValue.Seconds, "seconds", 0, 3600),
    ];

    public static ImmutableArray<PtzParameter> Place { get; } = [Pan(PtzValue.Pan), Tilt(PtzValue.Tilt), ZoomLevel(PtzValue.Zoom, 0), .. Motion[..3]];

    private static PtzParameter Number(string of) => new(PtzValue.First, of, 0, PtzRules.MaxPreset);

    private static PtzParameter Pan(PtzValue value) => new(value, "pan in tenths of a degree", 0, 3600);

    private static PtzParameter Tilt(PtzValue value) => new(value, "tilt in tenths of a degree", -1800, 1800);

    private static PtzParameter ZoomLevel(PtzValue value, int least) => new(value, "zoom level", least, PtzRules.MaxZoom);

    private static PtzParameter Share(PtzValue value, string name) => new(value, name, -1, 1);
}
