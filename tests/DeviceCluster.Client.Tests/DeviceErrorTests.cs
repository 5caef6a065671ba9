using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Client.Tests.Support;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests;

/// <summary>The way of a device's refusal to a service: over the wire of the device, the library, a real node, and the wire of the cluster.</summary>
public sealed class DeviceErrorTests(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    private static readonly DeviceError Illegal = new(0x80000007, "NET_ILLEGAL_PARAM");

    [Fact]
    public async Task What_a_device_refuses_comes_to_a_service_with_the_code_and_the_name_of_the_sdk()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await StartAsync();
        await using var host = await ClientHost.StartAsync(node.Parts.NodeName, Output);
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        var table = await host.Client.AskAsync(new ConfigurationQuery.Read(Gate, "NoSuchTable", null));
        var preset = await host.Client.AskAsync(new PtzOrder.Preset(Gate, 1, new PtzHolder("guard"), PresetAction.GoTo, 200, Name: null));
        var unknown = await host.Client.AskAsync(new ConfigurationQuery.Read(new DeviceId("nobody"), "General", null));

        Assert.Equal((RefusalCode.DeviceRefused, Illegal), (table.Refusal?.Code, table.Refusal?.SdkError));
        Assert.Equal((RefusalCode.DeviceRefused, Illegal), (preset.Refusal?.Code, preset.Refusal?.SdkError));
        Assert.Equal((RefusalCode.NotEnrolled, null), (unknown.Refusal?.Code, unknown.Refusal?.SdkError));
    }
}
