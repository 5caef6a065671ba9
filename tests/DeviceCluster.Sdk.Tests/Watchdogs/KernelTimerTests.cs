using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Watchdogs;

/// <summary>The last resort: the kernel ends a process that is not fed. Each test has a process of its own to lose.</summary>
public sealed class KernelTimerTests : IDisposable
{
    private const int KilledBySignal9 = 128 + 9;
    private static readonly TimeSpan Kill = TimeSpan.FromSeconds(2);
    private static readonly long KillNanoseconds = (long)Kill.TotalNanoseconds;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_process_that_is_not_fed_is_killed()
    {
        var (child, said) = await WatchdogProcess.StartAsync(TestFiles.Library, Kill);
        using var _ = child;

        Assert.Equal("latch=True", said);
        Assert.Equal(KilledBySignal9, await child.ExitAsync());
    }

    [Fact]
    public async Task A_process_that_is_stopped_is_killed_and_never_wakes()
    {
        var (child, _) = await WatchdogProcess.StartAsync(TestFiles.Library, Kill);
        using var __ = child;
        await child.AskAsync("feed");

        await child.StopAsync();

        Assert.Equal(KilledBySignal9, await child.ExitAsync());
    }

    [Fact]
    public async Task With_the_vendors_library_a_process_that_is_stopped_is_killed_too()
    {
        var (child, said) = await WatchdogProcess.StartAsync(FakeVendorLibrary.Build(_folder), Kill);
        using var _ = child;
        Assert.Equal("latch=False", said);
        await child.AskAsync("feed");

        await child.StopAsync();

        Assert.Equal(KilledBySignal9, await child.ExitAsync());
    }

    [Fact]
    public async Task A_process_that_is_fed_lives_and_one_that_is_disarmed_needs_no_feed()
    {
        var (child, _) = await WatchdogProcess.StartAsync(TestFiles.Library, Kill);
        using var __ = child;

        // Beats of nobody: the latch has tripped, and the kernel's timer is put off all the same.
        var last = await AskUntilAsync(child, "feed", await child.AskAsync("feed") + (2 * KillNanoseconds));
        await child.AskAsync("disarm");
        await AskUntilAsync(child, "look", last + KillNanoseconds + (KillNanoseconds / 4));
        child.EndInput();

        Assert.Equal(0, await child.ExitAsync());
    }

    private static async Task<long> AskUntilAsync(WatchdogProcess child, string order, long until)
    {
        var now = await child.AskAsync(order);
        while (now <= until)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50)); // between two orders
            now = await child.AskAsync(order);
        }

        return now;
    }
}
