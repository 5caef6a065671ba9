using System.Collections.Immutable;

namespace DeviceCluster.Simulator.Ptz;

/// <summary>A pattern that is being recorded: from where, and what has been driven since.</summary>
internal sealed record PtzRecording(int Index, PtzPosition From, DateTimeOffset LegSince, PtzVelocity Velocity, ImmutableArray<PtzLeg> Legs)
{
    /// <summary>Closes the piece that was driven until now, and goes on at another speed.</summary>
    public PtzRecording Change(DateTimeOffset at, PtzVelocity velocity, int most) =>
        at <= LegSince || Legs.Length >= most
            ? this with { Velocity = velocity }
            : this with { Legs = Legs.Add(new PtzLeg.Hold(Velocity, at - LegSince)), LegSince = at, Velocity = velocity };
}
