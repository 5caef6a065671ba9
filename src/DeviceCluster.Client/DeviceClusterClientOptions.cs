using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Client;

/// <summary>What a service says to become a member of the cluster that speaks to devices.</summary>
public sealed record DeviceClusterClientOptions
{
    /// <summary>Below the ten minutes for which devices remember what they were ordered.</summary>
    public static readonly TimeSpan LongestDeadline = TimeSpan.FromMinutes(5);

    /// <summary>host:port of nodes to join by: some that are always there. Their ports are those of the cluster (4053), not of HTTP.</summary>
    public required ImmutableArray<string> Seeds { get; init; }

    /// <summary>The cluster's name; a node of another one is not joined.</summary>
    public string SystemName { get; init; } = ClusterNames.System;

    /// <summary>By which this service is known where its orders are written down; empty = the name of its program.</summary>
    public string Name { get; init; } = "";

    /// <summary>The address of this machine where the nodes' answers come in. Beyond loopback only with <see cref="Tls"/>.</summary>
    public string HostName { get; init; } = "127.0.0.1";

    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>The name by which the nodes reach this service; empty = <see cref="HostName"/>.</summary>
    public string PublicHostName { get; init; } = "";

    /// <summary>TLS with mutual authentication, as the nodes have it; null speaks plainly, which is for loopback alone.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>
    /// How long nothing may change before who cannot be reached is taken out of the cluster: the nodes' setting Cluster:StableAfter, and the same as there,
    /// for the member that decides may be this one.
    /// </summary>
    public TimeSpan StableAfter { get; init; } = MemberSettings.StableAfter;

    /// <summary>How long a question may take, all that has to be waited out included, where the caller does not say otherwise.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most questions without an answer at one time; one more is refused.</summary>
    public int MaxInFlight { get; init; } = 1024;

    internal string Who => Name.Length > 0 ? Name : AppDomain.CurrentDomain.FriendlyName;

    internal string KnownAs => PublicHostName.Length > 0 ? PublicHostName : HostName;

    /// <exception cref="ArgumentException">An option is not usable; the words say which, and what would be right.</exception>
    internal void Validate()
    {
        if (Seeds.IsDefaultOrEmpty)
            Refuse(nameof(Seeds), "there are none", "give host:port of at least one node");
        foreach (var seed in Seeds.Where(seed => !IsEndPoint(seed)))
            Refuse(nameof(Seeds), $"'{seed}' is no host and port", "write host:port, as node-1.example:4053");
        if (!SystemName.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || SystemName.Length is 0 or > 64)
            Refuse(nameof(SystemName), $"'{SystemName}' is no name", "use 1 to 64 letters, digits, '-' and '_'");
        if (Name.Length > Origin.MaxLength || Name.Any(char.IsControl))
            Refuse(nameof(Name), $"it has {Name.Length} characters, or control characters", $"use at most {Origin.MaxLength} printable ones");
        if (!IsHost(HostName))
            Refuse(nameof(HostName), $"'{HostName}' is no host", "give an IP address or a host name of this machine");
        if (PublicHostName.Length > 0 && !IsHost(PublicHostName))
            Refuse(nameof(PublicHostName), $"'{PublicHostName}' is no host", "give the name or address by which the nodes reach this service");
        if (IPAddress.TryParse(KnownAs, out var known) && (known.Equals(IPAddress.Any) || known.Equals(IPAddress.IPv6Any)))
            Refuse(nameof(PublicHostName), "nobody can be reached at every address", "give the name or address by which the nodes reach this service");
        if (Port is < 0 or > IPEndPoint.MaxPort)
            Refuse(nameof(Port), $"{Port} is no port", $"use 0 (any free one) to {IPEndPoint.MaxPort}");
        if (Tls is null && !IsLoopback(HostName))
            Refuse(nameof(Tls), $"without it nothing is listened on beyond loopback, and {HostName} is beyond", "give the three files, or use 127.0.0.1");
        if (Tls is { } tls && new[] { tls.Certificate, tls.Key, tls.Authority }.FirstOrDefault(file => !File.Exists(file)) is { } missing)
            Refuse(nameof(Tls), $"there is no file '{missing}'", "give PEM files: certificate, its key, and the authority");
        if (Seeds.Contains($"{KnownAs}:{Port.ToString(CultureInfo.InvariantCulture)}"))
            Refuse(nameof(Seeds), "this service itself is among them", "give nodes only: a service begins no cluster");
        if (!MemberSettings.IsStableAfter(StableAfter))
            Refuse(nameof(StableAfter), $"{StableAfter} is not allowed", $"use what the nodes have, {MemberSettings.ShortestStableAfter} to {MemberSettings.LongestStableAfter}");
        if (!IsDeadline(Deadline))
            Refuse(nameof(Deadline), $"{Deadline} is not allowed", $"use more than zero and at most {LongestDeadline}");
        if (MaxInFlight < 1)
            Refuse(nameof(MaxInFlight), $"{MaxInFlight} is not allowed", "use 1 or more");
    }

    internal static bool IsDeadline(TimeSpan deadline) => deadline > TimeSpan.Zero && deadline <= LongestDeadline;

    internal static bool IsEndPoint(string text) =>
        text.LastIndexOf(':') is > 0 and var colon && IsHost(text[..colon])
        && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort;

    // An IPv6 address stands in brackets before a port, and bare elsewhere; Akka's transport looks names up for IPv4.
    private static bool IsHost(string text) => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static void Refuse(string option, string wrong, string right) =>
        throw new ArgumentException($"{nameof(DeviceClusterClientOptions)}.{option}: {wrong}; {right}", option);
}
