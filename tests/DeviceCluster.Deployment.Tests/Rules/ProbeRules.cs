using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>A probe asks for a path that the node has, at a port that it has, and leaves it the time that the answer may take.</summary>
internal static class ProbeRules
{
    public static IEnumerable<string> Broken(Manifest manifest) =>
        manifest.Workloads.SelectMany(w => Probes(w).SelectMany(p => OfProbe(w, p.Kind, p.Probe)))
            .Concat(manifest.Nodes.SelectMany(OfNode));

    private static IEnumerable<(string Kind, V1Probe Probe)> Probes(Workload workload) =>
        new (string, V1Probe?)[]
        {
            ("startup", workload.Container.StartupProbe), ("liveness", workload.Container.LivenessProbe), ("readiness", workload.Container.ReadinessProbe),
        }.Where(pair => pair.Item2 is not null)!;

    private static IEnumerable<string> OfProbe(Workload workload, string kind, V1Probe probe)
    {
        var port = probe.HttpGet?.Port ?? probe.TcpSocket?.Port;
        if (port is null)
            yield return $"{workload.Name}: the {kind} probe asks neither by HTTP nor by TCP";
        else if (PortRules.Resolve(workload, port.Value) is null)
            yield return $"{workload.Name}: the {kind} probe asks at {port.Value}, which the container does not have";
        if (probe.HttpGet is { Path: var path } && !Code.ProbePaths.Contains(path))
            yield return $"{workload.Name}: the {kind} probe asks for {path}, which the node does not have";
    }

    private static IEnumerable<string> OfNode(Workload node)
    {
        if (node.Container is not { StartupProbe: not null, LivenessProbe: { } live, ReadinessProbe: { } ready })
        {
            yield return $"{node.Name}: a node has a startup, a liveness and a readiness probe";
            yield break;
        }
        if (live.HttpGet?.Path != Node.Health.NodeHealth.LivePath)
            yield return $"{node.Name}: liveness asks for {live.HttpGet?.Path}: a database that is away would end every node";
        if (ready.HttpGet?.Path != Node.Health.NodeHealth.ReadyPath)
            yield return $"{node.Name}: readiness asks for {ready.HttpGet?.Path}: a node that can do nothing yet would get orders";
    }
}
