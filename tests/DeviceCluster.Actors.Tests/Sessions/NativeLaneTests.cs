using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Sessions;

/// <summary>Blocking calls on own threads, within bounds.</summary>
public sealed class NativeLaneTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_call_returns_its_result_from_a_thread_of_the_lane()
    {
        using var lane = new NativeLane("connect", maxThreads: 2, maxQueued: 8, _time);

        var name = await lane.RunAsync(() => Thread.CurrentThread.Name, Long);

        Assert.StartsWith("connect-", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_call_throws_comes_to_whoever_waits()
    {
        using var lane = new NativeLane("connect", maxThreads: 2, maxQueued: 8, _time);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => lane.RunAsync<int>(() => throw new InvalidTimeZoneException(), Long));
    }

    [Fact]
    public async Task No_more_calls_run_at_a_time_than_the_lane_has_threads()
    {
        using var lane = new NativeLane("connect", maxThreads: 3, maxQueued: 100, _time);
        using var go = new ManualResetEventSlim();
        var now = 0;
        var most = 0;
        var calls = Enumerable.Range(0, 20).Select(_ => lane.RunAsync(Call, Long)).ToArray();
        await Limits.UntilAsync(() => lane.Figures() is { Busy: 3, Queued: 17 });

        go.Set();
        await Task.WhenAll(calls);

        Assert.Equal(3, most);
        Assert.Equal(20, lane.Figures().Done);

        void Call()
        {
            var running = Interlocked.Increment(ref now);
            lock (go)
                most = Math.Max(most, running);
            go.Wait();
            Interlocked.Decrement(ref now);
        }
    }

    [Fact]
    public async Task A_full_lane_refuses_and_counts_it()
    {
        using var lane = new NativeLane("connect", maxThreads: 1, maxQueued: 2, _time);
        using var go = new ManualResetEventSlim();
        var running = lane.RunAsync(go.Wait, Long);
        await Limits.UntilAsync(() => lane.Figures().Busy == 1);
        var waiting = new[] { lane.RunAsync(go.Wait, Long), lane.RunAsync(go.Wait, Long) };

        await Assert.ThrowsAsync<LaneFullException>(() => lane.RunAsync(go.Wait, Long));

        Assert.Equal(1, lane.Figures().Refused);
        go.Set();
        await Task.WhenAll([running, .. waiting]);
    }

    [Fact]
    public async Task A_call_that_waits_beyond_its_deadline_is_never_made()
    {
        using var lane = new NativeLane("connect", maxThreads: 1, maxQueued: 8, _time);
        using var go = new ManualResetEventSlim();
        var made = false;
        var running = lane.RunAsync(go.Wait, Long);
        await Limits.UntilAsync(() => lane.Figures().Busy == 1);
        var late = lane.RunAsync(() => made = true, TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.False((await Assert.ThrowsAsync<LaneDeadlineException>(() => late)).Started);
        go.Set();
        await running;
        await lane.RunAsync(() => { }, Long);
        Assert.False(made);
    }

    [Fact]
    public async Task What_a_call_returns_after_its_deadline_goes_to_the_late_hand()
    {
        using var lane = new NativeLane("connect", maxThreads: 1, maxQueued: 8, _time);
        using var go = new ManualResetEventSlim();
        var handed = new TaskCompletionSource<int>();
        var call = lane.RunAsync(
            () =>
            {
                go.Wait();
                return 7;
            },
            TimeSpan.FromSeconds(5),
            handed.SetResult);
        await Limits.UntilAsync(() => lane.Figures().Busy == 1);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.True((await Assert.ThrowsAsync<LaneDeadlineException>(() => call)).Started);
        go.Set();
        Assert.Equal(7, await handed.Task.WaitAsync(Limits.Patience));
    }

    [Fact]
    public async Task A_thread_that_is_stuck_is_replaced()
    {
        using var lane = new NativeLane("connect", maxThreads: 1, maxQueued: 8, _time);
        using var go = new ManualResetEventSlim();
        var stuck = lane.RunAsync(go.Wait, TimeSpan.FromSeconds(5));
        await Limits.UntilAsync(() => lane.Figures().Busy == 1);
        var next = lane.RunAsync(() => 7, Long);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(7, await next.WaitAsync(Limits.Patience));
        Assert.Equal(1, lane.Figures().Stuck);
        await Assert.ThrowsAsync<LaneDeadlineException>(() => stuck);
        go.Set();
        await Limits.UntilAsync(() => lane.Figures().Stuck == 0);
    }

    [Fact]
    public async Task Threads_end_when_there_is_nothing_to_do()
    {
        using var lane = new NativeLane("connect", maxThreads: 4, maxQueued: 8, _time, idle: TimeSpan.FromMilliseconds(30));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => lane.RunAsync(() => { }, Long)));

        await Limits.UntilAsync(() => lane.Figures().Threads == 0);

        Assert.Equal(7, await lane.RunAsync(() => 7, Long));
    }

    [Fact]
    public async Task A_closed_lane_refuses_also_those_who_wait()
    {
        var lane = new NativeLane("connect", maxThreads: 1, maxQueued: 8, _time);
        using var go = new ManualResetEventSlim();
        var running = lane.RunAsync(go.Wait, Long);
        await Limits.UntilAsync(() => lane.Figures().Busy == 1);
        var waiting = lane.RunAsync(() => { }, Long);

        lane.Dispose();

        await Assert.ThrowsAsync<LaneFullException>(() => waiting);
        await Assert.ThrowsAsync<LaneFullException>(() => lane.RunAsync(() => { }, Long));
        go.Set();
        await running;
    }
}
