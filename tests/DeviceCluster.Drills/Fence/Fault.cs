using System.Globalization;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.Drills.Fence;

/// <summary>One fault of a schedule: from when, for how long, and at which node (from 1; 0 = the database). A clock goes wrong by <paramref name="Jump"/>.</summary>
internal sealed record Fault(FaultKind Kind, int Node, TimeSpan At, TimeSpan For, Direction Direction = Direction.Both, TimeSpan Jump = default)
{
    public TimeSpan End => At + For;

    public bool IsOfDatabase => Kind is FaultKind.DatabaseOutage or FaultKind.DatabaseFreeze or FaultKind.DatabaseClock;

    /// <summary>The other nodes lose sight of this one, so they may take its devices.</summary>
    public bool TakesNodeAway => Kind is FaultKind.AkkaCut or FaultKind.Freeze or FaultKind.Kill;

    /// <summary>While it lasts nobody can read or write the fence's rows.</summary>
    public bool TakesDatabaseAway => Kind is FaultKind.DatabaseOutage or FaultKind.DatabaseFreeze;

    public override string ToString()
    {
        var way = Kind is FaultKind.AkkaCut or FaultKind.DatabaseCut or FaultKind.DeviceCut ? $"({Direction})" : "";
        var jump = Jump == TimeSpan.Zero ? "" : $"({Jump.TotalSeconds.ToString("+0;-0", CultureInfo.InvariantCulture)}s)";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Kind}{way}{jump}{(Node == 0 ? "" : $"@{Node}")} {At.TotalSeconds:0.0}-{End.TotalSeconds:0.0}s");
    }
}
