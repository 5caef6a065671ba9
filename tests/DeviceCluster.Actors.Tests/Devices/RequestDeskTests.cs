using Akka.Actor;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>What needs a session is refused at once where there is none, or passed on to who carries it out.</summary>
public sealed class RequestDeskTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private static readonly Origin Operator = new("operator", "console");

    [Fact]
    public async Task An_order_is_carried_out_on_the_login_and_answered()
    {
        var orders = new List<string>();
        Library.Answers.Control = orders.Add;
        await using var node = await OnlineAsync();

        var reply = await AskAsync(node, new SessionOrder(new ControlOrder.ShutDown(Gate), Operator));

        Assert.IsType<DeviceReply.Done>(reply);
        Assert.Equal(["shut down"], orders);
    }

    [Fact]
    public async Task An_order_that_does_not_say_who_gives_it_is_refused_and_not_carried_out()
    {
        await using var node = await OnlineAsync();

        Assert.Equal(RefusalCode.Invalid, await RefusalAsync(node, new ControlOrder.Reboot(Gate)));
        Assert.Equal(RefusalCode.Invalid, await RefusalAsync(node, new SessionOrder(new ControlOrder.Reboot(Gate), new Origin("", "console"))));
        Assert.Equal(RefusalCode.Invalid, await RefusalAsync(
            node, new SessionOrder(new ControlOrder.Reboot(Gate), new Origin(new string('x', Origin.MaxLength + 1), "console"))));
    }

    [Fact]
    public async Task A_device_that_nobody_enrolled_is_refused()
    {
        await using var node = await StartAsync();

        Assert.Equal(RefusalCode.NotEnrolled, await RefusalAsync(node, new SessionOrder(new ControlOrder.Reboot(Gate), Operator)));
    }

    [Fact]
    public async Task A_disabled_device_is_refused()
    {
        await using var node = await OnlineAsync();
        await node.Devices.TellAsync(new DeviceCommand.Disable(Gate), CancellationToken.None);

        Assert.Equal(RefusalCode.Disabled, await RefusalAsync(node, new SessionOrder(new ControlOrder.Reboot(Gate), Operator)));
    }

    [Fact]
    public async Task A_device_without_a_session_is_refused_and_the_reason_is_told()
    {
        Library.OnLogin = () => throw Refusal.WrongPassword(attemptsLeft: 3);
        await using var node = await StartAsync();
        await EnrolAsync(node);
        await node.UntilPhaseAsync(Gate, SessionPhase.CredentialError);

        var refused = Assert.IsType<DeviceReply.Refused>(await AskAsync(node, new SessionOrder(new ControlOrder.Reboot(Gate), Operator)));

        Assert.Equal(RefusalCode.Offline, refused.Code);
        Assert.Contains("CredentialError", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "there is no channel 0: people count from 1, the SDK from 0")]
    [InlineData(9, "the device has no channel 9: people count 1 to 4, the SDK 0 to 3")]
    public async Task A_channel_that_the_device_has_not_is_refused_in_both_countings(int channel, string words)
    {
        await using var node = await OnlineAsync();

        var refused = Assert.IsType<DeviceReply.Refused>(await AskAsync(node, new PtzQuery.GetStatus(Gate, channel)));

        Assert.Equal((RefusalCode.Invalid, words), (refused.Code, refused.Reason));
    }

    private static async Task<RefusalCode> RefusalAsync(TestNode node, IForDevice request) =>
        Assert.IsType<DeviceReply.Refused>(await AskAsync(node, request)).Code;

    private static Task<object> AskAsync(TestNode node, IForDevice request) => node.Parts.Region.Ask<object>(request, Limits.Patience);
}
