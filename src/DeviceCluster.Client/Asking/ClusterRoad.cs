using Akka.Actor;
using DeviceCluster.Client.Membership;

namespace DeviceCluster.Client.Asking;

/// <summary>The way of one question into the cluster and of its answer back.</summary>
internal class ClusterRoad(Func<Link?> present)
{
    private const string NotBegun = "this service has not begun to join the cluster";

    /// <summary>Where this service is, as the nodes know it; null before it has begun to join.</summary>
    public string? From => present()?.Self;

    /// <summary>To the device that the message is for, wherever it is now.</summary>
    public virtual Task<Attempt> ToDeviceAsync(object message, TimeSpan patience, CancellationToken stop)
    {
        var why = NotBegun;
        return present()?.Devices(out why) is { } devices ? AskAsync(devices, message, patience, stop) : NotSentAsync(why);
    }

    /// <summary>To any node, the next time to another one.</summary>
    public Task<Attempt> ToFleetAsync(object message, TimeSpan patience, CancellationToken stop)
    {
        var why = NotBegun;
        return present()?.Fleet(out why) is { } fleet ? AskAsync(fleet, message, patience, stop) : NotSentAsync(why);
    }

    /// <summary>To the node, or to any, then the next time to another one.</summary>
    public Task<Attempt> ToDiscoveryAsync(string? node, object message, TimeSpan patience, CancellationToken stop)
    {
        var why = NotBegun;
        return present()?.Discovery(node, out why) is { } discovery ? AskAsync(discovery, message, patience, stop) : NotSentAsync(why);
    }

    private static async Task<Attempt> AskAsync(ICanTell target, object message, TimeSpan patience, CancellationToken stop)
    {
        try
        {
            return new Attempt.Answered(await target.Ask<object>(message, patience, stop).ConfigureAwait(false));
        }
        catch (AskTimeoutException)
        {
            return new Attempt.Silent();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The membership ended under the question.
            return new Attempt.Silent();
        }
    }

    private static Task<Attempt> NotSentAsync(string why) => Task.FromResult<Attempt>(new Attempt.NotSent(why));
}
