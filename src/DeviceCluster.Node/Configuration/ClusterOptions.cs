using System.Net;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Akka.Tls;

namespace DeviceCluster.Node.Configuration;

/// <summary>Where the node's actor system listens for other nodes, whom it joins, and whom it trusts.</summary>
internal sealed record ClusterOptions(string HostName, int Port, MembershipSettings Membership)
{
    public const int DefaultPort = 4053;
    public const int MaxSize = 64;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static ClusterOptions Read(SettingsReader reader) => Read(reader, Environment.MachineName, TimeProvider.System);

    internal static ClusterOptions Read(SettingsReader reader, string machine, TimeProvider time)
    {
        var usual = new MembershipSettings();
        var host = reader.Text("Cluster:HostName", "127.0.0.1", "an IP address or a host name of this machine", IsHost);
        var port = reader.Number("Cluster:Port", DefaultPort, 0, IPEndPoint.MaxPort);
        var size = reader.Number("Cluster:Size", usual.Size, 1, MaxSize);
        var (name, seeds) = SeedOptions.Read(reader, new SeedOptions.Self(machine, host, port, size));
        var identity = ClusterTlsOptions.Read(reader, time);
        if (identity is null && !IsLoopback(host))
            reader.Refuse(
                "Cluster:HostName", $"'{host}'",
                "a loopback address as long as Cluster:Certificate, Cluster:CertificateKey and Cluster:Authority are not set: without them anybody who reaches the port is a member");
        if (identity is not null && !seeds.IsEmpty && (name.Length > 0 || host != "0.0.0.0"))
            RefuseOtherName(reader, identity, name.Length > 0 ? name : host);
        return new ClusterOptions(host, port, new MembershipSettings
        {
            PublicHostName = name,
            Seeds = seeds,
            Size = size,
            Watchdog = reader.Flag("Cluster:Watchdog", usual.Watchdog),
            StableAfter = reader.Duration(
                "Cluster:StableAfter", usual.StableAfter, MemberSettings.ShortestStableAfter, MemberSettings.LongestStableAfter),
            // Akka takes zero for its default.
            DownRemovalMargin = reader.Duration("Cluster:DownRemovalMargin", usual.DownRemovalMargin, Second, MemberSettings.LongestStableAfter),
            JoinLimit = reader.Duration("Cluster:JoinLimit", usual.JoinLimit, 5 * Second, 3600 * Second),
            Identity = identity,
        });
    }

    /// <summary>What several nodes must have in common, wherever it is set.</summary>
    public void RefuseAlone(SettingsReader reader, Actors.Storage.StorageProvider storage, bool hasPbmSecret)
    {
        if (!Membership.IsClustered)
            return;
        if (storage == Actors.Storage.StorageProvider.Sqlite)
            reader.Refuse("Storage:Provider", $"{storage}", "PostgreSql where the node has seeds: several nodes need a database that they share");
        if (!hasPbmSecret)
            reader.Refuse("Pbm:Secret", "missing", $"{PbmOptions.SecretAllowed}, the same at all nodes: any of them answers for all devices");
    }

    public static bool IsHost(string text) => Uri.CheckHostName(text) != UriHostNameType.Unknown;

    // The others look for the name they asked for in the certificate they are shown.
    private static void RefuseOtherName(SettingsReader reader, ClusterIdentity identity, string name)
    {
        if (!identity.Certificate.MatchesHostname(name, allowWildcards: true, allowCommonName: false))
            reader.Refuse(
                "Cluster:Certificate", $"for other names ({identity.Certificate.Subject})", $"one with '{name}' among its alternative names: by it the others know this node");
    }

    private static bool IsLoopback(string host) =>
        IPAddress.TryParse(host, out var address) ? IPAddress.IsLoopback(address) : host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
