namespace DeviceCluster.Simulator.Control;

/// <summary>Leaves the process's signals alone: who started the simulator decides when it ends.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
