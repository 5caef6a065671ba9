using DeviceCluster.Actors.Tests.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>What would end a node's process fails the one test that has the node: the process is that of all tests.</summary>
public sealed class EndedNodeTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task A_node_that_would_end_its_process_goes_alone_and_fails_its_own_test()
    {
        var node = await StartAsync();

        node.Parts.Settings.EndProcess("nobody vouches for it");

        await node.System.WhenTerminated.WaitAsync(Limits.Patience);
        var failure = await Assert.ThrowsAsync<TrueException>(async () => await node.DisposeAsync());
        Assert.Contains("nobody vouches for it", failure.Message, StringComparison.Ordinal);
    }
}
