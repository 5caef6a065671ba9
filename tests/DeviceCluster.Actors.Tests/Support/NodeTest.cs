using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>What tests of a whole node share: the real library, a data folder, and orders that must be done.</summary>
[Collection(OnNativeLibrary.Name)]
public abstract class NodeTest(NativeLibrary native, ITestOutputHelper output) : IDisposable
{
    protected static readonly DeviceId Gate = new("gate");

    private readonly Folder _folder = new();

    protected string Data => _folder.Path;

    protected ITestOutputHelper Output => output;

    protected DeviceClusterSettings Settings => TestNode.Settings(_folder.Path);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<TestNode> StartAsync(DeviceClusterSettings? settings = null, TimeProvider? time = null) =>
        TestNode.StartAsync(settings ?? Settings, new NetSdkPort(native.Sdk), output, searching: native.Sdk, time: time);

    private protected static async Task OrderAsync(TestNode node, DeviceCommand command) =>
        Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(command, CancellationToken.None));
}
