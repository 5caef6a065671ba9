using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>An entity that ends by a fault comes back by itself and has its session again, without a login.</summary>
public sealed class TakeOverTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task A_live_session_is_taken_over_without_a_login()
    {
        await using var node = await OnlineAsync();

        await node.KillEntityAsync(Gate);
        await Limits.UntilAsync(() => node.Parts.Table.Figures().TakenOver == 1);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        Assert.Single(Library.Requests);
        Assert.Equal((0, 0), (Library.Logins.Single().Logouts, Library.Logins.Single().Aborts));
        Assert.Contains("session taken over without a login", await StoryAsync(node));
    }

    [Fact]
    public async Task A_taken_over_session_that_is_lost_is_noticed_and_replaced()
    {
        await using var node = await OnlineAsync();
        await node.KillEntityAsync(Gate);
        await Limits.UntilAsync(() => node.Parts.Table.Figures() is { TakenOver: 1, Unclaimed: 0 });

        Library.Lose(Library.Logins.Single());

        await Limits.UntilAsync(() => Library.Logins.Count == 2);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
    }

    [Fact]
    public async Task A_login_under_way_is_waited_for_and_not_made_twice()
    {
        using var go = new ManualResetEventSlim();
        Library.OnLogin = go.Wait;
        await using var node = await StartAsync();
        await EnrolAsync(node);
        await Limits.UntilAsync(() => !Library.Requests.IsEmpty);

        await node.KillEntityAsync(Gate);
        await Limits.UntilAsync(() => node.Parts.Table.Figures().TakenOver == 1);
        go.Set();
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        Assert.Single(Library.Requests);
    }

    [Fact]
    public async Task A_login_to_an_address_that_was_changed_meanwhile_is_not_taken_for_the_new_one()
    {
        await using var node = await OnlineAsync();
        using var go = new ManualResetEventSlim();
        Library.OnLogin = go.Wait;
        Library.Lose(Library.Logins.Single());
        await Limits.UntilAsync(() => Library.Requests.Count == 2);
        await node.KillEntityAsync(Gate);
        await Limits.UntilAsync(() => node.Parts.Table.Figures().TakenOver == 1);

        var moved = new DeviceCommand.ChangeAddress(Gate, new DeviceAddress("10.0.0.8"));
        Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(moved, CancellationToken.None));
        go.Set();

        await Limits.UntilAsync(() => Library.Requests.Count == 3 && Library.Logins.ElementAt(1).Logouts == 1);
        Assert.Equal("10.0.0.8", Library.Requests.Last().Host);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        Assert.Equal(0, Library.Logins.Last().Logouts);
    }

    [Fact]
    public async Task A_first_login_that_failed_while_nobody_was_there_is_not_repeated()
    {
        using var go = new ManualResetEventSlim();
        Library.OnLogin = () =>
        {
            go.Wait();
            throw new InvalidOperationException("broken");
        };
        await using var node = await StartAsync();
        await EnrolAsync(node);
        await Limits.UntilAsync(() => !Library.Requests.IsEmpty);

        await node.KillEntityAsync(Gate);
        go.Set();
        await node.UntilPhaseAsync(Gate, SessionPhase.CredentialError);

        Assert.Single(Library.Requests);
    }

    [Fact]
    public async Task A_login_whose_device_was_disabled_meanwhile_is_logged_out()
    {
        await using var node = await OnlineAsync();

        await node.Devices.TellAsync(new DeviceCommand.Disable(Gate), CancellationToken.None);

        await Limits.UntilAsync(() => Library.Logins.Single().Logouts == 1);
        await node.UntilPhaseAsync(Gate, SessionPhase.Disabled);
    }
}
