namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// Where native calls block: three lanes of own threads, so that neither the actors' dispatcher nor the thread pool ever waits for a device,
/// and logins to silent devices keep no logout and no live view waiting.
/// </summary>
public sealed class NativeLanes(TimeProvider time) : IDisposable
{
    internal static readonly TimeSpan ControlDeadline = TimeSpan.FromSeconds(15);

    /// <summary>Logins: as many at a time as a node may have in flight.</summary>
    internal NativeLane Connect { get; } = new("connect", maxThreads: 64, maxQueued: 16_384, time);

    /// <summary>Queries, live views, searches.</summary>
    internal NativeLane Control { get; } = new("control", maxThreads: 16, maxQueued: 4_096, time);

    /// <summary>Logouts: many at a time, for a node that ends has little time. None expires in the queue: a login that is not logged out lives on.</summary>
    internal NativeLane Logout { get; init; } = new("logout", maxThreads: 32, maxQueued: 16_384, time, deadlineFromStart: true);

    public IReadOnlyList<LaneFigures> Figures() => [Connect.Figures(), Control.Figures(), Logout.Figures()];

    public void Dispose()
    {
        Connect.Dispose();
        Control.Dispose();
        Logout.Dispose();
    }
}
