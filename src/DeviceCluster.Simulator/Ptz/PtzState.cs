using System.Collections.Immutable;

namespace DeviceCluster.Simulator.Ptz;

/// <summary>All that one camera is and remembers at a moment. Pure: the time is given to it.</summary>
internal sealed record PtzState(PtzProfile Profile, PtzPosition Position, DateTimeOffset At)
{
    public PtzRun? Run { get; init; }

    public ImmutableSortedDictionary<int, PtzPreset> Presets { get; init; } = ImmutableSortedDictionary<int, PtzPreset>.Empty;

    public ImmutableSortedDictionary<int, PtzTour> Tours { get; init; } = ImmutableSortedDictionary<int, PtzTour>.Empty;

    public ImmutableSortedDictionary<int, PtzScan> Scans { get; init; } = ImmutableSortedDictionary<int, PtzScan>.Empty;

    public ImmutableSortedDictionary<int, ImmutableArray<PtzLeg>> Patterns { get; init; } =
        ImmutableSortedDictionary<int, ImmutableArray<PtzLeg>>.Empty;

    public PtzRecording? Recording { get; init; }

    public ImmutableSortedSet<int> AuxOn { get; init; } = [];

    /// <summary>Null = no menu is drawn.</summary>
    public PtzMenu? Menu { get; init; }

    /// <summary>The preset that was reached last and not left since; 0 = none.</summary>
    public int PresetReached { get; init; }

    public PtzVelocity Velocity => Run?.Now.Speed(Position, Profile) ?? default;

    public bool IsMoving => !Velocity.IsZero;

    public static PtzState New(PtzProfile profile, DateTimeOffset at) => new(profile, profile.Home, at);

    /// <summary>The state at a later moment, and what came to its end on the way, at the moment it did.</summary>
    public (PtzState State, ImmutableArray<PtzEvent> Events) Advance(DateTimeOffset now)
    {
        var state = this;
        var events = ImmutableArray<PtzEvent>.Empty;
        while (state.Run is { } run && state.At < now)
        {
            var left = run.Now.Left(state.Position, state.At - run.LegSince, Profile);
            if (left is null || state.At + left > now)
                return (state.Moved(now), events);

            state = state.Moved(state.At + left.Value).Passed(run, ref events);
        }

        return (state with { At = now > state.At ? now : state.At }, events);
    }

    private PtzState Moved(DateTimeOffset to) => this with { Position = Run!.Now.Move(Position, to - At, Profile), At = to };

    /// <summary>The leg has ended: the next one begins, or the camera stands.</summary>
    private PtzState Passed(PtzRun run, ref ImmutableArray<PtzEvent> events)
    {
        var next = run.Next(At);
        var reached = run.Now is PtzLeg.GoTo arrived ? Reached(arrived.Target) : PresetReached;
        if (next is null || run.Now is PtzLeg.GoTo)
            events = events.Add(new PtzEvent(At, run.What == PtzRun.ByHand ? "time-out" : $"{run.What} reached", next is not null, Position));

        return this with { Run = next, PresetReached = reached, Recording = next is null ? Recording?.Change(At, default, PtzRules.MaxPatternLegs) : Recording };
    }

    private int Reached(PtzPosition target) => Presets.Values.FirstOrDefault(preset => preset.Position == target)?.Index ?? 0;
}
