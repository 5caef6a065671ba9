using System.Collections.Concurrent;
using System.Diagnostics;

namespace DeviceCluster.Deployment.Tests.Rendering;

/// <summary>kubectl as far as it needs no cluster: it renders a folder of manifests.</summary>
internal static class Kubectl
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<string, string> Rendered = new();

    public static bool IsThere { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "kubectl")));

    /// <summary>What `kubectl kustomize k8s/…` prints.</summary>
    public static string Kustomize(string folder) => Rendered.GetOrAdd(folder, Render);

    private static string Render(string folder)
    {
        string[] arguments = ["kustomize", Repository.PathOf(folder)];
        using var kubectl = Process.Start(new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = kubectl.StandardError.ReadToEndAsync();
        var output = kubectl.StandardOutput.ReadToEndAsync();
        if (!kubectl.WaitForExit(Limit))
        {
            kubectl.Kill();
            throw new TimeoutException($"kubectl kustomize {folder} did not end within {Limit.TotalSeconds} s");
        }
        return kubectl.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"kubectl kustomize {folder} ended with {kubectl.ExitCode}:\n{error.GetAwaiter().GetResult()}");
    }
}
