using System.Collections.Frozen;

namespace DeviceCluster.Simulator.Ptz;

/// <summary>The codes of ptz.start and ptz.stop, and of ptz.cgi: what each means when it is started, and when it is stopped.</summary>
internal static class PtzCodes
{
    private const double Percent = 100;

    /// <summary>Beneath it the stick is taken to be at rest.</summary>
    private const double DeadZone = 4;

    private const double MaxSelfStopSeconds = 3600;
    private const double DefaultSpeed = 5;

    private static readonly FrozenDictionary<string, (Start Start, Start? Stop)> Codes = new Dictionary<string, (Start, Start?)>(StringComparer.Ordinal)
    {
        ["Up"] = Direction(0, 1),
        ["Down"] = Direction(0, -1),
        ["Left"] = Direction(-1, 0),
        ["Right"] = Direction(1, 0),
        ["LeftUp"] = Direction(-1, 1),
        ["RightUp"] = Direction(1, 1),
        ["LeftDown"] = Direction(-1, -1),
        ["RightDown"] = Direction(1, -1),
        ["ZoomTele"] = Lens(PtzAxes.Zoom, 1),
        ["ZoomWide"] = Lens(PtzAxes.Zoom, -1),
        ["FocusNear"] = Lens(PtzAxes.Focus, -1),
        ["FocusFar"] = Lens(PtzAxes.Focus, 1),
        ["IrisLarge"] = Lens(PtzAxes.Iris, 1),
        ["IrisSmall"] = Lens(PtzAxes.Iris, -1),
        ["Continuously"] = (Continuously, static (_, _) => new PtzOrder.StopRun(PtzRun.ByHand)),
        ["GotoPreset"] = Once(a => new PtzOrder.GoToPreset(a.Index)),
        ["SetPreset"] = Once(a => new PtzOrder.SetPreset(a.Index, a.Name)),
        ["ClearPreset"] = Once(a => new PtzOrder.ClearPreset(a.Index)),
        ["StartTour"] = (static (_, a) => new PtzOrder.StartTour(a.FirstIndex), static (_, _) => new PtzOrder.StopRun(PtzRun.Tour)),
        ["StopTour"] = Once(_ => new PtzOrder.StopRun(PtzRun.Tour)),
        ["ClearTour"] = Once(a => new PtzOrder.ClearTour(a.FirstIndex)),
        ["AddTour"] = Once(a => new PtzOrder.AddToTour(a.FirstIndex, a.Index)),
        ["DelTour"] = Once(a => new PtzOrder.RemoveFromTour(a.FirstIndex, a.Index)),
        ["SetLeftLimit"] = Once(a => new PtzOrder.SetScanLimit(a.FirstIndex, Left: true)),
        ["SetRightLimit"] = Once(a => new PtzOrder.SetScanLimit(a.FirstIndex, Left: false)),
        ["AutoScanOn"] = (static (_, a) => new PtzOrder.StartScan(a.FirstIndex), static (_, _) => new PtzOrder.StopRun(PtzRun.Scan)),
        ["AutoScanOff"] = Once(_ => new PtzOrder.StopRun(PtzRun.Scan)),
        ["SetPatternBegin"] = Once(a => new PtzOrder.RecordPattern(a.FirstIndex)),
        ["SetPatternEnd"] = Once(a => new PtzOrder.EndPattern(a.FirstIndex)),
        ["StartPattern"] = (static (_, a) => new PtzOrder.StartPattern(a.FirstIndex), static (_, _) => new PtzOrder.StopRun(PtzRun.Pattern)),
        ["StopPattern"] = Once(_ => new PtzOrder.StopRun(PtzRun.Pattern)),
        ["AutoPanOn"] = (static (_, _) => new PtzOrder.StartAutoPan(), static (_, _) => new PtzOrder.StopRun(PtzRun.AutoPan)),
        ["AutoPanOff"] = Once(_ => new PtzOrder.StopRun(PtzRun.AutoPan)),
        ["Restart"] = Once(_ => new PtzOrder.Restart()),
        ["Reset"] = Once(_ => new PtzOrder.Reset()),
        ["Menu"] = Key(PtzMenuKey.Open),
        ["Exit"] = Key(PtzMenuKey.Exit),
        ["Enter"] = Key(PtzMenuKey.Enter),
        ["MenuCancel"] = Key(PtzMenuKey.Cancel),
        ["MenuUp"] = Key(PtzMenuKey.Up),
        ["MenuDown"] = Key(PtzMenuKey.Down),
        ["MenuLeft"] = Key(PtzMenuKey.Left),
        ["MenuRight"] = Key(PtzMenuKey.Right),
        ["PositionABS"] = Once2((state, a) => new PtzOrder.GoTo(state.Position with { Pan = a.First, Tilt = a.Second, Zoom = Math.Max(1, a.Third) })),
        ["AuxOn"] = Once(a => new PtzOrder.Aux(a.FirstIndex, On: true)),
        ["AuxOff"] = Once(a => new PtzOrder.Aux(a.FirstIndex, On: false)),
        ["Aux"] = Switch(a => a.FirstIndex),
        ["Wiper"] = Switch(a => a.FirstIndex == 0 ? PtzAux.Wiper : a.FirstIndex),
        ["Light"] = Switch(a => a.FirstIndex == 0 ? PtzAux.Light : a.FirstIndex),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private delegate PtzOrder? Start(PtzState state, PtzArguments arguments);

    /// <summary>Null when there is no such code, or its numbers are out of range.</summary>
    public static PtzOrder? Order(PtzState state, string code, bool start, PtzArguments arguments) =>
        !Codes.TryGetValue(code, out var known) ? null : start ? known.Start(state, arguments) : known.Stop?.Invoke(state, arguments) ?? new PtzOrder.Stop(PtzAxes.None);

    /// <summary>From -1 to 1 on each axis; the time is at most an hour.</summary>
    public static PtzOrder? Continuously(PtzState state, double pan, double tilt, double zoom, double seconds)
    {
        double[] shares = [pan, tilt, zoom];
        if (shares.Any(share => share is not (>= -1 and <= 1)) || seconds is not (>= 0 and <= MaxSelfStopSeconds))
            return null;

        var full = state.Profile.Fastest;
        return new PtzOrder.Move(
            new PtzVelocity(Pan: full.Pan * pan, Tilt: full.Tilt * tilt, Zoom: full.Zoom * zoom), PtzAxes.Pan | PtzAxes.Tilt | PtzAxes.Zoom,
            seconds > 0 ? TimeSpan.FromSeconds(seconds) : null);
    }

    private static PtzOrder? Continuously(PtzState state, PtzArguments a) =>
        Continuously(state, Stick(a.First), Stick(a.Second), Stick(a.Third), a.Fourth);

    private static double Stick(double percent) => Math.Abs(percent) <= DeadZone ? 0 : percent / Percent;

    /// <summary>One axis takes its speed from the second number; two take the vertical one from the first.</summary>
    private static (Start, Start?) Direction(int pan, int tilt)
    {
        var axes = (pan == 0 ? PtzAxes.None : PtzAxes.Pan) | (tilt == 0 ? PtzAxes.None : PtzAxes.Tilt);
        return ((state, a) =>
        {
            var vertical = pan == 0 ? a.Second : a.First;
            if (pan != 0 && !IsSpeed(a.Second) || tilt != 0 && !IsSpeed(vertical))
                return null;

            var full = state.Profile.Fastest;
            return new PtzOrder.Move(
                new PtzVelocity(Pan: full.Pan * pan * a.Second / PtzProfile.SpeedSteps, Tilt: full.Tilt * tilt * vertical / PtzProfile.SpeedSteps), axes);
        }, (_, _) => new PtzOrder.Stop(axes));
    }

    /// <summary>Without a speed a lens turns at its usual one.</summary>
    private static (Start, Start?) Lens(PtzAxes axis, int way) => ((state, a) =>
    {
        var speed = a.Second == 0 ? DefaultSpeed : a.Second;
        if (!IsSpeed(speed))
            return null;

        var full = state.Profile.Fastest;
        var share = way * speed / PtzProfile.SpeedSteps;
        return new PtzOrder.Move(new PtzVelocity(Zoom: full.Zoom * share, Focus: full.Focus * share, Iris: full.Iris * share), axis);
    }, (_, _) => new PtzOrder.Stop(axis));

    private static bool IsSpeed(double speed) => speed is >= 1 and <= PtzProfile.SpeedSteps;

    /// <summary>[1] The first number says which of a camera's auxiliaries it is; 0 = the one that the code is named after.</summary>
    private static (Start, Start?) Switch(Func<PtzArguments, int> which) =>
        ((_, a) => new PtzOrder.Aux(which(a), On: true), (_, a) => new PtzOrder.Aux(which(a), On: false));

    private static (Start, Start?) Key(PtzMenuKey key) => Once(_ => new PtzOrder.Menu(key));

    /// <summary>What is done when it is started; the stop that some clients send after it means nothing.</summary>
    private static (Start, Start?) Once(Func<PtzArguments, PtzOrder> order) => ((_, a) => order(a), null);

    private static (Start, Start?) Once2(Func<PtzState, PtzArguments, PtzOrder> order) => ((state, a) => order(state, a), null);
}
