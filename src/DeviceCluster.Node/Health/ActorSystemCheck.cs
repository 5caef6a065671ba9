using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeviceCluster.Node.Health;

/// <summary>The actor system has not ended.</summary>
internal sealed class ActorSystemCheck(ActorSystem system) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        system.WhenTerminated.IsCompleted ? HealthCheckResult.Unhealthy("the actor system has ended") : HealthCheckResult.Healthy("runs"));
}
