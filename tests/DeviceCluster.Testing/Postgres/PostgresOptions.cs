using System.Net;

namespace DeviceCluster.Testing.Postgres;

/// <summary>How a test wants its server: where it listens, and whether its clock can be jumped.</summary>
public sealed record PostgresOptions
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 = any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What stands before the server's command, such as the way into a network namespace; there its <see cref="Port"/> must be named.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    public int MaxConnections { get; init; } = 200;

    public bool FakeTime { get; init; }
}
