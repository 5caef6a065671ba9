using System.Globalization;
using System.Text;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>Which values an order to a camera may carry, whatever the camera can do. Each check gives a refusal in words, or null.</summary>
public static class PtzRules
{
    public const int MaxPreset = 255;
    public const int MaxNameBytes = 63;
    public const int MaxHolderName = 64;
    public const int MaxSpeed = 8;
    public const int MaxZoom = 128;

    private const int FullCircle = 360;
    private const int HalfCircle = 180;

    /// <summary>Devices take shares in per cent: less is none.</summary>
    private const double LeastShare = 0.01;

    public static DeviceReply.Refused? Check(PtzOrder order, PtzPolicy policy) => OfHolder(order.By) ?? order switch
    {
        PtzOrder.Move o => OfShares(o) ?? OfTime(o.For, policy.ShortestTime, policy.LongestMove),
        PtzOrder.MoveTo o => OfPlace(o),
        PtzOrder.Turn o => OfTurn(o) ?? OfTime(o.For, policy.ShortestTime, policy.LongestMove),
        PtzOrder.Preset o => OfPreset(o),
        PtzOrder.Programme o => OfProgramme(o),
        PtzOrder.Menu o when !Enum.IsDefined(o.Key) => PtzRefusals.Invalid(Text($"{o.Key} is no key of a menu"), $"use {Names<MenuKey>()}"),
        PtzOrder.Command o => PtzCommandTable.Check(o.Number),
        PtzOrder.Take o => OfTime(o.For, policy.ShortestTime, policy.LongestLease),
        _ => null,
    } ?? PtzRanges.Check(PtzPlan.Of(order));

    /// <summary>How long the end of a lease may be waited for.</summary>
    public static DeviceReply.Refused? Check(TimeSpan watch, PtzPolicy policy) => OfTime(watch, policy.ShortestTime, policy.LongestWatch);

    /// <summary>The camera looks elsewhere afterwards, or may.</summary>
    public static bool Moves(PtzOrder order) => order switch
    {
        PtzOrder.Move or PtzOrder.MoveTo or PtzOrder.Turn or PtzOrder.Command => true,
        PtzOrder.Preset o => o.Action == PresetAction.GoTo,
        PtzOrder.Programme o => o.Action == ProgrammeAction.Start,
        _ => false,
    };

    /// <summary>How long what is ordered goes on; null = it ends by itself, or does not move.</summary>
    public static TimeSpan? Time(PtzOrder order) => order switch
    {
        PtzOrder.Move o => o.For,
        PtzOrder.Turn o => o.For,
        _ => null,
    };

    private static DeviceReply.Refused? OfHolder(PtzHolder by) => by switch
    {
        { Name: null or "" } => PtzRefusals.Invalid("the order says not who moves the camera", "name the holder: an account, a desk, a service"),
        { Name.Length: > MaxHolderName } => PtzRefusals.Invalid(
            Text($"the holder's name has {by.Name.Length} characters"), Text($"give at most {MaxHolderName}")),
        _ when by.Name.Any(char.IsControl) => PtzRefusals.Invalid("the holder's name has a control character in it", "leave out line ends, tabs and the like"),
        { Priority: < 0 or > PtzHolder.MaxPriority } => PtzRefusals.Invalid(
            Text($"{by.Priority} is no priority"), Text($"priorities are 0 to {PtzHolder.MaxPriority}; without one it is {PtzHolder.DefaultPriority}")),
        _ => null,
    };

    private static DeviceReply.Refused? OfShares(PtzOrder.Move order)
    {
        double[] shares = [order.Pan, order.Tilt, order.Zoom];
        if (shares.Any(share => share is not (>= -1 and <= 1)))
        {
            return PtzRefusals.Invalid(
                Text($"the speeds {order.Pan}, {order.Tilt}, {order.Zoom} are not all from -1 to 1"),
                "speeds are shares of the highest one, -1 to 1; right, up and closer are positive");
        }

        return shares.All(share => Math.Abs(share) < LeastShare)
            ? PtzRefusals.Invalid("a move has a speed in some direction", "to end a move, order a stop")
            : null;
    }

    private static DeviceReply.Refused? OfPlace(PtzOrder.MoveTo order) => order switch
    {
        _ when order.Pan is not (>= 0 and <= FullCircle) => PtzRefusals.Invalid(
            Text($"a camera does not pan to {order.Pan} degrees"), Text($"pan is 0 to {FullCircle} degrees")),
        _ when order.Tilt is not (>= -HalfCircle and <= HalfCircle) => PtzRefusals.Invalid(
            Text($"a camera does not tilt to {order.Tilt} degrees"), Text($"tilt is {-HalfCircle} to {HalfCircle} degrees")),
        { Zoom: < 0 or > MaxZoom } => PtzRefusals.Invalid(Text($"{order.Zoom} is no zoom level"), Text($"zoom levels are 0 to {MaxZoom}")),
        _ when order.Speed is not (> 0 and <= 1) => PtzRefusals.Invalid(Text($"{order.Speed} is no speed"), "a speed is above 0, and 1 at most"),
        _ => null,
    };

    private static DeviceReply.Refused? OfTurn(PtzOrder.Turn order) => order switch
    {
        _ when !Enum.IsDefined(order.Lens) => PtzRefusals.Invalid(Text($"{order.Lens} is nothing a lens can do"), $"use {Names<PtzLens>()}"),
        { Speed: < 1 or > MaxSpeed } => PtzRefusals.Invalid(Text($"{order.Speed} is no speed of a lens"), Text($"speeds of a lens are 1 to {MaxSpeed}")),
        _ => null,
    };

    private static DeviceReply.Refused? OfPreset(PtzOrder.Preset order) => order switch
    {
        _ when !Enum.IsDefined(order.Action) => PtzRefusals.Invalid(
            Text($"{order.Action} is nothing that is done with a preset"), $"use {Names<PresetAction>()}"),
        { Name: not null, Action: not PresetAction.Set } => PtzRefusals.Invalid("a preset is named when it is set", "leave out the name"),
        { Name: { } name } when name.Any(char.IsControl) => PtzRefusals.Invalid(
            "the name has a control character in it", "leave out line ends, tabs and the like"),
        { Name: { } name } when Encoding.UTF8.GetByteCount(name) is > MaxNameBytes and var bytes => PtzRefusals.Invalid(
            Text($"the name has {bytes} bytes"), Text($"a preset's name has at most {MaxNameBytes} bytes in UTF-8")),
        _ => OfPresetNumber(order.Number),
    };

    private static DeviceReply.Refused? OfPresetNumber(int number) => number is < 1 or > MaxPreset
        ? PtzRefusals.Invalid(Text($"there is no preset {number}"), Text($"presets are 1 to {MaxPreset}"))
        : null;

    private static DeviceReply.Refused? OfProgramme(PtzOrder.Programme order)
    {
        if (!Enum.IsDefined(order.Kind))
            return PtzRefusals.Invalid(Text($"{order.Kind} is no programme"), $"use {Names<ProgrammeKind>()}");
        if (PtzPlan.Of(order) is null)
        {
            var known = Enum.GetValues<ProgrammeAction>().Where(action => PtzPlan.Of(order with { Action = action }) is not null);
            return PtzRefusals.Invalid(Text($"a {order.Kind} knows no {order.Action}"), $"it knows {string.Join(", ", known)}");
        }

        if (order.Action is ProgrammeAction.AddPreset or ProgrammeAction.RemovePreset)
        {
            return order.PresetNumber is { } preset
                ? OfPresetNumber(preset)
                : PtzRefusals.Invalid("the order says not which preset", Text($"name a preset from 1 to {MaxPreset}"));
        }

        if (order.PresetNumber is not null)
            return PtzRefusals.Invalid(Text($"{order.Action} has no preset"), "leave out the preset");
        return order.Kind != ProgrammeKind.Pan && order.Number is < 0 or > MaxPreset
            ? PtzRefusals.Invalid(Text($"there is no {order.Kind} {order.Number}"), Text($"numbers are 0 to {MaxPreset}"))
            : null;
    }

    private static DeviceReply.Refused? OfTime(TimeSpan time, TimeSpan least, TimeSpan most) => time < least || time > most
        ? PtzRefusals.Invalid(
            $"{PtzRefusals.Seconds(time)} is not a time for this", $"give {PtzRefusals.Seconds(least)} to {PtzRefusals.Seconds(most)}; order again before it is over, to go on")
        : null;

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
