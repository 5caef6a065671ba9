using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>Whatever selects pods selects some, and a workload its own.</summary>
internal static class SelectorRules
{
    public static IEnumerable<string> Broken(Manifest manifest)
    {
        foreach (var service in manifest.All<V1Service>())
            if (service.Spec.Selector is not { Count: > 0 } || !manifest.SelectedBy(service.Spec.Selector).Any())
                yield return $"the service {service.Metadata.Name} selects no pod";
        foreach (var budget in manifest.All<V1PodDisruptionBudget>())
            if (!Selected(manifest, budget.Spec.Selector).Any())
                yield return $"the disruption budget {budget.Metadata.Name} selects no pod";
        foreach (var policy in manifest.All<V1NetworkPolicy>())
            if (!Selected(manifest, policy.Spec.PodSelector).Any())
                yield return $"the network policy {policy.Metadata.Name} selects no pod";
        foreach (var set in manifest.All<V1StatefulSet>())
        {
            if (!Selected(manifest, set.Spec.Selector).Select(w => w.Name).SequenceEqual([set.Metadata.Name]))
                yield return $"the StatefulSet {set.Metadata.Name} must select its own pods and no others";
            foreach (var spread in set.Spec.Template.Spec.TopologySpreadConstraints ?? [])
                if (!Selected(manifest, spread.LabelSelector).Select(w => w.Name).SequenceEqual([set.Metadata.Name]))
                    yield return $"{set.Metadata.Name} is spread by pods that are not its own";
            if (manifest.All<V1Service>().SingleOrDefault(s => s.Metadata.Name == set.Spec.ServiceName) is not { Spec.ClusterIP: "None" } service)
                yield return $"{set.Metadata.Name}: {set.Spec.ServiceName} is no headless service, so its pods have no names";
            else if (!manifest.SelectedBy(service.Spec.Selector).Select(w => w.Name).SequenceEqual([set.Metadata.Name]))
                yield return $"{set.Metadata.Name}: {set.Spec.ServiceName} must name its pods and no others";
        }
    }

    public static IEnumerable<Workload> Selected(Manifest manifest, V1LabelSelector? selector) =>
        selector?.MatchExpressions is { Count: > 0 }
            ? throw new NotSupportedException("selectors by expression are not read here; use matchLabels")
            : manifest.SelectedBy(selector?.MatchLabels);
}
