using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>Either nothing names a namespace (the base), or everything the same one, which is made here and refuses what is not restricted.</summary>
internal static class NamespaceRules
{
    private const string Enforced = "pod-security.kubernetes.io/enforce";

    public static IEnumerable<string> Broken(Manifest manifest)
    {
        var made = manifest.All<V1Namespace>().ToList();
        var named = manifest.Objects.Where(o => o is not V1Namespace).ToLookup(o => o.Metadata.NamespaceProperty ?? "");
        if (named.Count > 1)
            yield return $"some are in '{named.First().Key}', others in '{named.Last().Key}'";
        if (named.Any(n => n.Key.Length > 0) && made is not [_])
            yield return "the namespace is not made here";
        foreach (var space in made)
        {
            if (space.Metadata.Name is "default" || !named.Contains(space.Metadata.Name))
                yield return $"nothing is in the namespace {space.Metadata.Name}, or it is everybody's";
            if (space.Metadata.Labels?.TryGetValue(Enforced, out var level) is not true || level != "restricted")
                yield return $"the namespace {space.Metadata.Name} does not enforce restricted pods";
        }
        foreach (var workload in manifest.Workloads)
            if (workload.Pod.ServiceAccountName is { } account && manifest.All<V1ServiceAccount>().All(a => a.Metadata.Name != account))
                yield return $"{workload.Name}: its account {account} is not made here";
        foreach (var same in manifest.Objects.GroupBy(o => (o.Kind, o.Metadata.Name)).Where(group => group.Count() > 1))
            yield return $"{same.Key.Kind} {same.Key.Name} is there twice";
    }
}
