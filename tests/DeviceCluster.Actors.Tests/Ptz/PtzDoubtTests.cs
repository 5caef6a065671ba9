using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Ptz;

/// <summary>What is told of an order to a camera that does not answer: its service is asked for before the order is sent.</summary>
public sealed class PtzDoubtTests(NativeLibrary native, ITestOutputHelper output) : PtzTest(native, output)
{
    [Fact]
    public async Task An_order_that_was_never_sent_has_changed_nothing_and_there_is_nothing_to_stop()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, new PtzQuery.GetCapabilities(Gate, 1));
        fleet.Devices[0].Faults.Answers.Delay(Limits.Patience);

        var refused = await RefusedAsync(node, Right(Ann, 5));

        Assert.Equal((RefusalCode.DeviceRefused, new DeviceError(0x80000002, "NET_NETWORK_ERROR")), (refused.Code, refused.SdkError));
        Assert.EndsWith("; nothing was changed", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(fleet.Devices[0].Facts.Calls.Keys, call => call is "ptz.start" or "ptz.stop" or "ptz.stopMove");
    }
}
