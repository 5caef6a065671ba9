using System.Globalization;
using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>A stop is waited for as long as the node gives itself, and the exit codes that decide about a next try are the node's.</summary>
internal static class StopRules
{
    public static IEnumerable<string> Broken(Manifest manifest)
    {
        foreach (var node in manifest.Nodes)
            if (Grace(node) < Code.ShutdownTimeout.TotalSeconds)
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{node.Name}: is killed after {Grace(node)} s, but gives itself {Code.ShutdownTimeout.TotalSeconds} s to log its devices out");
        foreach (var job in manifest.All<V1Job>())
        {
            foreach (var code in job.Spec.PodFailurePolicy?.Rules.SelectMany(r => r.OnExitCodes?.Values ?? []) ?? [])
                if (!Code.ExitCodes.Contains(code))
                    yield return $"{job.Metadata.Name}: the node never ends with {code}";
            if (job.Spec.PodFailurePolicy is not null && job.Spec.Template.Spec.RestartPolicy != "Never")
                yield return $"{job.Metadata.Name}: exit codes are looked at only with restartPolicy Never";
            if (job.Spec.ActiveDeadlineSeconds is null || job.Spec.BackoffLimit is null)
                yield return $"{job.Metadata.Name}: has no limit";
        }
    }

    // 30 is what Kubernetes gives where nothing is said.
    private static long Grace(Workload node) => node.Pod.TerminationGracePeriodSeconds ?? 30;
}
