namespace DeviceCluster.Drills.Fence;

/// <summary>What a schedule breaks. The first group concerns one node, the second the database that all share.</summary>
internal enum FaultKind
{
    /// <summary>No Akka traffic between this node and the others, one way or both.</summary>
    AkkaCut,

    /// <summary>This node alone does not reach the database.</summary>
    DatabaseCut,

    /// <summary>This node alone does not reach the devices, or they not it.</summary>
    DeviceCut,

    /// <summary>SIGSTOP, and SIGCONT at the end.</summary>
    Freeze,

    /// <summary>kill -9, and a new start at the end.</summary>
    Kill,

    /// <summary>The node's wall clock is wrong until the end.</summary>
    NodeClock,

    /// <summary>The server is gone as by a crash, and back at the end.</summary>
    DatabaseOutage,

    /// <summary>All its processes stand still.</summary>
    DatabaseFreeze,

    /// <summary>The server's wall clock is wrong until the end.</summary>
    DatabaseClock,
}
