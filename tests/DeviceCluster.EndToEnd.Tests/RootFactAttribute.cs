using DeviceCluster.Testing.Network;

namespace DeviceCluster.EndToEnd.Tests;

/// <summary>A test that needs a network lab: it is skipped, with the reason, only where there can be none.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (NetworkLab.Obstacle is { } obstacle)
            Skip = obstacle;
    }
}
