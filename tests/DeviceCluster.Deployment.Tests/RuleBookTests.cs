using DeviceCluster.Deployment.Tests.Rendering;
using DeviceCluster.Deployment.Tests.Rules;

namespace DeviceCluster.Deployment.Tests;

/// <summary>Every set of manifests that is in the tree keeps every rule.</summary>
public class RuleBookTests
{
    public const string Base = "k8s/base", Example = "k8s/overlays/example", Recorders = "k8s/overlays/simulator";

    public static TheoryData<string, string> SetsAndRules
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var rule in RuleBook.All.Keys)
            {
                all.Add(Base, rule);
                all.Add(Example, rule);
                all.Add(Recorders, rule);
            }
            return all;
        }
    }

    [KubectlTheory]
    [MemberData(nameof(SetsAndRules))]
    public void A_set_of_manifests_keeps_the_rule(string folder, string rule)
    {
        var manifest = Manifest.Load(Kubectl.Kustomize(folder));

        Assert.Empty(RuleBook.All[rule](manifest));
    }

    [Fact]
    public void Every_overlay_in_the_tree_is_one_of_the_sets()
    {
        var overlays = Directory.EnumerateDirectories(Repository.PathOf("k8s/overlays")).Select(folder => $"k8s/overlays/{Path.GetFileName(folder)}");

        Assert.Equal([Example, Recorders], overlays.Order());
    }
}
