using DeviceCluster.Testing.Network;
using DeviceCluster.Testing.Postgres;

namespace DeviceCluster.EndToEnd.Tests;

/// <summary>A test in a network lab that lets clocks jump: it is skipped, with the reason, only where that cannot be.</summary>
public sealed class ClockFactAttribute : FactAttribute
{
    public ClockFactAttribute()
    {
        if (NetworkLab.Obstacle is { } obstacle)
            Skip = obstacle;
        else if (!PostgresServer.CanFakeTime)
            Skip = "Debian's package faketime is missing: apt-get install --no-install-recommends faketime";
    }
}
