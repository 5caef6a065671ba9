using System.Globalization;
using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>A port of a manifest is one that the program in the pod listens on, and that can be reached from outside the pod.</summary>
internal static class PortRules
{
    private const string Tcp = "TCP";

    public static IEnumerable<string> Broken(Manifest manifest) =>
        manifest.Workloads.SelectMany(w => OfContainer(manifest, w)).Concat(manifest.All<V1Service>().SelectMany(s => OfService(manifest, s)));

    /// <summary>The number of a port that is named or numbered; null when the pod has no such port.</summary>
    public static int? Resolve(Workload workload, string? port) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? workload.Container.Ports?.SingleOrDefault(p => p.ContainerPort == number)?.ContainerPort
            : workload.Container.Ports?.SingleOrDefault(p => p.Name == port)?.ContainerPort;

    private static IEnumerable<string> OfContainer(Manifest manifest, Workload workload)
    {
        var listening = Listening(manifest, workload);
        foreach (var port in workload.Container.Ports ?? [])
            if (!listening.Contains((port.ContainerPort, port.Protocol ?? Tcp)))
                yield return $"{workload.Name}: nothing listens on {port.ContainerPort}/{port.Protocol ?? Tcp} beyond loopback";
    }

    private static HashSet<(int, string)> Listening(Manifest manifest, Workload workload)
    {
        if (workload.Program == OurProgram.Node)
            return [.. Code.PortsOf(manifest.EnvironmentOf(workload.Container)).Reachable.Select(port => (port, Tcp))];
        var options = Code.SimulatorOf(ArgumentRules.Expanded(workload.Container));
        return [(options.DvripPort, Tcp), (options.HttpPort, Tcp), (options.DiscoveryPort, "UDP")];
    }

    private static IEnumerable<string> OfService(Manifest manifest, V1Service service)
    {
        foreach (var port in service.Spec.Ports)
            foreach (var workload in manifest.SelectedBy(service.Spec.Selector))
                if (Resolve(workload, port.TargetPort?.Value ?? port.Port.ToString(CultureInfo.InvariantCulture)) is not { } target)
                    yield return $"the service {service.Metadata.Name} leads to a port {port.TargetPort?.Value} that {workload.Name} does not have";
                // A headless service has no port of its own to be mapped.
                else if (service.Spec.ClusterIP == "None" && target != port.Port)
                    yield return $"the headless service {service.Metadata.Name} says {port.Port}, but what answers at the pod is {target}";
    }
}
