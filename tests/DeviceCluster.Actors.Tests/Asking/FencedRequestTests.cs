using Akka.Actor;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Fencing;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>Requests to a device that another node may have by now.</summary>
[Collection(OnFenceTable.Name)]
public sealed class FencedRequestTests(FenceDatabase database, ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task An_order_that_waits_when_its_fence_is_lost_is_refused_and_never_reaches_the_device()
    {
        using var go = new ManualResetEventSlim();
        var asked = 0;
        var orders = 0;
        Library.Answers.Table = (_, _) =>
        {
            Interlocked.Increment(ref asked);
            Assert.True(go.Wait(Limits.Patience));
            throw new NotSupportedException("its login is over");
        };
        Library.Answers.Control = _ => Interlocked.Increment(ref orders);
        var connection = await database.FreshTableAsync();
        var settings = Settings with
        {
            Storage = new StorageSettings { ConnectionString = connection },
            Asking = Settings.Asking with { ClockEvery = TimeSpan.Zero },
        };
        await using var node = await TestNode.StartAsync(
            settings, Library, Output, fence: its => new ShardFence(its, Library, new BootClock(), NullLoggerFactory.Instance));
        await EnrolAsync(node);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        var question = node.Parts.Region.Ask<object>(new ConfigurationQuery.Read(Gate, "General", null), Limits.Patience);
        await Limits.UntilAsync(() => Volatile.Read(ref asked) == 1);
        var order = node.Parts.Region.Ask<object>(
            new SessionOrder(new ControlOrder.Reboot(Gate), new Origin("operator", "console")), Limits.Patience);
        await node.StatusAsync(Gate);

        FenceTables.Give(connection, FenceRig.Shard(Gate), "other:4053#7");

        Assert.Contains(Assert.IsType<DeviceReply.Refused>(await order).Code, new[] { RefusalCode.Offline, RefusalCode.Moving });
        go.Set();
        Assert.IsType<DeviceReply.Refused>(await question);
        Assert.Equal(0, orders);
    }
}
