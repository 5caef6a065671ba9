using System.Globalization;
using System.Net;
using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>The nodes know themselves and each other by the names their pods have, and agree on how many they are.</summary>
internal static class ClusterRules
{
    // Of the pods, these are joined by.
    private const int Seeds = 3;

    public static IEnumerable<string> Broken(Manifest manifest)
    {
        var sets = manifest.All<V1StatefulSet>().Where(set => manifest.Nodes.Any(n => n.Name == set.Metadata.Name)).ToList();
        if (sets is not [var set])
            return [$"there must be one StatefulSet of nodes; there are {sets.Count}"];
        var service = manifest.All<V1Service>().SingleOrDefault(s => s.Metadata.Name == set.Spec.ServiceName);
        var environment = manifest.EnvironmentOf(set.Spec.Template.Spec.Containers.Single());
        return OfSet(set, environment).Concat(OfNames(set, service, environment)).Concat(OfTls(environment)).Concat(OfBudget(manifest, set));
    }

    private static IEnumerable<string> OfSet(V1StatefulSet set, IReadOnlyDictionary<string, string?> environment)
    {
        if (Setting(environment, "Cluster:Size") != string.Create(CultureInfo.InvariantCulture, $"{set.Spec.Replicas}"))
            yield return $"Cluster:Size is {Setting(environment, "Cluster:Size")}, but there are {set.Spec.Replicas} replicas";
        if (set.Spec.Replicas < 3)
            yield return $"{set.Spec.Replicas} replicas: a majority must survive the loss of one, so three";
        if (set.Spec.PodManagementPolicy != "Parallel")
            yield return "podManagementPolicy must be Parallel: while one pod is not ready, whatever the reason, the next would not be started, and it takes more than half of them to take a lost cluster's devices";
        if (set.Spec.UpdateStrategy is { Type: not "RollingUpdate" })
            yield return "pods must be rolled one by one";
    }

    // What the node derives: NAME-0.SERVICE:PORT and the next two, and itself by its pod's name.
    private static IEnumerable<string> OfNames(V1StatefulSet set, V1Service? service, IReadOnlyDictionary<string, string?> environment)
    {
        var ports = Code.PortsOf(environment);
        var (ownSet, ownService) = (Setting(environment, "Cluster:StatefulSet"), Setting(environment, "Cluster:Service"));
        var port = service?.Spec.Ports.SingleOrDefault(p => p.Name == "cluster")?.Port;
        var ordinals = Enumerable.Range(0, Math.Min(Seeds, set.Spec.Replicas ?? 0)).ToList();
        var derived = ordinals.Select(ordinal => $"{ownSet}-{ordinal}.{ownService}:{ports.Cluster.Port}");
        var named = ordinals.Select(ordinal => $"{set.Metadata.Name}-{ordinal}.{set.Spec.ServiceName}:{port}");
        if (!derived.SequenceEqual(named))
            yield return $"the nodes would join by {string.Join(", ", derived)}, but the pods are {string.Join(", ", named)}";
        if (service?.Spec.PublishNotReadyAddresses is not true)
            yield return $"{set.Spec.ServiceName} must publish pods that are not ready: nodes find each other before they are";
        foreach (var key in (string[])["Http:NodeUrl", "Http:PublicUrl"])
        {
            var (begin, end) = ($"http://$(POD_NAME).{set.Spec.ServiceName}", $":{ports.Http.Port}");
            var url = Setting(environment, key) ?? "";
            if (!url.StartsWith(begin, StringComparison.Ordinal) || !url.EndsWith(end, StringComparison.Ordinal))
                yield return $"{key} is {url}; the pod answers at {begin}…{end}";
        }
    }

    private static IEnumerable<string> OfTls(IReadOnlyDictionary<string, string?> environment)
    {
        if (IPAddress.IsLoopback(Code.PortsOf(environment).Cluster.Address))
            return ["the nodes listen on loopback, where no other pod can reach them"];
        return ((string[])["Cluster:Certificate", "Cluster:CertificateKey", "Cluster:Authority"])
            .Where(key => Setting(environment, key) is null)
            .Select(key => $"the nodes listen beyond loopback without {key}");
    }

    private static IEnumerable<string> OfBudget(Manifest manifest, V1StatefulSet set)
    {
        var budgets = manifest.All<V1PodDisruptionBudget>()
            .Where(budget => SelectorRules.Selected(manifest, budget.Spec.Selector).Any(w => w.Name == set.Metadata.Name)).ToList();
        if (budgets is not [{ Spec: { MaxUnavailable.Value: "1", MinAvailable: null } }])
            yield return "one disruption budget must keep all nodes but one";
        // A database that is away makes every node unready, while its sessions are up.
        else if (budgets[0].Spec.UnhealthyPodEvictionPolicy is "AlwaysAllow")
            yield return "nodes that are not ready must not be evicted all at once";
    }

    private static string? Setting(IReadOnlyDictionary<string, string?> environment, string key) => environment.GetValueOrDefault(Code.VariableOf(key));
}
