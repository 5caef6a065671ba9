namespace DeviceCluster.Deployment.Tests.Rendering;

/// <summary>A theory about rendered manifests; without kubectl it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute() => Skip = Kubectl.IsThere ? null : KubectlFactAttribute.Missing;
}
