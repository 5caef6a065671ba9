using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace DeviceCluster.Node.Configuration;

/// <summary>By which nodes a node joins, and how they call it: from a list, or from the name and size of a StatefulSet.</summary>
internal static class SeedOptions
{
    /// <summary>More would only make the start slower: one that is there is enough.</summary>
    private const int SeedsOfSet = 3;

    private const string List = "Cluster:Seeds";
    private const string Set = "Cluster:StatefulSet";
    private const string Service = "Cluster:Service";
    private const string PublicName = "Cluster:PublicHostName";
    private const string SeedsAllowed = "host:port of the nodes to join by, separated by commas, in the same order at every node, as node-1:4053,node-2:4053";

    public static (string PublicHostName, ImmutableArray<string> Seeds) Read(SettingsReader reader, Self self)
    {
        var name = reader.Text(PublicName, "", "the name or IPv4 address the other nodes know this one by; empty is the address it listens on", IsPublic);
        var list = Parse(reader, reader.Text(List, "", SeedsAllowed, _ => true));
        var set = reader.Text(Set, "", "the name of the StatefulSet that this node belongs to", IsLabel);
        var service = reader.Text(Service, "", "the headless service of that StatefulSet", IsPublic);
        // What is wrong in the list is told already.
        if (list is not { } seeds)
            return (name, []);
        if (set.Length > 0 || service.Length > 0)
            return OfSet(reader, self, set, service, name, seeds);
        if (self.Size > 1 && seeds.IsEmpty)
            reader.Refuse(List, "missing", $"{SeedsAllowed}; or Cluster:StatefulSet and Cluster:Service: Cluster:Size is {self.Size}");
        if (!seeds.IsEmpty)
            RefuseContradictions(reader, self, name, seeds);
        return (name, seeds);
    }

    private static (string, ImmutableArray<string>) OfSet(
        SettingsReader reader, Self self, string set, string service, string name, ImmutableArray<string> seeds)
    {
        if (set.Length == 0 || service.Length == 0)
        {
            reader.Refuse(set.Length == 0 ? Set : Service, "missing", $"both, {Set} and {Service}, or neither");
            return (name, seeds);
        }
        if (!seeds.IsEmpty)
            reader.Refuse(List, $"'{string.Join(',', seeds)}'", $"nothing where {Set} is set: the seeds follow from it");
        RefusePortOfAny(reader, self);
        var own = $"{self.Machine}.{service}";
        if (OrdinalOf(self.Machine, set) is not { } ordinal)
            reader.Refuse(Set, $"'{set}'", $"the StatefulSet of this node, and the node's host name one of its own, {set}-0 and so on: here it is '{self.Machine}'");
        else if (ordinal >= self.Size)
            reader.Refuse("Cluster:Size", $"'{self.Size}'", $"the number of replicas, more than {ordinal}: this is {self.Machine}");
        if (name.Length > 0 && name != own)
            reader.Refuse(PublicName, $"'{name}'", $"nothing, or '{own}', where {Set} is set: the seeds call this node so");
        return (own, [.. Enumerable.Range(0, Math.Min(SeedsOfSet, self.Size)).Select(i => Text($"{set}-{i}.{service}", self.Port))]);
    }

    private static void RefuseContradictions(SettingsReader reader, Self self, string name, ImmutableArray<string> seeds)
    {
        var text = $"'{string.Join(',', seeds)}'";
        if (seeds.Length > self.Size)
            reader.Refuse("Cluster:Size", $"'{self.Size}'", $"the number of nodes, at least {seeds.Length}: so many are in {List}");
        if (seeds.Distinct(StringComparer.OrdinalIgnoreCase).Count() < seeds.Length)
            reader.Refuse(List, text, "each node once");
        RefusePortOfAny(reader, self);
        var own = name.Length > 0 ? name : self.Host;
        if (IPAddress.TryParse(own, out var address) && address.Equals(IPAddress.Any))
            reader.Refuse(PublicName, "missing", $"the name or address the others reach this node by: it listens at {self.Host}, which is nobody's address");
        RefuseOtherPort(reader, self, own, seeds, text);
    }

    // Where each seed has a host of its own, the one that is called like this node is this node.
    private static void RefuseOtherPort(SettingsReader reader, Self self, string own, ImmutableArray<string> seeds, string text)
    {
        var hosts = seeds.Select(HostOf).ToArray();
        if (hosts.Distinct(StringComparer.OrdinalIgnoreCase).Count() < hosts.Length)
            return;
        var mine = seeds.FirstOrDefault(seed => HostOf(seed).Equals(own, StringComparison.OrdinalIgnoreCase));
        if (mine is not null && mine != Text(own, self.Port) && !IsLoopback(own))
            reader.Refuse(List, text, $"'{Text(own, self.Port)}' for this node, letter by letter: so it is called by Cluster:PublicHostName or HostName, and Cluster:Port");
    }

    private static void RefusePortOfAny(SettingsReader reader, Self self)
    {
        if (self.Port == 0)
            reader.Refuse("Cluster:Port", "'0'", "a fixed port where there are other nodes: they must find this one again after its restart");
    }

    private static ImmutableArray<string>? Parse(SettingsReader reader, string text)
    {
        var seeds = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (seeds.FirstOrDefault(seed => !IsSeed(seed)) is not { } wrong)
            return [.. seeds];
        reader.Refuse(List, $"'{wrong}'", SeedsAllowed);
        return null;
    }

    private static bool IsSeed(string text) =>
        text.LastIndexOf(':') is > 0 and var colon
        && IsPublic(text[..colon])
        && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort;

    // Akka's transport looks names up for IPv4.
    private static bool IsPublic(string text) =>
        Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 && !(IPAddress.TryParse(text, out var address) && address.Equals(IPAddress.Any));

    private static bool IsLabel(string text) => text.Length <= 52 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsLoopback(string host) => IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    private static int? OrdinalOf(string machine, string set) =>
        machine.StartsWith($"{set}-", StringComparison.Ordinal)
        && int.TryParse(machine.AsSpan(set.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : null;

    private static string HostOf(string seed) => seed[..seed.LastIndexOf(':')];

    private static string Text(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    /// <summary>What is known of this node: the machine's own name, where it listens, and how many nodes there are to be.</summary>
    internal readonly record struct Self(string Machine, string Host, int Port, int Size);
}
