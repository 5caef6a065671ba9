using k8s;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rendering;

/// <summary>What makes pods, whatever its kind: its name, and the template of its pods.</summary>
internal sealed record Workload(string Name, V1PodTemplateSpec Template)
{
    public V1PodSpec Pod => Template.Spec;

    public IDictionary<string, string> Labels => Template.Metadata?.Labels ?? new Dictionary<string, string>();

    /// <summary>All our pods have one.</summary>
    public V1Container Container => Pod.Containers.Single();

    public IEnumerable<V1Container> Containers => [.. Pod.Containers, .. Pod.InitContainers ?? []];

    public OurProgram Program =>
        Container.Image.Contains("devicecluster-simulator", StringComparison.Ordinal) ? OurProgram.Simulator : OurProgram.Node;

    public static Workload? Of(IKubernetesObject<V1ObjectMeta> thing) => thing switch
    {
        V1StatefulSet set => new Workload(set.Metadata.Name, set.Spec.Template),
        V1Deployment deployment => new Workload(deployment.Metadata.Name, deployment.Spec.Template),
        V1DaemonSet set => new Workload(set.Metadata.Name, set.Spec.Template),
        V1Job job => new Workload(job.Metadata.Name, job.Spec.Template),
        V1CronJob job => new Workload(job.Metadata.Name, job.Spec.JobTemplate.Spec.Template),
        _ => null,
    };
}

/// <summary>The programs that have an image.</summary>
internal enum OurProgram
{
    Node,
    Simulator,
}
