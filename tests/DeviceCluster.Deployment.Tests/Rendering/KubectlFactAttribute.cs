namespace DeviceCluster.Deployment.Tests.Rendering;

/// <summary>A fact about rendered manifests; without kubectl it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    internal const string Missing = "kubectl is not on PATH, so the manifests cannot be rendered: install kubectl 1.28 or newer";

    public KubectlFactAttribute() => Skip = Kubectl.IsThere ? null : Missing;
}
