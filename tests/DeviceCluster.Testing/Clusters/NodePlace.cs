using System.Net;
using DeviceCluster.Testing.Network;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Testing.Clusters;

/// <summary>Where one node of a cluster listens: on loopback with ports of its own, or on a lab's machine with the usual ones.</summary>
public sealed record NodePlace(int Number, IPAddress Address, int Akka, int Http, int Pbm, LabHost? Host = null)
{
    public string Name => $"node-{Number}";

    public string Seed => $"{Address}:{Akka}";

    public static IReadOnlyList<NodePlace> OnLoopback(int nodes)
    {
        var ports = Programs.FreePorts(3 * nodes);
        return [.. Enumerable.Range(0, nodes).Select(i => new NodePlace(i + 1, IPAddress.Loopback, ports[3 * i], ports[(3 * i) + 1], ports[(3 * i) + 2]))];
    }

    public static IReadOnlyList<NodePlace> InLab(NetworkLab lab) =>
        [.. lab.Nodes.Select((host, i) => new NodePlace(i + 1, host.Address, LabPorts.Akka, LabPorts.Http, LabPorts.Pbm, host))];
}
