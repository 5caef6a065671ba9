namespace DeviceCluster.Drills.Fence;

/// <summary>Which faults come together. Those of a node meet the same node, unless they are <paramref name="Apart"/>; a <paramref name="Long"/> one outlasts every beat.</summary>
internal sealed record Recipe(IReadOnlyList<FaultKind> Kinds, bool Apart = false, bool Long = false)
{
    /// <summary>Every kind alone, and the pairs that a fence is there for.</summary>
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new([FaultKind.AkkaCut]),
        new([FaultKind.DatabaseCut]),
        new([FaultKind.DeviceCut]),
        new([FaultKind.Freeze]),
        new([FaultKind.Kill]),
        new([FaultKind.NodeClock]),
        new([FaultKind.DatabaseOutage]),
        // Longer than a beat is good for: only the sight of a majority keeps the sessions.
        new([FaultKind.DatabaseOutage], Long: true),
        new([FaultKind.DatabaseFreeze]),
        new([FaultKind.DatabaseClock]),
        // Alone with its devices: neither the others nor the database can tell it to let go.
        new([FaultKind.AkkaCut, FaultKind.DatabaseCut]),
        // What it wrote before the cut waits in the kernel while it stands still.
        new([FaultKind.DeviceCut, FaultKind.Freeze]),
        new([FaultKind.AkkaCut, FaultKind.DeviceCut]),
        // Nobody can take over before the database is back, and then the old owner may be awake.
        new([FaultKind.AkkaCut, FaultKind.DatabaseOutage]),
        new([FaultKind.Freeze, FaultKind.DatabaseFreeze]),
        new([FaultKind.Kill, FaultKind.DatabaseOutage]),
        // A clock that lies must shorten no wait.
        new([FaultKind.AkkaCut, FaultKind.DatabaseClock]),
        new([FaultKind.AkkaCut, FaultKind.NodeClock]),
        new([FaultKind.Freeze, FaultKind.DatabaseClock]),
        // Two of three: no majority is left, all must let go, and nobody may take over early.
        new([FaultKind.Kill, FaultKind.AkkaCut], Apart: true),
        new([FaultKind.DeviceCut, FaultKind.DeviceCut], Apart: true),
    ];
}
