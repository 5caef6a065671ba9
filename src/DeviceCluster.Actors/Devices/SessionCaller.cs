using DeviceCluster.Actors.Sessions;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// The way of one request to its device: native calls on the control lane, one after the other, all within one limit. Each is made only while the
/// session stands and this node may hold it.
/// </summary>
/// <param name="parts">Of the node.</param>
/// <param name="entry">The login.</param>
/// <param name="limit">For all calls of the request together.</param>
/// <param name="call">An order that may be too late for its first call; null = it may not.</param>
internal sealed class SessionCaller(NodeParts parts, SessionEntry entry, TimeSpan limit, SessionCall? call = null)
{
    /// <summary>What one call waits for the device at most.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly long _begun = parts.Time.GetTimestamp();
    private volatile bool _called;

    public SessionEntry Entry => entry;

    /// <summary>A call was made that changes something at the device: a failure from then on may leave the order carried out.</summary>
    public bool MayHaveChanged { get; private set; }

    public Task RunAsync(Action<INativeLogin, TimeSpan> call) => RunAsync((login, wait) =>
    {
        call(login, wait);
        return true;
    });

    /// <summary>As <see cref="RunAsync{T}"/>, of the call that carries an order out: whatever failed before has changed nothing.</summary>
    public Task<T> ChangeAsync<T>(Func<INativeLogin, TimeSpan, T> call)
    {
        MayHaveChanged = true;
        return RunAsync(call);
    }

    public Task ChangeAsync(Action<INativeLogin, TimeSpan> call)
    {
        MayHaveChanged = true;
        return RunAsync(call);
    }

    /// <param name="call">Gets the login, and how long it may wait for the device.</param>
    /// <exception cref="RefusedException">The call was not made.</exception>
    /// <exception cref="Sdk.SdkException">It failed.</exception>
    /// <exception cref="LaneFullException">It was not made.</exception>
    /// <exception cref="LaneDeadlineException">It was not made, or has not returned in time.</exception>
    public Task<T> RunAsync<T>(Func<INativeLogin, TimeSpan, T> call) =>
        parts.Lanes.Control.RunAsync(() => call(Login(), Wait()), parts.Settings.Sessions.ControlDeadline);

    /// <summary>On the lane's thread, right before the call: it may have waited for its thread for long.</summary>
    private INativeLogin Login()
    {
        if (entry.Ending.IsCancellationRequested || entry.Login is not { } login)
            throw new RefusedException(SessionRefusals.Ended);
        // What has begun is not left half done.
        if (!_called && call is { BeginBefore.HasPassed: true })
            throw new RefusedException(SessionRefusals.TooLate(call.Request));
        _called = true;
        return parts.Fence.Holds(entry.Shard) ? login : throw new RefusedException(SessionRefusals.NotHeld(entry.Device));
    }

    private TimeSpan Wait()
    {
        var left = limit - parts.Time.GetElapsedTime(_begun);
        if (left <= TimeSpan.Zero)
            throw new RefusedException(SessionRefusals.TooSlow(limit));
        return left < Step ? left : Step;
    }
}
