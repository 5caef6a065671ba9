using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DeviceCluster.Simulator.Ptz;

/// <summary>Tours, scans and patterns: how they are made, and how they run.</summary>
internal static class PtzProgrammes
{
    public static PtzDecision Next(PtzState state, PtzOrder order)
    {
        var profile = state.Profile;
        return order switch
        {
            PtzOrder.NameTour o when Encoding.UTF8.GetByteCount(o.Name) > PtzRules.MaxNameBytes
                => new PtzDecision(state, $"a name has {PtzRules.MaxNameBytes} bytes at most"),
            PtzOrder.NameTour o => PtzRules.InRange(state, "tour", o.Index, profile.MaxTour,
                () => state with { Tours = state.Tours.SetItem(o.Index, Tour(state, o.Index) with { Name = o.Name }) }),
            PtzOrder.ClearTour o => PtzRules.InRange(state, "tour", o.Index, profile.MaxTour, () => state with { Tours = state.Tours.Remove(o.Index) }),
            PtzOrder.AddToTour o => AddToTour(state, o),
            PtzOrder.RemoveFromTour o => PtzRules.InRange(state, "tour", o.Index, profile.MaxTour, () => state with
            {
                Tours = state.Tours.SetItem(o.Index, Tour(state, o.Index) with { Presets = Tour(state, o.Index).Presets.Remove(o.Preset) }),
            }),
            PtzOrder.StartTour o => StartTour(state, o.Index),
            PtzOrder.SetScanLimit o => PtzRules.InRange(state, "scan", o.Index, profile.MaxScan, () => state with
            {
                Scans = state.Scans.SetItem(o.Index, o.Left
                    ? state.Scans.GetValueOrDefault(o.Index) with { Left = state.Position.Pan }
                    : state.Scans.GetValueOrDefault(o.Index) with { Right = state.Position.Pan }),
            }),
            PtzOrder.StartScan o => StartScan(state, o),
            PtzOrder.RecordPattern o => PtzRules.InRange(state, "pattern", o.Index, profile.MaxPattern,
                () => state with { Recording = new PtzRecording(o.Index, state.Position, state.At, state.Velocity, []) }),
            PtzOrder.EndPattern o => EndPattern(state, o.Index),
            PtzOrder.ClearPattern o => PtzRules.InRange(state, "pattern", o.Index, profile.MaxPattern,
                () => state with { Patterns = state.Patterns.Remove(o.Index) }),
            PtzOrder.StartPattern o => state.Patterns.TryGetValue(o.Index, out var legs)
                ? PtzRules.Done(PtzRules.Start(state, PtzRun.Pattern, o.Index, legs, loops: true))
                : Missing(state, "pattern", o.Index, "is not recorded"),
            _ => new PtzDecision(state, $"{order.GetType().Name} is no order of this camera"),
        };
    }

    private static PtzTour Tour(PtzState state, int index) => state.Tours.GetValueOrDefault(index)
        ?? new PtzTour(string.Create(CultureInfo.InvariantCulture, $"Tour{index}"), []);

    private static PtzDecision AddToTour(PtzState state, PtzOrder.AddToTour order)
    {
        if (!state.Presets.ContainsKey(order.Preset))
            return Missing(state, "preset", order.Preset, "is not set");

        var tour = Tour(state, order.Index);
        return tour.Presets.Length >= PtzRules.MaxTourPresets
            ? new PtzDecision(state, $"a tour has {PtzRules.MaxTourPresets} presets at most")
            : PtzRules.InRange(state, "tour", order.Index, state.Profile.MaxTour,
                () => state with { Tours = state.Tours.SetItem(order.Index, tour with { Presets = tour.Presets.Add(order.Preset) }) });
    }

    private static PtzDecision StartTour(PtzState state, int index)
    {
        var legs = Tour(state, index).Presets.Where(state.Presets.ContainsKey)
            .SelectMany(preset => new[] { new PtzLeg.GoTo(state.Presets[preset].Position, 1), PtzRules.Pause(atPreset: true) });
        ImmutableArray<PtzLeg> all = [.. legs];
        return all.IsEmpty
            ? Missing(state, "tour", index, "has no preset")
            : PtzRules.Done(PtzRules.Start(state, PtzRun.Tour, index, all, loops: true));
    }

    private static PtzDecision StartScan(PtzState state, PtzOrder.StartScan order)
    {
        if (state.Scans.GetValueOrDefault(order.Index) is not { Left: { } left, Right: { } right })
            return Missing(state, "scan", order.Index, "has not both its limits");

        if (order.Share is not (> 0 and <= 1))
            return new PtzDecision(state, "a speed is above 0, and 1 at most");

        var pause = PtzRules.Pause(atPreset: false);
        ImmutableArray<PtzLeg> legs =
        [
            new PtzLeg.GoTo(state.Position with { Pan = left }, order.Share), pause, new PtzLeg.GoTo(state.Position with { Pan = right }, order.Share), pause,
        ];
        return PtzRules.Done(PtzRules.Start(state, PtzRun.Scan, order.Index, legs, loops: true));
    }

    private static PtzDecision EndPattern(PtzState state, int index)
    {
        if (state.Recording is not { } recording || recording.Index != index)
            return Missing(state, "pattern", index, "is not being recorded");

        var legs = recording.Change(state.At, default, PtzRules.MaxPatternLegs + 1).Legs;
        ImmutableArray<PtzLeg> whole = [new PtzLeg.GoTo(recording.From, 1), PtzRules.Pause(atPreset: false), .. legs];
        return PtzRules.Done(state with { Recording = null, Patterns = state.Patterns.SetItem(index, whole) });
    }

    private static PtzDecision Missing(PtzState state, string what, int index, string why) =>
        new(state, string.Create(CultureInfo.InvariantCulture, $"{what} {index} {why}"));
}
