using DeviceCluster.Sdk;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Actors.Sessions;

/// <summary>Reads the library's one stream of lost logins and gives each to the session table.</summary>
internal sealed class LossDispatcher(INativeSdk sdk, SessionTable table, ILogger<LossDispatcher> log) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public void Start() => _ = RunAsync();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var stop = _stop.Token;
        try
        {
            await foreach (SessionLost lost in sdk.Losses.ReadAllAsync(stop))
                table.Lose(lost.LoginId);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.LogDebug("No losses are read any more: the node ends");
        }
        catch (Exception e)
        {
            log.LogCritical(e, "The stream of lost logins broke; losses are noticed only by silence from now on");
        }
    }
}
