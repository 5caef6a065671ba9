using DeviceCluster.Deployment.Tests.Rendering;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>Every image is named with the version that this tree is; nothing that can change under the same name.</summary>
internal static class ImageRules
{
    public static IEnumerable<string> Broken(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads)
        {
            foreach (var container in workload.Containers)
            {
                var name = container.Image.Split('/')[^1];
                if (!container.Image.Contains('/', StringComparison.Ordinal))
                    yield return $"{workload.Name}: {container.Image} names no registry";
                if (!name.Contains('@', StringComparison.Ordinal) && name.Split(':') is not [_, { Length: > 0 } and not "latest"])
                    yield return $"{workload.Name}: {container.Image} has no version";
                else if (name.Split('@')[0].Split(':') is [_, var tag] && tag != Code.Version)
                    yield return $"{workload.Name}: {container.Image} is not of version {Code.Version}";
                if (container.ImagePullPolicy is not "IfNotPresent")
                    yield return $"{workload.Name}: imagePullPolicy must be IfNotPresent: a registry that is away keeps no node down";
            }
        }
    }
}
