using DeviceCluster.Actors;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeviceCluster.Node.Health;

/// <summary>The node is Up in its cluster and takes devices.</summary>
internal sealed class ClusterCheck(ClusterGateway cluster) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (ready, words) = await cluster.IsReadyAsync(cancellationToken);
        return ready ? HealthCheckResult.Healthy(words) : HealthCheckResult.Unhealthy(words);
    }
}
