using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>What settings call a folder or a file is mounted there: writable where the program writes, from a Secret where secrets are.</summary>
internal static class MountRules
{
    private const int GroupReads = 0x120; // 0440

    public static IEnumerable<string> Broken(Manifest manifest) =>
        manifest.Workloads.SelectMany(w => OfWorkload(manifest, w).Select(problem => $"{w.Name}: {problem}"));

    private static IEnumerable<string> OfWorkload(Manifest manifest, Workload workload)
    {
        var volumes = (workload.Pod.Volumes ?? []).ToDictionary(v => v.Name);
        var mounts = workload.Container.VolumeMounts ?? [];
        foreach (var mount in mounts.Where(m => !volumes.ContainsKey(m.Name)))
            yield return $"mounts {mount.Name}, which is no volume of the pod";
        foreach (var unused in volumes.Keys.Where(name => mounts.All(m => m.Name != name)))
            yield return $"the volume {unused} is mounted nowhere";
        foreach (var volume in volumes.Values.Where(v => v.Secret is not null && v.Secret.DefaultMode != GroupReads))
            yield return $"the files of {volume.Name} must have the mode 0440: readable by the pod's group, by nobody else";
        foreach (var volume in volumes.Values.Where(v => v.EmptyDir is { SizeLimit: null }))
            yield return $"the volume {volume.Name} has no bound";

        if (!IsWritable(At("/tmp")))
            yield return "has no writable /tmp";
        foreach (var (name, value) in manifest.EnvironmentOf(workload.Container))
            if (value is not null && value.StartsWith('/'))
                foreach (var problem in OfPath(name, value))
                    yield return problem;

        IEnumerable<string> OfPath(string name, string path)
        {
            if (name == Code.VariableOf("Node:DataFolder"))
            {
                // The mounted folder itself is root's and open to the group; the node takes only a folder that is closed to others.
                if (!IsWritable(At(path)) || At(path)!.MountPath == path)
                    yield return $"{name} is {path}, which must be a folder inside of a writable volume";
            }
            else if (At(path) is not { ReadOnlyProperty: true } mount || volumes.GetValueOrDefault(mount.Name)?.Secret is null)
                yield return $"{name} is {path}, where no Secret is mounted read-only";
            else if (name == Code.VariableOf("SecretsFolder") && mount.MountPath != path)
                yield return $"{name} is {path}, but the Secret is at {mount.MountPath}";
        }

        V1VolumeMount? At(string path) => mounts
            .Where(m => path == m.MountPath || path.StartsWith(m.MountPath.TrimEnd('/') + "/", StringComparison.Ordinal))
            .MaxBy(m => m.MountPath.Length);

        bool IsWritable(V1VolumeMount? mount) =>
            mount is { ReadOnlyProperty: not true } && volumes.GetValueOrDefault(mount.Name) is { Secret: null, ConfigMap: null };
    }
}
