using DeviceCluster.Testing.Network;

namespace DeviceCluster.Testing.Clusters;

/// <summary>What a test or drill wants: how many nodes and recorders, on loopback or in a lab, and the settings that all nodes share.</summary>
public sealed record ClusterOptions
{
    public int Nodes { get; init; } = 3;

    public int Devices { get; init; } = 60;

    /// <summary>Null = on loopback, where nothing can be cut. It is its maker's to dispose.</summary>
    public NetworkLab? Lab { get; init; }

    /// <summary>The wall clocks of the database and of each node can be jumped.</summary>
    public bool FakeClocks { get; init; }

    /// <summary>How often a session proves that it lives: the judge sees no finer.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Further settings of every node, as `Area:Name`; these come last and win.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>A session that was not heard for three keep-alives is not alive.</summary>
    public TimeSpan Alive => 3 * KeepAlive;
}
