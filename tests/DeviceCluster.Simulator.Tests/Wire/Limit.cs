namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>How long a test waits for what must come, and how it waits for a condition.</summary>
internal static class Limit
{
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Wait);
        while (!condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"did not come within {Wait}: {what}");

            await Task.Delay(Look, CancellationToken.None);
        }
    }
}
