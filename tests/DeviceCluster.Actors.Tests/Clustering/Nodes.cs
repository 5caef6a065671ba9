using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster;
using DeviceCluster.Actors.Tests.Support;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Clustering;

/// <summary>Several nodes in this process, each with a folder and a library of its own, that know each other by seeds.</summary>
internal sealed class Nodes(ITestOutputHelper output)
{
    /// <summary>For nodes that all begin together: the first does not wait long for older ones, of which there are none.</summary>
    public const string AllNew = "akka.cluster.seed-node-timeout = 1s";

    // Who is called before it listens is called again soon.
    private const string CalledAgain = "akka.remote.retry-gate-closed-for = 500ms";

    private readonly List<TestNode> _nodes = [];
    private readonly List<Folder> _folders = [];

    /// <summary>A port of loopback that nobody has now.</summary>
    public static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    /// <summary>Starts a node on this port; it need not become a member.</summary>
    public async Task<TestNode> StartAsync(
        int port, MembershipSettings membership, Func<DeviceClusterSettings, DeviceClusterSettings>? change = null, string hocon = "")
    {
        var folder = new Folder();
        lock (_folders)
            _folders.Add(folder);
        var settings = TestNode.Settings(folder.Path) with { RemotePort = port, Membership = membership };
        var node = await TestNode.StartAsync(change?.Invoke(settings) ?? settings, new ScriptedSdk(), output, $"{hocon}\n{CalledAgain}");
        lock (_nodes)
            _nodes.Add(node);
        return node;
    }

    /// <summary>Waits until each of them sees just these, all Up and reachable.</summary>
    public static Task UntilOneClusterAsync(params TestNode[] nodes) => Limits.UntilAsync(
        () => nodes.All(node => SeesAll(node, nodes)), $"{nodes.Length} nodes see each other Up and reachable");

    public static bool SeesAll(TestNode node, params TestNode[] nodes)
    {
        var state = Cluster.Get(node.System).State;
        return state.Unreachable.Count == 0
            && state.Members.Count == nodes.Length
            && state.Members.All(member => member.Status == MemberStatus.Up)
            && nodes.All(other => state.Members.Any(member => member.UniqueAddress.Equals(Cluster.Get(other.System).SelfUniqueAddress)));
    }

    /// <summary>That start of it, not another under its address.</summary>
    public static bool IsMember(TestNode at, TestNode node) =>
        Cluster.Get(at.System).State.Members.Any(member => member.UniqueAddress.Equals(Cluster.Get(node.System).SelfUniqueAddress));

    public static Task UntilEndedAsync(TestNode node) => node.System.WhenTerminated.WaitAsync(Limits.Patience);

    /// <summary>No farewell to anybody: as a process that is killed.</summary>
    public static async Task KillAsync(TestNode node)
    {
        ((ExtendedActorSystem)node.System).Abort();
        await UntilEndedAsync(node);
    }

    public static Type? ReasonOfEnd(TestNode node) => CoordinatedShutdown.Get(node.System).ShutdownReason?.GetType();

    public async Task StopAsync()
    {
        await Task.WhenAll(_nodes.Select(node => node.StopAsync()));
        _folders.ForEach(folder => folder.Dispose());
    }
}
