using System.Diagnostics;

namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>Waits for what will be, and no longer than a test may take.</summary>
internal static class Until
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Limit, $"not within {Limit}: {what}");
            await Task.Delay(Between);
        }
    }

    /// <summary>On a thread of its own: the simulator answers on this process' thread pool, which blocking calls must not fill.</summary>
    public static Task<T> WithinLimit<T>(Func<T> blocking) =>
        Task.Factory.StartNew(blocking, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Limit);

    public static Task WithinLimit(Action blocking) => WithinLimit(() =>
    {
        blocking();
        return true;
    });
}
