using System.Collections.Concurrent;
using Akka.Actor;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Fencing;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;
using Capabilities = DeviceCluster.Sdk.Ptz.PtzCapabilities;
using Range = DeviceCluster.Sdk.Ptz.PtzRange;

namespace DeviceCluster.Actors.Tests.Ptz;

/// <summary>Stops on a device that hangs or says no, and orders that the fence overtakes.</summary>
[Collection(OnFenceTable.Name)]
public sealed class PtzStopTests : ScriptedNodeTest
{
    private static readonly PtzHolder Ann = new("ann");
    private static readonly Origin Desk = new("operator", "console");
    private static readonly string Shard = FenceRig.Shard(Gate);

    private readonly FenceDatabase _database;
    private readonly ConcurrentQueue<string> _told = new();

    public PtzStopTests(FenceDatabase database, ITestOutputHelper output)
        : base(output)
    {
        _database = database;
        Library.Answers.PtzCapabilities = _ => Dome;
        Library.Answers.Ptz = (_, order) => _told.Enqueue(order);
    }

    internal static Capabilities Dome { get; } = new()
    {
        Protocol = "dome",
        Pan = true,
        Tilt = true,
        Zoom = true,
        Focus = true,
        Iris = true,
        AutoPan = true,
        AutoScan = true,
        Menu = true,
        MovesAbsolutely = true,
        MovesContinuously = true,
        Presets = new Range(1, 255),
        Tours = null,
        Patterns = null,
        Scans = null,
        Aux = null,
        PanSpeed = default,
        TiltSpeed = default,
        PanAngle = default,
        TiltAngle = default,
    };

    [Fact]
    public async Task A_stop_that_the_device_does_not_confirm_is_sent_again_by_one_way_and_the_other_until_it_does()
    {
        await using var node = await OnlineAsync();
        await OrderAsync(node, Right(60));
        var failures = 2;
        Library.Answers.Ptz = (_, order) =>
        {
            _told.Enqueue(order);
            if (failures-- > 0)
                throw new LaneDeadlineException("no answer", started: true);
        };

        Assert.IsType<PtzDone>(await OrderAsync(node, new PtzOrder.StopMoving(Gate, 1, Ann)));

        Assert.Equal(["stop", "stop, all first", "stop"], _told.Skip(1));
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_an_order_or_a_question_under_way()
    {
        using var go = new ManualResetEventSlim();
        using var both = new CountdownEvent(2);
        Library.Answers.Ask = (_, _) =>
        {
            both.Signal();
            go.Wait(Limits.Patience);
            throw new NotSupportedException("it tells nothing");
        };
        Library.Answers.Ptz = (_, order) =>
        {
            if (order.StartsWith("set preset", StringComparison.Ordinal))
            {
                both.Signal();
                go.Wait(Limits.Patience);
            }

            _told.Enqueue(order);
        };
        await using var node = await OnlineAsync();
        var status = node.Parts.Region.Ask<object>(new PtzQuery.GetStatus(Gate, 1), Limits.Patience);
        var preset = OrderAsync(node, new PtzOrder.Preset(Gate, 1, Ann, PresetAction.Set, 1, null));
        await Limits.UntilAsync(() => both.IsSet);

        Assert.IsType<PtzDone>(await OrderAsync(node, new PtzOrder.StopMoving(Gate, 1, Ann)));

        Assert.Equal(["stop"], _told);
        go.Set();
        Assert.IsType<PtzDone>(await preset);
        Assert.IsType<DeviceReply.Refused>(await status);
    }

    [Fact]
    public async Task An_order_from_an_owner_whose_fence_has_passed_is_not_carried_out()
    {
        using var go = new ManualResetEventSlim();
        Library.Answers.PtzCapabilities = _ =>
        {
            go.Wait(Limits.Patience);
            return Dome;
        };
        var connection = await _database.FreshTableAsync();
        var settings = Settings with { Storage = new StorageSettings { ConnectionString = connection } };
        await using var node = await TestNode.StartAsync(
            settings, Library, Output, fence: its => new ShardFence(its, Library, new BootClock(), NullLoggerFactory.Instance));
        await EnrolAsync(node);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        var order = OrderAsync(node, Right(60));

        FenceTables.Give(connection, Shard, "other:4053#7");
        await Limits.UntilAsync(() => !node.Parts.Fence.Holds(Shard));
        go.Set();

        var refused = Assert.IsType<DeviceReply.Refused>(await order);
        Assert.True(refused.Code is RefusalCode.Moving or RefusalCode.Offline, refused.Reason);
        Assert.Empty(_told);
        FenceTables.Give(connection, Shard, null);
    }

    [Fact]
    public async Task A_move_whose_asker_gives_up_while_it_waits_for_the_camera_is_never_told_to_it()
    {
        using var go = new ManualResetEventSlim();
        Library.Answers.PtzCapabilities = _ =>
        {
            go.Wait(Limits.Patience);
            return Dome;
        };
        await using var node = await OnlineAsync();
        var clock = new FakeTimeProvider();
        var move = node.Parts.Region.Ask<object>(
            new SessionOrder(Right(60), Desk).Within(TimeSpan.FromSeconds(20), clock), Limits.Patience);
        await node.StatusAsync(Gate);

        clock.Advance(TimeSpan.FromSeconds(10));
        go.Set();

        Assert.Equal(RefusalCode.Moving, Assert.IsType<DeviceReply.Refused>(await move).Code);
        Assert.IsType<PtzDone>(await OrderAsync(node, new PtzOrder.StopMoving(Gate, 1, Ann)));
        Assert.Equal(["stop"], _told);
    }

    private static PtzOrder.Move Right(double seconds) => new(Gate, 1, Ann, 0.5, 0, 0, TimeSpan.FromSeconds(seconds));

    private static Task<object> OrderAsync(TestNode node, PtzOrder order) =>
        node.Parts.Region.Ask<object>(new SessionOrder(order, Desk), Limits.Patience);
}
