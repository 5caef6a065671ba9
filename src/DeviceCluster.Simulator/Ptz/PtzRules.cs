using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DeviceCluster.Simulator.Ptz;

/// <summary>Decides orders. Pure: a state that stands at the moment of the order goes in, the next one comes out.</summary>
internal static class PtzRules
{
    public const int MaxPatternLegs = 200;
    public const int MaxTourPresets = 32;
    public const int MaxNameBytes = 63;

    private const int Box = 8192;

    /// <summary>How wide the lens sees at zoom 1.</summary>
    private const double FieldOfView = 60;

    private static readonly TimeSpan Dwell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public static PtzDecision Decide(PtzState state, PtzOrder order)
    {
        if (!state.Profile.Moves)
            return new PtzDecision(state, "this camera stands fast");

        var decision = Next(state, order);
        if (decision.Refused is not null)
            return decision;

        // A pattern is what was driven while it was being recorded.
        var next = decision.State;
        return new PtzDecision(next.Velocity != state.Velocity && next.Recording is { } recording
            ? next with { Recording = recording.Change(next.At, next.Velocity, MaxPatternLegs) }
            : next);
    }

    private static PtzDecision Next(PtzState state, PtzOrder order)
    {
        var profile = state.Profile;
        return order switch
        {
            PtzOrder.Move o => Done(ByHand(state, Current(state).With(o.Velocity, o.Axes), o.For)),
            PtzOrder.Stop { Axes: PtzAxes.All } => Done(state with { Run = null }),
            PtzOrder.Stop o => Done(state.Run?.What == PtzRun.ByHand ? ByHand(state, Current(state).With(default, o.Axes), null) : state),
            PtzOrder.GoTo o => Go(state, o.Target, o.Share),
            PtzOrder.GoBy o => Go(state, state.Position with
            {
                Pan = state.Position.Pan + o.Pan * PtzProfile.FullCircle / 2,
                Tilt = state.Position.Tilt + o.Tilt * PtzProfile.FullCircle / 2,
                Zoom = state.Position.Zoom + o.Zoom * (profile.MaxZoom - 1),
            }, 1),
            PtzOrder.GoToBox o => GoToBox(state, o),
            PtzOrder.Turn o => Go(state, state.Position with { Focus = state.Position.Focus + o.Focus, Iris = state.Position.Iris + o.Iris }, 1),
            PtzOrder.GoToPreset o => WithPreset(state, o.Index, preset => Go(state, preset.Position, o.Share)),
            PtzOrder.SetPreset o => SetPreset(state, o),
            PtzOrder.ClearPreset o => InRange(state, "preset", o.Index, profile.MaxPreset, () => state with { Presets = state.Presets.Remove(o.Index) }),
            PtzOrder.Aux o => InRange(state, "aux", o.Number, profile.MaxAux,
                () => state with { AuxOn = o.On ? state.AuxOn.Add(o.Number) : state.AuxOn.Remove(o.Number) }),
            PtzOrder.Menu { Key: PtzMenuKey.Open } => Done(state with { Menu = default(PtzMenu) }),
            PtzOrder.Menu when state.Menu is null => new PtzDecision(state, "no menu is open"),
            PtzOrder.Menu o => Done(state with { Menu = state.Menu!.Value.Press(o.Key) }),
            PtzOrder.StopRun o => Done(state.Run?.What == o.What ? state with { Run = null } : state),
            PtzOrder.StartAutoPan o => Done(Start(state, PtzRun.AutoPan, 0, [new PtzLeg.Hold(new PtzVelocity(Pan: profile.Fastest.Pan * o.Share), null)])),
            PtzOrder.Calibrate => Done(Start(state, PtzRun.Calibration, 0,
                [new PtzLeg.GoTo(state.Position with { Pan = profile.Home.Pan, Tilt = profile.Home.Tilt }, 1), new PtzLeg.GoTo(state.Position, 1)])),
            PtzOrder.Restart => Go(state with { Menu = null, Recording = null }, profile.Home, 1),
            PtzOrder.Reset => Go(PtzState.New(profile, state.At) with { Position = state.Position }, profile.Home, 1),
            _ => PtzProgrammes.Next(state, order),
        };
    }

    internal static PtzDecision Done(PtzState state) => new(state);

    internal static PtzDecision InRange(PtzState state, string what, int index, int most, Func<PtzState> next) =>
        index >= 1 && index <= most ? Done(next()) : new PtzDecision(state, string.Create(CultureInfo.InvariantCulture, $"{what} {index} is not 1 to {most}"));

    internal static PtzState Start(PtzState state, string what, int index, ImmutableArray<PtzLeg> legs, bool loops = false) =>
        state with { Run = new PtzRun(what, index, legs, loops, state.At), PresetReached = 0 };

    /// <summary>Legs that go round rest a while in every round, so that a round takes time.</summary>
    internal static PtzLeg Pause(bool atPreset) => new PtzLeg.Hold(default, atPreset ? Dwell : Rest);

    /// <summary>A hand on the stick ends a tour; it does not add to it.</summary>
    private static PtzVelocity Current(PtzState state) => state.Run?.What == PtzRun.ByHand ? state.Velocity : default;

    private static PtzState ByHand(PtzState state, PtzVelocity velocity, TimeSpan? time) =>
        velocity.IsZero ? state with { Run = null } : Start(state, PtzRun.ByHand, 0, [new PtzLeg.Hold(velocity, time)]);

    private static PtzDecision Go(PtzState state, PtzPosition target, double share) =>
        share is > 0 and <= 1
            ? Done(Start(state, PtzRun.ToPlace, 0, [new PtzLeg.GoTo(state.Profile.Clamp(target), share)]))
            : new PtzDecision(state, "a speed is above 0, and 1 at most");

    private static PtzDecision GoToBox(PtzState state, PtzOrder.GoToBox box)
    {
        int[] edges = [box.Left, box.Top, box.Right, box.Bottom];
        if (edges.Any(edge => edge is < 0 or > Box))
            return new PtzDecision(state, $"a box is 0 to {Box}");

        var view = FieldOfView / state.Position.Zoom;
        var width = Math.Abs(box.Right - box.Left);
        return Go(state, state.Position with
        {
            Pan = state.Position.Pan + ((box.Left + box.Right) / 2.0 / Box - 0.5) * view,
            // A picture counts downwards.
            Tilt = state.Position.Tilt - ((box.Top + box.Bottom) / 2.0 / Box - 0.5) * view,
            // [?] A point is a box without a size: the zoom stays. A box drawn from right to left goes wider by as much.
            Zoom = width == 0 ? state.Position.Zoom
                : box.Right > box.Left ? state.Position.Zoom * Box / width
                : state.Position.Zoom * width / Box,
        }, 1);
    }

    private static PtzDecision WithPreset(PtzState state, int index, Func<PtzPreset, PtzDecision> then)
    {
        var range = InRange(state, "preset", index, state.Profile.MaxPreset, () => state);
        return range.Refused is not null ? range
            : state.Presets.TryGetValue(index, out var preset) ? then(preset)
            : new PtzDecision(state, string.Create(CultureInfo.InvariantCulture, $"preset {index} is not set"));
    }

    private static PtzDecision SetPreset(PtzState state, PtzOrder.SetPreset order)
    {
        var name = string.IsNullOrEmpty(order.Name) ? string.Create(CultureInfo.InvariantCulture, $"Preset{order.Index}") : order.Name;
        return Encoding.UTF8.GetByteCount(name) > MaxNameBytes
            ? new PtzDecision(state, $"a name has {MaxNameBytes} bytes at most")
            : InRange(state, "preset", order.Index, state.Profile.MaxPreset,
                () => state with { Presets = state.Presets.SetItem(order.Index, new PtzPreset(order.Index, name, state.Position)) });
    }
}
