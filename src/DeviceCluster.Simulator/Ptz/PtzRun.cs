using System.Collections.Immutable;

namespace DeviceCluster.Simulator.Ptz;

/// <summary>A movement that is under way: by hand, to a place, or a tour, scan or pattern that goes round.</summary>
internal sealed record PtzRun(string What, int Index, ImmutableArray<PtzLeg> Legs, bool Loops, DateTimeOffset LegSince, int Leg = 0)
{
    public const string ByHand = "move", ToPlace = "goto", Tour = "tour", Scan = "scan", Pattern = "pattern", AutoPan = "auto pan", Calibration = "calibration";

    public PtzLeg Now => Legs[Leg];

    /// <summary>Null when the last leg is done.</summary>
    public PtzRun? Next(DateTimeOffset at) =>
        Leg + 1 < Legs.Length ? this with { Leg = Leg + 1, LegSince = at } : Loops ? this with { Leg = 0, LegSince = at } : null;
}
