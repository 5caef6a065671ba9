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
    public string Name => "clock";

    public string Help => "the clocks of devices against the cluster's";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command { Name = "show", Help = "what a device's clock shows, and how far it is off", Switches = { Switches.Device() } }, ShowAsync),
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

    private async Task ShowAsync(CommandContext context) =>
        await TellAsync(await devices.AskAsync(new ClockQuery.Read(context.Device()), context.Origin(), context.Stop), context);

    private async Task SetAsync(CommandContext context)
    {
        DateTimeOffset? to = context.Text("to") is not { } text ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw CommandFailure.Usage($"-to {text}", "a time like 2026-01-31T12:30:00Z, or +02:00 for another zone");
        await fleet.RunAsync(
            context,
            id => new JobWork.Order(new ClockOrder.SetTo(id, to)),
            async id => await TellAsync(await devices.AskAsync(new ClockOrder.SetTo(id, to), context.Origin(), context.Stop), context));
    }

    private static async Task TellAsync(ClockReport clock, CommandContext context)
    {
        await context.ColumnsAsync("property", "value");
        await context.RowAsync("device", clock.Device.Value);
        await context.RowAsync("shown", clock.Shown.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        await context.RowAsync("zone", clock.Zone is { } zone ? Shown.Zone(zone) : "");
        await context.RowAsync("daylightSaving", clock.DaylightSaving is { } summer ? Shown.YesNo(summer) : "");
        await context.RowAsync("at", Shown.Exact(clock.At));
        await context.RowAsync("offsetSeconds", Shown.Seconds(clock.Offset));
        await context.RowAsync("roundTripSeconds", Shown.Seconds(clock.RoundTrip));
        await context.RowAsync("ntp", clock.Ntp is { } ntp ? Shown.YesNo(ntp) : "");
    }

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
