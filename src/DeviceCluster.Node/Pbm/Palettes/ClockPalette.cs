using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The clocks of devices against the cluster's.</summary>
internal sealed class ClockPalette(DeviceGateway devices, FleetRun fleet, FleetAsk asking) : IPalette
{
    private static readonly string[] Columns = ["shown", "zone", "daylightSaving", "at", "offsetSeconds", "roundTripSeconds", "ntp"];

    public string Name => "clock";

    public string Help => "the clocks of devices against the cluster's";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "show",
            Help = "what the clocks of devices show, and how far they are off",
            Switches = { Switches.Asked() },
            Examples = { "clock show gate", "clock show -tag site=hq" },
        }, ShowAsync)
        { Limit = FleetRun.Limit },
        new(new Command
        {
            Name = "set",
            Help = "sets the clocks of devices; of one, shows how it goes afterwards",
            Switches = { Switches.Selectors(), Switches.Value("to", "TIME", "such as 2026-01-31T12:30:00Z (default: the cluster's time)") },
            Examples = { "clock set gate", "clock set -all", "clock set gate -to 2026-01-31T12:30:00Z" },
        }, SetAsync)
        { Limit = FleetRun.Limit },
        new(new Command
        {
            Name = "drift",
            Help = "the offsets that were measured, and what the clock gains in a day; of many, the last offset",
            Switches = { Switches.Asked() },
            Examples = { "clock drift gate", "clock drift -all" },
        }, context => asking.RunAsync(context, Drifts(context), id => DriftAsync(id, context)))
        { Limit = FleetRun.Limit },
    ];

    private Task ShowAsync(CommandContext context)
    {
        var question = Clocks("clock show", id => new ClockQuery.Read(id), context);
        return asking.RunAsync(context, question, id => question.ShowAsync(id, context));
    }

    private async Task SetAsync(CommandContext context)
    {
        DateTimeOffset? to = context.Text("to") is not { } text ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw CommandFailure.Usage($"-to {text}", "a time like 2026-01-31T12:30:00Z, or +02:00 for another zone");
        await fleet.RunAsync(
            context,
            id => new JobWork.Order(new ClockOrder.SetTo(id, to)),
            id => Clocks("clock set", device => new ClockOrder.SetTo(device, to), context).ShowAsync(id, context));
    }

    private FleetQuestion Clocks(string words, Func<DeviceId, SessionRequest<ClockReport>> request, CommandContext context) => new(words, Columns, async id =>
    {
        var clock = await devices.AskAsync(request(id), context.Origin(), context.Stop);
        return new FleetAnswer(
            clock.Shown.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            clock.Zone is { } zone ? Shown.Zone(zone) : "",
            clock.DaylightSaving is { } summer ? Shown.YesNo(summer) : "",
            Shown.Exact(clock.At),
            Shown.Seconds(clock.Offset),
            Shown.Seconds(clock.RoundTrip),
            clock.Ntp is { } ntp ? Shown.YesNo(ntp) : "");
    });

    private FleetQuestion Drifts(CommandContext context) => new("clock drift", ["at", "offsetSeconds", "secondsPerDay", "samples"], async id =>
    {
        var drift = await devices.AskAsync(new ClockQuery.GetDrift(id), context.Origin(), context.Stop);
        var last = drift.Samples.IsEmpty ? null : drift.Samples[^1];
        return new FleetAnswer(
            last is null ? "" : Shown.Exact(last.At),
            last is null ? "" : Shown.Seconds(last.Offset),
            drift.SecondsPerDay?.ToString("0.0", CultureInfo.InvariantCulture),
            Shown.Number(drift.Samples.Length));
    });

    private async Task DriftAsync(DeviceId device, CommandContext context)
    {
        var drift = await devices.AskAsync(new ClockQuery.GetDrift(device), context.Origin(), context.Stop);
        await context.ColumnsAsync("at", "offsetSeconds", "roundTripSeconds");
        foreach (var sample in drift.Samples)
            await context.RowAsync(Shown.Exact(sample.At), Shown.Seconds(sample.Offset), Shown.Seconds(sample.RoundTrip));
        if (!context.Json)
            await context.TextAsync(drift.SecondsPerDay is { } gain
                ? string.Create(CultureInfo.InvariantCulture, $"{drift.Device}: {gain:+0.0;-0.0;0.0} s a day")
                : $"{drift.Device}: too few samples to tell how fast it goes");
    }
}
