using Akka.Actor;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>A device whose shard moves.</summary>
public sealed class HandOverTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task A_device_that_is_handed_over_is_woken_at_its_new_home_when_its_logout_is_over()
    {
        using var go = new ManualResetEventSlim();
        await using var node = await OnlineAsync();
        using var region = Inbox.Create(node.System);
        Library.Logins.Single().OnLogout = go.Wait;
        node.Parts.Region = region.Receiver;

        (await EntityAsync(node)).Tell(StopDevice.Instance);
        await Limits.UntilAsync(() => node.Parts.Table.Figures().Leaving == 1);
        go.Set();

        Assert.Equal(new DeviceSignal.Wake(Gate), await region.ReceiveAsync(Limits.Patience));
        Assert.Equal(1, Library.Logins.Single().Logouts);
    }

    [Fact]
    public async Task A_device_that_was_removed_is_not_woken_again()
    {
        await using var node = await OnlineAsync();
        using var region = Inbox.Create(node.System);
        node.Parts.Region = region.Receiver;

        Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(new DeviceCommand.Remove(Gate), CancellationToken.None));
        await Limits.UntilAsync(() => node.Parts.Table.Figures() is { Live: 0, Leaving: 0, LoggedOut: 1 });
        await Limits.UntilAsync(async () => !await IsThereAsync(node), "the entity has made room");

        region.Receiver.Tell("nothing before this", ActorRefs.NoSender);
        Assert.Equal("nothing before this", await region.ReceiveAsync(Limits.Patience));
    }

    private static async Task<bool> IsThereAsync(TestNode node)
    {
        var selection = node.System.ActorSelection($"/system/sharding/device/*/{Gate}");
        return (await selection.Ask<ActorIdentity>(new Identify(1), Limits.Patience)).Subject is not null;
    }

    private static Task<IActorRef> EntityAsync(TestNode node) =>
        node.System.ActorSelection($"/system/sharding/device/*/{Gate}").ResolveOne(Limits.Patience);
}
