using k8s;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rendering;

/// <summary>What kustomize rendered, each document read strictly as the type it says it is.</summary>
internal sealed class Manifest
{
    private Manifest(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects)
    {
        Objects = objects;
        Workloads = [.. objects.Select(Workload.Of).OfType<Workload>()];
    }

    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects { get; }

    /// <summary>Everything that makes pods.</summary>
    public IReadOnlyList<Workload> Workloads { get; }

    public IEnumerable<Workload> Nodes => Workloads.Where(w => w.Program == OurProgram.Node && w.Container.Args is not { Count: > 0 });

    /// <summary>A field that its type does not have, or a kind that is none, is an exception.</summary>
    public static Manifest Load(string text) =>
        new([.. KubernetesYaml.LoadAllFromString(text, null, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>()]);

    public IEnumerable<T> All<T>() => Objects.OfType<T>();

    /// <summary>What a container is told: its ConfigMaps, and over them its own variables. What is known only in a running pod is null.</summary>
    public IReadOnlyDictionary<string, string?> EnvironmentOf(V1Container container)
    {
        var environment = new Dictionary<string, string?>();
        foreach (var source in container.EnvFrom ?? [])
            foreach (var (key, value) in ConfigMap(source.ConfigMapRef?.Name)?.Data ?? new Dictionary<string, string>())
                environment[key] = value;
        foreach (var variable in container.Env ?? [])
            environment[variable.Name] = variable.Value;
        return environment;
    }

    public V1ConfigMap? ConfigMap(string? name) => All<V1ConfigMap>().SingleOrDefault(map => map.Metadata.Name == name);

    public IEnumerable<Workload> SelectedBy(IDictionary<string, string>? labels) =>
        Workloads.Where(w => (labels ?? new Dictionary<string, string>()).All(w.Labels.Contains));
}
