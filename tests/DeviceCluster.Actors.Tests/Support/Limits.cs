using System.Runtime.CompilerServices;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>Waiting for conditions: every wait has a limit, and what it waited for is named when it fails.</summary>
internal static class Limits
{
    /// <summary>Generous, for this decides only how long a failing test takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        UntilAsync(() => Task.FromResult(condition()), what);

    public static async Task UntilAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"not so within {Patience.TotalSeconds} s: {what}");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
