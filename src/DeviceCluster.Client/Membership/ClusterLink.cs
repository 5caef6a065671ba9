using DeviceCluster.Client.Asking;
using DeviceCluster.Client.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Client.Membership;

/// <summary>
/// Keeps this service a member of the cluster as long as it runs. A member that was cut off is taken out by the majority and can never come back as
/// the same; so it ends, and a new one joins. The service itself goes on.
/// </summary>
internal sealed class ClusterLink(DeviceClusterClientOptions options, TimeProvider time, ILoggerFactory logs, ClientMeter meter)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(15);

    private readonly ILogger _log = logs.CreateLogger<ClusterLink>();
    private readonly CancellationTokenSource _ending = new();
    private volatile Link? _present;
    private Task _keeping = Task.CompletedTask;

    /// <summary>Null before the service has started, and while one membership has ended and the next has not begun.</summary>
    public Link? Present => _present;

    /// <summary>Begins to join and does not wait for it: questions wait, as long as their deadline is.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _present = Begin();
        _keeping = KeepAsync(_present);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // First nobody joins anew any more, then who is there leaves.
        await _ending.CancelAsync().ConfigureAwait(false);
        await _keeping.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_present is { } link)
        {
            try
            {
                await link.LeaveAsync().WaitAsync(LeaveLimit, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                ClientLog.LeftWithoutWord(_log, LeaveLimit);
            }
        }

        _present = null;
    }

    public void Dispose() => _ending.Dispose();

    private async Task KeepAsync(Link link)
    {
        for (var turn = 1; ; turn++)
        {
            var began = time.GetTimestamp();
            await EndOfAsync(link).ConfigureAwait(false);
            if (_ending.IsCancellationRequested)
                return;

            // One that stood for a while begins again at once.
            turn = time.GetElapsedTime(began) > TimeSpan.FromMinutes(1) ? 1 : turn;
            meter.CountRejoin();
            ClientLog.TakenOut(_log);
            if (await BeginAgainAsync(turn).ConfigureAwait(false) is not { } next)
                return;
            _present = link = next;
        }
    }

    private async Task EndOfAsync(Link link)
    {
        try
        {
            await link.Ended.WaitAsync(_ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The service stops: the end is seen to by who stops it.
        }
    }

    /// <summary>Null: the service stops.</summary>
    private async Task<Link?> BeginAgainAsync(int turn)
    {
        while (true)
        {
            try
            {
                await Task.Delay(Backoff.Of(turn++, Random.Shared.NextDouble()), time, _ending.Token).ConfigureAwait(false);
                return Begin();
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception e)
            {
                // The port may be taken by another for a moment, a file of a certificate be half written.
                ClientLog.NotBegun(_log, e);
            }
        }
    }

    private Link Begin()
    {
        var link = Link.Begin(LinkSystem.Create(options, logs, time), LinkSystem.Seeds(options));
        ClientLog.Joining(_log, string.Join(", ", options.Seeds));
        return link;
    }
}
