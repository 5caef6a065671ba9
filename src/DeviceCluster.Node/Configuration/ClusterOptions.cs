using System.Net;

namespace DeviceCluster.Node.Configuration;

/// <summary>Where the node's actor system listens for other nodes.</summary>
internal sealed record ClusterOptions(string HostName, int Port)
{
    public const int DefaultPort = 4053;

    public static ClusterOptions Read(SettingsReader reader) => new(
        reader.Text("Cluster:HostName", "127.0.0.1", "an IP address or a host name of this machine", IsHost),
        reader.Number("Cluster:Port", DefaultPort, 0, IPEndPoint.MaxPort));

    private static bool IsHost(string text) => Uri.CheckHostName(text) != UriHostNameType.Unknown;
}
