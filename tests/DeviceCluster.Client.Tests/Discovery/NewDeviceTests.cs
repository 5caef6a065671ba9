using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Client.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests.Discovery;

/// <summary>The client, a node with the real library, and simulated devices that are found by their own protocols.</summary>
public sealed class NewDeviceTests(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    private readonly int _port = native.DiscoveryPort;

    [Fact]
    public async Task A_device_that_is_new_is_found_gets_its_first_account_and_is_enrolled_with_it()
    {
        await using var fleet = await Fleet.StartAsync(devices: 2, options => options with { DiscoveryPort = _port, HttpPort = 0, Uninitialised = 1 });
        await using var node = await StartAsync();
        await using var host = await ClientHost.StartAsync(node.Parts.NodeName, Output);
        var password = new Secret("Right-2-word");

        var search = await host.Client.SearchAsync(TimeSpan.FromSeconds(2));
        Assert.True(search.IsGiven, search.ToString());
        var found = Assert.Single(search.Value.Devices, device => device.Initialised == false);
        var wrong = await host.Client.InitialiseAsync(found.Mac, "admin", new Secret("admin123"), node: search.Value.Node);
        var made = await host.Client.InitialiseAsync(found.Mac, "admin", password, node: search.Value.Node);
        var again = await host.Client.InitialiseAsync(found.Mac, "admin", password, node: search.Value.Node);
        var probe = await host.Client.ProbeAsync([found.Address], TimeSpan.FromSeconds(1), node: search.Value.Node);

        Assert.Equal((RefusalCode.Invalid, "the password is not allowed: the account's name is in it, or that backwards"), (wrong.Refusal?.Code, wrong.Refusal?.Reason));
        Assert.True(made.IsGiven, made.ToString());
        Assert.Equal(RefusalCode.DeviceRefused, again.Refusal?.Code);
        Assert.True(Assert.Single(probe.Value!.Devices).Initialised);
        var enrol = new DeviceCommand.Enrol(Gate, new DeviceAddress(found.Address, found.Port), "admin", password, found.Serial);
        Assert.IsType<DeviceReply.Done>(await host.Client.TellAsync(enrol));
        await Limits.UntilAsync(async () => (await host.Client.ReportAsync(Gate)).Value?.Status.Phase == SessionPhase.Online);
    }
}
