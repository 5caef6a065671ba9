using Akka.Actor;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>Doubt about an order begins with the call that carries it out: a device that fell silent before has changed nothing.</summary>
public sealed class OrderDoubtTests(NativeLibrary native, ITestOutputHelper output) : AskingTest(native, output)
{
    private DeviceClusterSettings Brief => Settings with { Asking = Settings.Asking with { Limit = TimeSpan.FromSeconds(1), ClockEvery = TimeSpan.Zero } };

    [Fact]
    public Task A_table_that_could_not_be_read_before_is_not_written_and_that_is_told() =>
        ChangesNothingAsync(new ConfigurationOrder.Write(Gate, "NTP", null, """{"Enable":true}"""), "configManager.setConfig");

    [Fact]
    public Task A_clock_that_could_not_be_read_before_is_not_set_and_that_is_told() =>
        ChangesNothingAsync(new ClockOrder.SetTo(Gate, To: null), "global.setCurrentTime");

    private async Task ChangesNothingAsync(SessionRequest order, string call)
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet, Brief);
        fleet.Devices[0].Faults.Answers.Delay(Limits.Patience);

        var refused = Assert.IsType<DeviceReply.Refused>(await node.Parts.Region.Ask<object>(new SessionOrder(order, Operator), Limits.Patience));

        Assert.Equal((RefusalCode.DeviceRefused, new DeviceError(0x80000002, "NET_NETWORK_ERROR")), (refused.Code, refused.SdkError));
        Assert.EndsWith("; nothing was changed", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(call, fleet.Devices[0].Facts.Calls.Keys);
        var written = Assert.Single(node.Parts.Storage.Audit.Oldest(100), entry => entry.What == order.Words);
        Assert.Equal($"DeviceRefused: {refused.Reason}", written.Result);
    }
}
