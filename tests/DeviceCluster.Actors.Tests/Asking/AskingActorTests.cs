using System.Collections.Concurrent;
using System.Text.Json;
using Akka.Actor;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>Requests that wait for a device: one at a time, so many, so long, and every one is answered.</summary>
public sealed class AskingActorTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private const int Room = 32;

    private static readonly Origin Operator = new("operator", "console");

    private readonly ManualResetEventSlim _go = new();
    private readonly ConcurrentQueue<string> _orders = new();
    private int _asked;
    private int _running;
    private int _most;

    [Fact]
    public async Task One_request_is_at_the_device_at_a_time()
    {
        await using var node = await HeldAsync();

        var asked = Enumerable.Range(0, 5).Select(_ => AskAsync(node)).ToArray();
        _go.Set();

        Assert.All(await Task.WhenAll(asked), answer => Assert.IsType<ConfigurationTable>(answer));
        Assert.Equal((5, 1), (_asked, _most));
    }

    [Fact]
    public async Task One_more_than_may_wait_is_refused_at_once()
    {
        await using var node = await HeldAsync();
        var first = await BeginAsync(node);

        var waiting = Enumerable.Range(0, Room).Select(_ => AskAsync(node)).ToArray();
        var refused = Assert.IsType<DeviceReply.Refused>(await AskAsync(node));
        _go.Set();

        Assert.Equal((RefusalCode.Busy, "32 requests wait for this device already"), (refused.Code, refused.Reason));
        Assert.All(await Task.WhenAll([first, .. waiting]), answer => Assert.IsType<ConfigurationTable>(answer));
    }

    [Fact]
    public async Task A_request_that_waited_beyond_patience_is_counted_refused_and_never_made()
    {
        await using var node = await HeldAsync(Settings with { Asking = Settings.Asking with { Patience = TimeSpan.FromSeconds(2) } });
        var first = await BeginAsync(node);
        var second = AskAsync(node);
        await PassedOnAsync(node);
        var began = TimeProvider.System.GetTimestamp();
        await Limits.UntilAsync(() => TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(2));

        _go.Set();

        Assert.IsType<ConfigurationTable>(await first);
        Assert.Equal(RefusalCode.Busy, Assert.IsType<DeviceReply.Refused>(await second).Code);
        Assert.Equal((1, 1L), (_asked, node.Parts.Counters.Impatient));
    }

    [Fact]
    public async Task The_end_of_the_session_refuses_who_waits_and_the_next_session_is_asked_anew()
    {
        await using var node = await HeldAsync();
        var first = await BeginAsync(node);
        Task<object>[] waiting = [AskAsync(node), OrderAsync(node)];
        await PassedOnAsync(node);

        Library.Lose(Library.Logins.Single());

        Assert.All(await Task.WhenAll(waiting), reply => Assert.Equal(RefusalCode.Offline, Assert.IsType<DeviceReply.Refused>(reply).Code));
        _go.Set();
        Assert.IsType<ConfigurationTable>(await first);
        Assert.Empty(_orders);
        await Limits.UntilAsync(() => Library.Logins.Count == 2);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        Assert.IsType<ConfigurationTable>(await AskAsync(node));
    }

    [Fact]
    public async Task A_device_that_is_handed_over_waits_for_the_answer_under_way_and_refuses_the_others()
    {
        await using var node = await HeldAsync();
        var first = await BeginAsync(node);
        var second = OrderAsync(node);
        await PassedOnAsync(node);

        (await node.EntityAsync(Gate)).Tell(StopDevice.Instance);
        Assert.Equal(RefusalCode.Moving, Assert.IsType<DeviceReply.Refused>(await second).Code);
        _go.Set();

        Assert.IsType<ConfigurationTable>(await first);
        await Limits.UntilAsync(() => Library.Logins.First().Logouts == 1);
        Assert.Empty(_orders);
    }

    [Fact]
    public async Task A_question_that_does_not_end_holds_a_hand_over_back_for_a_second_and_is_refused()
    {
        await using var node = await HeldAsync();
        var first = await BeginAsync(node);

        (await node.EntityAsync(Gate)).Tell(StopDevice.Instance);

        await Limits.UntilAsync(() => Library.Logins.First().Logouts == 1);
        Assert.Equal(RefusalCode.Moving, Assert.IsType<DeviceReply.Refused>(await first).Code);
        _go.Set();
    }

    [Fact]
    public async Task A_fault_of_our_own_is_refused_in_words_and_the_next_request_is_answered()
    {
        await using var node = await HeldAsync();
        Library.Answers.Control = _ => throw new InvalidOperationException("a fault of the test");
        _go.Set();

        var order = Assert.IsType<DeviceReply.Refused>(await OrderAsync(node));

        Assert.Equal(RefusalCode.NoAnswer, order.Code);
        Assert.DoesNotContain("a fault of the test", order.Reason, StringComparison.Ordinal);
        Assert.IsType<ConfigurationTable>(await AskAsync(node));
    }

    [Fact]
    public async Task Answers_and_refusals_are_counted_by_kind()
    {
        await using var node = await HeldAsync();
        _go.Set();

        await AskAsync(node);
        await OrderAsync(node);
        await node.Parts.Region.Ask<object>(new ControlOrder.Reboot(Gate), Limits.Patience);

        var counters = node.Parts.Counters;
        Assert.Equal((1, 0), (counters.Requests(orders: false, refused: false), counters.Requests(orders: false, refused: true)));
        Assert.Equal((1, 1), (counters.Requests(orders: true, refused: false), counters.Requests(orders: true, refused: true)));
    }

    /// <summary>A device whose tables are told when the test says so.</summary>
    private Task<TestNode> HeldAsync(DeviceClusterSettings? settings = null)
    {
        Library.Answers.Table = (_, _) => Table();
        Library.Answers.Control = _orders.Enqueue;
        var wanted = settings ?? Settings;
        return OnlineAsync(wanted with { Asking = wanted.Asking with { ClockEvery = TimeSpan.Zero } });
    }

    private JsonElement Table()
    {
        var running = Interlocked.Increment(ref _running);
        _most = Math.Max(_most, running);
        Interlocked.Increment(ref _asked);
        Assert.True(_go.Wait(Limits.Patience));
        Interlocked.Decrement(ref _running);
        return JsonSerializer.Deserialize<JsonElement>("{}");
    }

    /// <summary>A question that is at the device, and not answered yet.</summary>
    private async Task<Task<object>> BeginAsync(TestNode node)
    {
        var first = AskAsync(node);
        await Limits.UntilAsync(() => Volatile.Read(ref _asked) == 1);
        return first;
    }

    /// <summary>The entity passes on in the order in which it is told: when it answers this, it has passed on what was before.</summary>
    private static async Task PassedOnAsync(TestNode node) => await node.StatusAsync(Gate);

    private static Task<object> AskAsync(TestNode node) =>
        node.Parts.Region.Ask<object>(new ConfigurationQuery.Read(Gate, "General", null), Limits.Patience);

    private static Task<object> OrderAsync(TestNode node) =>
        node.Parts.Region.Ask<object>(new SessionOrder(new ControlOrder.ShutDown(Gate), Operator), Limits.Patience);
}
