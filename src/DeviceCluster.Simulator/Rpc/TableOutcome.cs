namespace DeviceCluster.Simulator.Rpc;

/// <summary>What became of a table that a client has set.</summary>
internal enum TableOutcome
{
    Set,

    /// <summary>Set, and in force after the next boot.</summary>
    NeedsReboot,

    Refused,
}
