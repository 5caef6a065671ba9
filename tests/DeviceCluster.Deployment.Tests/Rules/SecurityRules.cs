using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>The pod security standard "restricted", whole, and what we ask beyond it: no token, a read-only root, one known user.</summary>
internal static class SecurityRules
{
    public const long User = 10001;

    // Of the standard; what is not here (hostPath above all) is not allowed.
    private static readonly Func<V1Volume, object?>[] AllowedVolumes =
    [
        v => v.ConfigMap, v => v.Csi, v => v.DownwardAPI, v => v.EmptyDir,
        v => v.Ephemeral, v => v.PersistentVolumeClaim, v => v.Projected, v => v.Secret,
    ];

    public static IEnumerable<string> Broken(Manifest manifest) =>
        manifest.Workloads.SelectMany(w =>
            OfPod(w.Pod).Concat(w.Containers.SelectMany(c => OfContainer(w.Pod, c))).Select(problem => $"{w.Name}: {problem}"));

    private static IEnumerable<string> OfPod(V1PodSpec pod)
    {
        if (pod.HostNetwork is true || pod.HostPID is true || pod.HostIPC is true)
            yield return "shares a namespace of its host";
        if (pod.HostUsers is true)
            yield return "asks for the host's users";
        if (pod.AutomountServiceAccountToken is not false)
            yield return "gets a token of Kubernetes; automountServiceAccountToken must be false";
        if (pod.EnableServiceLinks is not false)
            yield return "gets variables of every service; enableServiceLinks must be false";
        foreach (var volume in pod.Volumes ?? [])
            if (AllowedVolumes.All(kind => kind(volume) is null))
                yield return $"the volume {volume.Name} is of a kind that is not allowed";
        if (pod.SecurityContext is not { } context)
        {
            yield return "has no securityContext";
            yield break;
        }
        if (context.RunAsNonRoot is not true)
            yield return "runAsNonRoot must be true";
        if (context.RunAsUser != User || context.RunAsGroup != User || context.FsGroup != User)
            yield return $"user, group and fsGroup must be {User}, as in the image";
        if (context.SeccompProfile?.Type is not "RuntimeDefault")
            yield return "seccompProfile must be RuntimeDefault";
        if (context.Sysctls is { Count: > 0 })
            yield return "sets sysctls";
        if (context.SupplementalGroups is { Count: > 0 })
            yield return "takes more groups than its own";
        if (context.SeLinuxOptions is not null || context.AppArmorProfile is not null || context.WindowsOptions is not null)
            yield return "changes SELinux, AppArmor or Windows options";
    }

    private static IEnumerable<string> OfContainer(V1PodSpec pod, V1Container container)
    {
        foreach (var port in container.Ports ?? [])
            if (port.HostPort is > 0)
                yield return $"takes port {port.HostPort} of its host";
        if (container.SecurityContext is not { } context)
        {
            yield return $"the container {container.Name} has no securityContext";
            yield break;
        }
        if (context.Privileged is true)
            yield return "is privileged";
        if (context.AllowPrivilegeEscalation is not false)
            yield return "allowPrivilegeEscalation must be false";
        if (context.ReadOnlyRootFilesystem is not true)
            yield return "readOnlyRootFilesystem must be true";
        if (context.Capabilities?.Drop is not ["ALL"])
            yield return "all capabilities must be dropped";
        if (context.Capabilities?.Add is { Count: > 0 })
            yield return "adds capabilities";
        if (context.ProcMount is not (null or "Default"))
            yield return "changes procMount";
        // What a container says goes before what its pod says.
        if (context.RunAsNonRoot is false || (context.RunAsUser ?? pod.SecurityContext?.RunAsUser) != User || (context.RunAsGroup ?? User) != User)
            yield return "the container is another user than its pod";
        if (context.SeccompProfile is { Type: not "RuntimeDefault" })
            yield return "the container changes seccompProfile";
        if (context.SeLinuxOptions is not null || context.AppArmorProfile is not null || context.WindowsOptions is not null)
            yield return "the container changes SELinux, AppArmor or Windows options";
        var (asked, limited) = (container.Resources?.Requests?.Keys ?? [], container.Resources?.Limits?.Keys ?? []);
        if (!asked.Contains("cpu") || !asked.Contains("memory") || !limited.Contains("memory"))
            yield return "must ask for processor and memory, and be limited in memory";
        if (limited.Contains("cpu"))
            yield return "is limited in processor: a throttled node is late with its heartbeats";
    }
}
