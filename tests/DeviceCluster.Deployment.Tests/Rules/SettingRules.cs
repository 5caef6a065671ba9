using System.Text.RegularExpressions;
using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>Each variable is a setting of the node, with a value that the node takes, or one of the few others we know.</summary>
internal static partial class SettingRules
{
    // Read by the runtime, by pbm and by the simulator; the others exist to be named in values.
    private static readonly string[] OtherVariables =
        ["PBM_SECRET_FILE", Simulator.CommandLine.PasswordVariable, "POD_NAME", "POD_NAMESPACE", "POD_IP", "POD_INDEX"];

    public static IEnumerable<string> Broken(Manifest manifest) =>
        manifest.Workloads.SelectMany(w => OfWorkload(manifest, w)).Concat(Unread(manifest));

    private static IEnumerable<string> OfWorkload(Manifest manifest, Workload workload)
    {
        foreach (var source in workload.Container.EnvFrom ?? [])
            if (source.ConfigMapRef is not { } reference || manifest.ConfigMap(reference.Name) is null)
                yield return $"{workload.Name}: takes its environment from {source.ConfigMapRef?.Name ?? "no ConfigMap"}, which is not here";
        foreach (var (name, value) in manifest.EnvironmentOf(workload.Container))
            foreach (var problem in OfVariable(name, value))
                yield return $"{workload.Name}: {problem}";
        foreach (var problem in References(workload.Container))
            yield return $"{workload.Name}: {problem}";
    }

    private static IEnumerable<string> OfVariable(string name, string? value)
    {
        if (Code.SettingOf(name) is not { } key)
        {
            if (!OtherVariables.Contains(name))
                yield return $"nobody reads {name}";
        }
        else if (!Code.IsSetting(key))
            yield return $"{name} is no setting of the node";
        else if (IsJudgedAlone(key, value) && Code.RefusalOf(key, value!) is { } refusal)
            yield return refusal;
    }

    // What is in files or known in the pod only cannot be judged here; the settings of the cluster hang together, and have rules of their own.
    private static bool IsJudgedAlone(string key, string? value) =>
        value is not null && !value.StartsWith('/') && !value.Contains('$') && !key.StartsWith("Cluster:", StringComparison.Ordinal);

    // Kubernetes expands $(NAME) only if NAME stands before; else the text stays as it is.
    private static IEnumerable<string> References(V1Container container)
    {
        var before = new HashSet<string>();
        foreach (var variable in container.Env ?? [])
        {
            foreach (Match match in Reference().Matches(variable.Value ?? ""))
                if (!before.Contains(match.Groups[1].Value))
                    yield return $"{variable.Name} names $({match.Groups[1].Value}), which does not stand before it";
            before.Add(variable.Name);
        }
        foreach (Match match in (container.Args ?? []).SelectMany(argument => Reference().Matches(argument)))
            if (!before.Contains(match.Groups[1].Value))
                yield return $"an argument names $({match.Groups[1].Value}), which is not set";
    }

    private static IEnumerable<string> Unread(Manifest manifest) =>
        from map in manifest.All<V1ConfigMap>()
        where !manifest.Workloads.Any(w => w.Container.EnvFrom?.Any(source => source.ConfigMapRef?.Name == map.Metadata.Name) is true)
        select $"nobody reads the ConfigMap {map.Metadata.Name}";

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Reference();
}
