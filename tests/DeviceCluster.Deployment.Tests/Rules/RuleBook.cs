using DeviceCluster.Deployment.Tests.Rendering;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>What every rendered set of manifests must keep. A rule says in words what is against it.</summary>
internal static class RuleBook
{
    public static IReadOnlyDictionary<string, Func<Manifest, IEnumerable<string>>> All { get; } = new Dictionary<string, Func<Manifest, IEnumerable<string>>>
    {
        ["pods are restricted"] = SecurityRules.Broken,
        ["ports are listened on"] = PortRules.Broken,
        ["probes ask what there is"] = ProbeRules.Broken,
        ["settings exist"] = SettingRules.Broken,
        ["arguments exist"] = ArgumentRules.Broken,
        ["secrets are elsewhere"] = SecretRules.Broken,
        ["mounts are where settings look"] = MountRules.Broken,
        ["images are pinned"] = ImageRules.Broken,
        ["selectors select"] = SelectorRules.Broken,
        ["the cluster is one"] = ClusterRules.Broken,
        ["traffic is named"] = TrafficRules.Broken,
        ["the namespace is one"] = NamespaceRules.Broken,
        ["a stop is waited for"] = StopRules.Broken,
    };
}
