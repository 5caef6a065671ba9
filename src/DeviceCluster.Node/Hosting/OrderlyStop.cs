using Akka.Actor;

namespace DeviceCluster.Node.Hosting;

/// <summary>
/// The order of the end: media responses are told first, then the actors log every device out, and only then Kestrel stops.
/// Kestrel alone would wait out its whole limit for responses that never end.
/// </summary>
internal sealed class OrderlyStop(ActorSystem system, IHostApplicationLifetime lifetime, ILogger<OrderlyStop> log) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Does nothing when the end began with it, as on SIGTERM.
        lifetime.StopApplication();
        log.LogInformation("Stopping: devices are logged out");
        await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(cancellationToken);
        log.LogInformation("Stopped in order");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
