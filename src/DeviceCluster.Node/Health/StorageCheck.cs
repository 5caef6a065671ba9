using DeviceCluster.Actors.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeviceCluster.Node.Health;

/// <summary>The journal can be written. While it cannot, streams go on: that is no reason to end the process, but one to send no new orders.</summary>
internal sealed class StorageCheck(StorageHealth storage) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        storage.IsOpen ? HealthCheckResult.Healthy("can be written") : HealthCheckResult.Unhealthy($"cannot be written: {storage.Reason}"));
}
