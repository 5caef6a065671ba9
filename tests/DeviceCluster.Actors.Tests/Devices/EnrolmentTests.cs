using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>The first way of a device: enrolled, logged in, seen.</summary>
[Collection(OnNativeLibrary.Name)]
public sealed class EnrolmentTests(NativeLibrary native, ITestOutputHelper output)
{
    private static readonly DeviceId Gate = new("gate");

    [Fact]
    public async Task An_enrolled_device_comes_online_and_tells_who_it_is()
    {
        using var folder = new Folder();
        await using var fleet = await Fleet.StartAsync();
        await using var node = await TestNode.StartAsync(TestNode.Settings(folder.Path), new NetSdkPort(native.Sdk), output);

        Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(fleet.Enrol(Gate), CancellationToken.None));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        var report = await node.Devices.ReportAsync(Gate, CancellationToken.None);
        Assert.Equal(fleet.Devices[0].Serial, report.Identity?.Serial);
        Assert.True(report.CredentialProved);
        Assert.Equal(1, fleet.Devices[0].Facts.LoginsAccepted);
    }
}
