using System.Globalization;

namespace DeviceCluster.Domain.Fencing;

/// <summary>The name of one start of a node: <c>host:port#incarnation</c>.</summary>
public static class NodeName
{
    public static string Of(string host, int port, long incarnation) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}#{incarnation}");

    /// <summary>What two starts of one node have in common.</summary>
    public static string Address(string node) => node[..Math.Max(0, node.LastIndexOf('#'))];

    /// <summary>The order of addresses, as the cluster has it: by host, then by port.</summary>
    public static int Compare(string left, string right)
    {
        var (leftHost, leftPort) = Split(Address(left));
        var (rightHost, rightPort) = Split(Address(right));
        var byHost = string.CompareOrdinal(leftHost, rightHost);
        var byAddress = byHost != 0 ? byHost : leftPort.CompareTo(rightPort);
        return byAddress != 0 ? byAddress : string.CompareOrdinal(left, right);
    }

    private static (string Host, int Port) Split(string address)
    {
        var colon = address.LastIndexOf(':');
        return colon >= 0 && int.TryParse(address.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var port) ? (address[..colon], port) : (address, 0);
    }
}
