using System.Net;

namespace DeviceCluster.Testing.Network;

/// <summary>One kind of traffic of one node is lost, one way or both, to everybody or to one peer. Nobody is told: packets vanish.</summary>
public sealed record Cut(Traffic Traffic, Direction Direction = Direction.Both, IPAddress? Peer = null)
{
    public override string ToString() => $"{Traffic} {Direction}{(Peer is null ? "" : $" {Peer}")}";
}
