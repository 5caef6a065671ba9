using System.Text.Json;
using Akka.Actor;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Sdk.Configuration;
using Microsoft.Extensions.Time.Testing;
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
    public async Task An_order_that_comes_too_late_is_refused_and_never_reaches_the_device_but_a_stop_is_never_late()
    {
        var orders = new List<string>();
        Library.Answers.Control = orders.Add;
        Library.Answers.Ptz = (channel0, order) => orders.Add($"{order} {channel0}");
        await using var node = await OnlineAsync();
        var clock = new FakeTimeProvider();
        var reboot = new SessionOrder(new ControlOrder.Reboot(Gate), Operator).Within(TimeSpan.FromSeconds(20), clock);
        var stop = new SessionOrder(new PtzOrder.StopMoving(Gate, 1, new PtzHolder("guard")), Operator).Within(TimeSpan.FromSeconds(20), clock);

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(
            (RefusalCode.Moving, "'reboot' came too late to be begun: it was held up on its way to device gate, as while that moves"),
            Assert.IsType<DeviceReply.Refused>(await AskAsync(node, reboot)) is var refused ? (refused.Code, refused.Reason) : default);
        Assert.IsType<PtzDone>(await AskAsync(node, stop));
        Assert.Equal(["stop 0"], orders);
    }

    [Fact]
    public async Task An_order_whose_time_runs_out_while_it_waits_for_its_turn_is_refused_and_one_that_has_begun_goes_on()
    {
        using var go = new ManualResetEventSlim();
        var (asked, told) = (0, new List<string>());
        Library.Answers.Table = (name, _) =>
        {
            if (name != "Email" || Interlocked.Increment(ref asked) > 1)
                return JsonSerializer.SerializeToElement(new { Enable = true });
            Assert.True(go.Wait(Limits.Patience));
            return JsonSerializer.SerializeToElement(new { Enable = false });
        };
        Library.Answers.WriteTable = table =>
        {
            told.Add(table.Name);
            return new TableWritten(NeedsRestart: false);
        };
        Library.Answers.Control = told.Add;
        await using var node = await OnlineAsync();
        var clock = new FakeTimeProvider();
        var write = new ConfigurationOrder.Write(Gate, "Email", null, """{"Enable":true}""");
        var begun = AskAsync(node, new SessionOrder(write, Operator).Within(TimeSpan.FromSeconds(20), clock));
        await Limits.UntilAsync(() => Volatile.Read(ref asked) == 1);
        var waits = AskAsync(node, new SessionOrder(new ControlOrder.Reboot(Gate), Operator).Within(TimeSpan.FromSeconds(20), clock));
        await node.StatusAsync(Gate);

        clock.Advance(TimeSpan.FromSeconds(10));
        go.Set();

        Assert.IsType<ConfigurationWritten>(await begun);
        Assert.Equal(RefusalCode.Moving, Assert.IsType<DeviceReply.Refused>(await waits).Code);
        Assert.Equal(["Email"], told);
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
