using System.Net;

namespace DeviceCluster.Testing.Postgres;

/// <summary>How a test wants its server: where it listens, and whether its clock can be jumped (Debian package faketime).</summary>
public sealed record PostgresOptions
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public int MaxConnections { get; init; } = 200;

    public bool FakeTime { get; init; }
}
