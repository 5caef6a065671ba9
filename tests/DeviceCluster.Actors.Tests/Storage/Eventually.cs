namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>Waits for a condition, and fails when it does not come.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<T> Find<T>(Func<Task<T>> look, Func<T, bool> isIt)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var seen = await look();
            if (isIt(seen))
                return seen;
            Assert.False(limit.IsCancellationRequested, $"not within {Limit}; last seen: {seen}");
            await Task.Delay(Pause);
        }
    }
}
