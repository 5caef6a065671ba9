using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>No secret is in a manifest: neither as an object, nor as a value, nor in an argument.</summary>
internal static class SecretRules
{
    private static readonly string[] Words = ["password", "secret", "token", "privatekey"];

    public static IEnumerable<string> Broken(Manifest manifest)
    {
        foreach (var secret in manifest.All<V1Secret>())
            yield return $"the Secret {secret.Metadata.Name} is in the manifests";
        foreach (var map in manifest.All<V1ConfigMap>())
            foreach (var (name, value) in map.Data ?? new Dictionary<string, string>())
                if (IsLiteral(name, value))
                    yield return $"the ConfigMap {map.Metadata.Name} holds {name}";
        foreach (var workload in manifest.Workloads)
        {
            foreach (var variable in workload.Containers.SelectMany(c => c.Env ?? []))
                if (variable.Value is { } value && IsLiteral(variable.Name, value))
                    yield return $"{workload.Name}: {variable.Name} is written out";
            // Arguments are shown by ps, to everybody on the machine.
            foreach (var argument in workload.Containers.SelectMany(c => c.Args ?? []))
                if (Words.Any(word => argument.Contains(word, StringComparison.OrdinalIgnoreCase)))
                    yield return $"{workload.Name}: the argument {argument.Split('=')[0]} is for a secret";
        }
    }

    // The path of a file that holds a secret is none.
    private static bool IsLiteral(string name, string value) =>
        !value.StartsWith('/')
        && ((Code.SettingOf(name) is { } key && Code.IsSecret(key)) || Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
