using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>
/// The steering of one camera over one session: who has it, what it is being told, and what must be stopped when. What it hears leads to a next
/// state and to effects, in order. Pure: no clock, no I/O.
/// </summary>
public sealed record CameraState
{
    private CameraState(PtzPolicy policy) => (Policy, Leases) = (policy, new LeaseBook(policy));

    /// <summary>Nothing is under way and nothing may begin: whoever carries this may end.</summary>
    public bool IsClosed => End is not null && Call is null && Halt is null;

    /// <summary>It was told to move, or its lens to turn, and nobody has ended that yet.</summary>
    public bool IsMoving => Motion is not null;

    /// <summary>The lens that turns.</summary>
    public PtzLens? Lens => Motion?.Lens;

    /// <summary>Whose order the call under way carries out; null for a stop.</summary>
    public long? TicketOf(long call) => Call is { } order && order.Number == call ? order.Order.Ticket : null;

    /// <summary>When something is due by itself: hand in <see cref="CameraInput.Due"/> then.</summary>
    public DateTimeOffset? Due =>
        new[] { Halt is null ? Motion?.Until : null, Halt?.Again, Leases.Written?.Until }.Concat(Watches.Select(watch => (DateTimeOffset?)watch.Until)).Min();

    /// <summary>How often it was stopped, and why the last time.</summary>
    public long Stops { get; internal init; }

    public StopReason LastStop { get; internal init; }

    /// <summary>How often somebody took it over.</summary>
    public long TakeOvers { get; internal init; }

    internal PtzPolicy Policy { get; }

    internal LeaseBook Leases { get; init; }

    /// <summary>Null until they were read, and for a device that does not tell them.</summary>
    internal PtzCapabilities? Camera { get; init; }

    /// <summary>The device was asked what the camera can do, and knows no such question.</summary>
    internal bool IsUntold { get; init; }

    internal bool IsReading { get; init; }

    /// <summary>Wait until it is known what the camera can do.</summary>
    internal ImmutableArray<CameraOrder> Unjudged { get; init; } = [];

    /// <summary>Allowed, and wait for the one before.</summary>
    internal ImmutableArray<CameraOrder> Waiting { get; init; } = [];

    internal CameraCall? Call { get; init; }

    internal CameraMotion? Motion { get; init; }

    internal CameraHalt? Halt { get; init; }

    internal ImmutableArray<CameraWatch> Watches { get; init; } = [];

    internal long LastCall { get; init; }

    /// <summary>How whatever comes is refused, once the end has begun.</summary>
    internal DeviceReply.Refused? End { get; init; }

    public static CameraState New(PtzPolicy policy) => new(policy);

    public PtzLease? Lease(DateTimeOffset now) => Leases.At(now);

    public (CameraState Next, ImmutableArray<CameraEffect> Effects) On(CameraInput input, DateTimeOffset now) => new CameraTurn(this, now).Take(input);
}
