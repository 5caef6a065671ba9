using System.Globalization;
using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>Nothing comes or goes but what is named: names, the database, the other nodes, readers of media, devices.</summary>
internal static class TrafficRules
{
    public static IEnumerable<string> Broken(Manifest manifest) =>
        manifest.Workloads.SelectMany(w => OfWorkload(manifest, w).Select(problem => $"{w.Name}: {problem}"));

    private static IEnumerable<string> OfWorkload(Manifest manifest, Workload workload)
    {
        var policies = manifest.All<V1NetworkPolicy>().Where(p => SelectorRules.Selected(manifest, p.Spec.PodSelector).Contains(workload)).ToList();
        foreach (var direction in (string[])["Ingress", "Egress"])
            if (!policies.Any(p => p.Spec.PolicyTypes?.Contains(direction) is true))
                yield return $"no policy closes it: {direction}";

        var comes = policies.SelectMany(p => p.Spec.Ingress ?? []).ToList();
        var goes = policies.SelectMany(p => p.Spec.Egress ?? []).ToList();
        if (comes.Any(rule => rule.Ports is not { Count: > 0 }) || goes.Any(rule => rule.Ports is not { Count: > 0 }))
            yield return "a policy opens every port";
        if (comes.Any(rule => rule.FromProperty is not { Count: > 0 }))
            yield return "a policy lets everybody in";

        foreach (var problem in Compare("comes in at", Ports(comes.SelectMany(r => r.Ports ?? [])), Listening(workload)))
            yield return problem;
        foreach (var problem in Compare("goes out to", Ports(goes.SelectMany(r => r.Ports ?? [])), Needed(manifest, workload)))
            yield return problem;
    }

    private static IEnumerable<string> Compare(string what, HashSet<string> open, HashSet<string> needed)
    {
        foreach (var port in open.Except(needed).Order())
            yield return $"{what} {port}, which nothing needs";
        foreach (var port in needed.Except(open).Order())
            yield return $"nothing {what} {port}, which it needs";
    }

    private static HashSet<string> Listening(Workload workload) =>
        [.. (workload.Container.Ports ?? []).Select(p => Name(p.ContainerPort, p.Protocol))];

    // The migration speaks to the database alone, a recorder to nobody.
    private static HashSet<string> Needed(Manifest manifest, Workload workload)
    {
        if (workload.Program == OurProgram.Simulator)
            return [];
        HashSet<string> needed = [Name(Code.DnsPort, "UDP"), Name(Code.DnsPort, "TCP"), Name(Code.DatabasePort, "TCP")];
        if (manifest.Nodes.Contains(workload))
        {
            var ports = Code.PortsOf(manifest.EnvironmentOf(workload.Container));
            needed.UnionWith([Name(ports.Cluster.Port, "TCP"), Name(ports.Http.Port, "TCP")]);
            needed.UnionWith([Name(Code.DevicePort, "TCP"), Name(Code.DeviceHttpPort, "TCP"), Name(Code.DeviceJsonPort, "TCP")]);
            needed.UnionWith(Code.DiscoveryPorts.Select(port => Name(port, "UDP")));
            needed.UnionWith(manifest.Workloads.Where(other => other.Program == OurProgram.Simulator)
                .Select(recorder => Name(Code.SimulatorOf(ArgumentRules.Expanded(recorder.Container)).HttpPort, "TCP")));
        }
        return needed;
    }

    private static HashSet<string> Ports(IEnumerable<V1NetworkPolicyPort> ports) =>
        [.. ports.Select(p => p.EndPort is not null ? "a range" : Name(p.Port.Value, p.Protocol))];

    private static string Name(int port, string? protocol) => Name(port.ToString(CultureInfo.InvariantCulture), protocol);

    private static string Name(string port, string? protocol) => $"{port}/{protocol ?? "TCP"}";
}
