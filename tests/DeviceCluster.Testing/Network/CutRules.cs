using System.Text;

namespace DeviceCluster.Testing.Network;

/// <summary>The packet filter of a namespace for the cuts that hold there: always written whole, so that it takes effect at once and never in part.</summary>
public static class CutRules
{
    public const string Table = "lab";

    public static string For(IReadOnlyCollection<Cut> cuts)
    {
        var rules = new StringBuilder();
        // Added first, so that there is one to delete.
        rules.AppendLine($"add table inet {Table}").AppendLine($"delete table inet {Table}").AppendLine($"table inet {Table} {{");
        Chain(rules, "arriving", "input", "saddr", cuts.Where(cut => cut.Direction is Direction.Both or Direction.In));
        Chain(rules, "leaving", "output", "daddr", cuts.Where(cut => cut.Direction is Direction.Both or Direction.Out));
        return rules.AppendLine("}").ToString();
    }

    private static void Chain(StringBuilder rules, string name, string hook, string peer, IEnumerable<Cut> cuts)
    {
        rules.AppendLine($"  chain {name} {{").AppendLine($"    type filter hook {hook} priority 0; policy accept;");
        foreach (var cut in cuts)
        {
            var only = cut.Peer is null ? "" : $"ip {peer} {cut.Peer} ";
            foreach (var protocol in Protocols(cut.Traffic))
            {
                // Its own service and the others': the port stands at one end or the other.
                rules.AppendLine($"    {only}{protocol} dport {{ {Ports(cut.Traffic)} }} drop").AppendLine($"    {only}{protocol} sport {{ {Ports(cut.Traffic)} }} drop");
            }
        }

        rules.AppendLine("  }");
    }

    private static string[] Protocols(Traffic traffic) => traffic == Traffic.Devices ? ["tcp", "udp"] : ["tcp"];

    private static string Ports(Traffic traffic) => traffic switch
    {
        Traffic.Akka => $"{LabPorts.Akka}",
        Traffic.Database => $"{LabPorts.Database}",
        Traffic.Devices => $"{LabPorts.Dvrip}, {LabPorts.Discovery}",
        _ => throw new ArgumentOutOfRangeException(nameof(traffic), traffic, "a kind of traffic that has no ports"),
    };
}
