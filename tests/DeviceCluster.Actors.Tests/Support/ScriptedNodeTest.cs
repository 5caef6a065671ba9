using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>What tests of a node on a scripted library share.</summary>
public abstract class ScriptedNodeTest(ITestOutputHelper output) : IDisposable
{
    protected static readonly DeviceId Gate = new("gate");

    private readonly Folder _folder = new();

    private protected ScriptedSdk Library { get; } = new();

    protected string Data => _folder.Path;

    protected ITestOutputHelper Output => output;

    protected DeviceClusterSettings Settings => TestNode.Settings(_folder.Path);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<TestNode> StartAsync(DeviceClusterSettings? settings = null, TimeProvider? time = null) =>
        TestNode.StartAsync(settings ?? Settings, Library, output, time: time);

    private protected static Task EnrolAsync(TestNode node) => EnrolAsync(node, Gate);

    private protected static async Task EnrolAsync(TestNode node, DeviceId device) => Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(
        new DeviceCommand.Enrol(device, new DeviceAddress("10.0.0.7"), "admin", new Secret("secret"), Serial: null), CancellationToken.None));

    private protected async Task<TestNode> OnlineAsync(DeviceClusterSettings? settings = null, TimeProvider? time = null)
    {
        var node = await StartAsync(settings, time);
        await EnrolAsync(node);
        await node.UntilOnlineAsync(Gate);
        return node;
    }

    private protected static async Task<string[]> StoryAsync(TestNode node) =>
        [.. (await node.Devices.WhyAsync(Gate, CancellationToken.None)).Entries.Select(entry => entry.What)];
}
