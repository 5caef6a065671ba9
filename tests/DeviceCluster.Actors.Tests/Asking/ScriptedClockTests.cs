using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Sdk.Clock;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>Clocks that keep what they like, of devices that tell nothing of NTP.</summary>
public sealed class ScriptedClockTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private static readonly Origin Operator = new("operator", "console");
    private static readonly ClockOrder.SetTo Set = new(Gate, new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero));

    private DateTime _setTo;
    private long _setAt;

    [Fact]
    public async Task A_clock_that_shows_what_it_was_set_to_is_set()
    {
        await using var node = await ScriptedAsync(kept: time => time);

        var report = await node.Devices.AskAsync(Set, Operator, CancellationToken.None);

        Assert.InRange(report.Shown, _setTo, _setTo + Limits.Patience);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(-3600)]
    [InlineData(60)]
    public async Task A_clock_that_shows_something_else_than_it_was_set_to_is_refused(int wrong)
    {
        await using var node = await ScriptedAsync(kept: time => time.AddSeconds(wrong));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => node.Devices.AskAsync(Set, Operator, CancellationToken.None));

        Assert.Equal(RefusalCode.DeviceRefused, refused.Refusal.Code);
        Assert.Matches("^the device did not keep .*:06, and shows .*; whether it follows NTP it does not tell$", refused.Refusal.Reason);
    }

    [Fact]
    public async Task A_clock_that_was_not_kept_is_no_work_that_a_job_has_done()
    {
        await using var node = await ScriptedAsync(kept: _ => new DateTime(2020, 1, 1));
        var jobs = node.Services.GetRequiredService<JobGateway>();
        using var limit = new CancellationTokenSource(Limits.Patience);

        var job = await jobs.StartAsync(new("k"), new JobWork.Order(Set), [Gate], 1, Operator, limit.Token);
        var items = new List<JobItem>();
        await foreach (var page in jobs.WatchAsync(job, limit.Token))
            items.AddRange(page.Items);

        var item = Assert.Single(items);
        Assert.Equal((JobResult.Refused, RefusalCode.DeviceRefused), (item.Result, item.Code));
    }

    private Task<TestNode> ScriptedAsync(Func<DateTime, DateTime> kept)
    {
        Library.Answers.Table = (_, _) => throw Refusal.Unsupported("reading a table");
        Library.Answers.SetClock = time => (_setTo, _setAt) = (kept(time), TimeProvider.System.GetTimestamp());
        Library.Answers.Clock = () => new ClockReading(
            _setTo + TimeProvider.System.GetElapsedTime(_setAt), TimeProvider.System.GetUtcNow(), RoundTrip: TimeSpan.Zero);
        return OnlineAsync(Settings with { Asking = Settings.Asking with { ClockEvery = TimeSpan.Zero } });
    }
}
