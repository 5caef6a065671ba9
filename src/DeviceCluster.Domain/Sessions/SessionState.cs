using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Domain.Sessions;

/// <summary>The session of one device: what it hears leads to a next state and to effects, in order. Pure: no clock, no I/O, no random number.</summary>
public sealed record SessionState
{
    private SessionState(DeviceState device, SessionPolicy policy) => (Device, Journaled, Policy) = (device, device, policy);

    public required SessionStatus Status { get; init; }

    /// <summary>The number of the latest login.</summary>
    public long Generation { get; internal init; }

    /// <summary>A session stands, be it mute.</summary>
    public bool IsUp => Live is not null;

    /// <summary>The entity is leaving, nothing is under way and no login is held: it may stop.</summary>
    public bool IsClosed => Left is not null && Attempt is null && Live is null && Closing is null;

    /// <summary>Inputs of generations that are over.</summary>
    public long Ignored { get; internal init; }

    /// <summary>Events that wait until the journal takes them.</summary>
    public int HeldForJournal => Unjournaled.Length;

    internal SessionPolicy Policy { get; }

    internal ulong Seed { get; init; }

    /// <summary>The journaled state with <see cref="Unjournaled"/> on top: what the session goes by.</summary>
    internal DeviceState Device { get; init; }

    internal DeviceState Journaled { get; init; }

    /// <summary>Events that were handed out and are not seen in the journal yet; one of a kind, so it stays small.</summary>
    internal ImmutableArray<DeviceEvent> Unjournaled { get; init; } = [];

    internal bool JournalFailing { get; init; }

    internal LoginRun? Attempt { get; init; }

    internal LoginRun? Live { get; init; }

    internal DateTimeOffset LiveSince { get; init; }

    /// <summary>A <see cref="SessionEffect.SessionUp"/> was handed out and not yet taken back.</summary>
    internal bool Announced { get; init; }

    /// <summary>The generation that is being logged out.</summary>
    internal long? Closing { get; init; }

    internal string? Left { get; init; }

    internal bool Started { get; init; }

    /// <summary>What recovery found before the first <see cref="SessionInput.Wanted"/>.</summary>
    internal SessionInput? Found { get; init; }

    internal ExpectedLoss? Expected { get; init; }

    internal int Failures { get; init; }

    internal int Limits { get; init; }

    internal int Unknowns { get; init; }

    internal DateTimeOffset? NotBefore { get; init; }

    internal long? Timer { get; init; }

    internal long LastTimer { get; init; }

    /// <summary>
    /// <paramref name="lastGeneration"/>: the highest generation used for this device so far, so that numbers do not repeat.
    /// Nothing happens before the first <see cref="SessionInput.Wanted"/>.
    /// </summary>
    public static SessionState New(DeviceState device, SessionPolicy policy, ulong seed, long lastGeneration, DateTimeOffset now) =>
        new(device, policy)
        {
            Status = new SessionStatus(SessionPhase.Disabled, now, "not begun", null, null, null),
            Seed = seed,
            Generation = lastGeneration,
        };

    public (SessionState Next, ImmutableArray<SessionEffect> Effects) On(SessionInput input, DateTimeOffset now) =>
        new SessionTurn(this, now).Take(input);
}
