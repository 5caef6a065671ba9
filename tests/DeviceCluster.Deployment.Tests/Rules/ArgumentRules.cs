using System.Text.RegularExpressions;
using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests.Rules;

/// <summary>What a container is started with: the image's own program, with verbs and options it has.</summary>
internal static partial class ArgumentRules
{
    public static IEnumerable<string> Broken(Manifest manifest) =>
        manifest.Workloads.SelectMany(w => OfWorkload(w).Select(problem => $"{w.Name}: {problem}"));

    /// <summary>The arguments with what a pod would put into them.</summary>
    public static IEnumerable<string> Expanded(V1Container container) =>
        (container.Args ?? []).Select(argument => Reference().Replace(argument, match => match.Groups[1].Value == "POD_IP" ? "10.0.0.1" : "0"));

    private static IEnumerable<string> OfWorkload(Workload workload)
    {
        if (workload.Container.Command is { Count: > 0 })
            yield return "starts something else than the image's program";
        if (workload.Program == OurProgram.Node)
        {
            foreach (var word in workload.Container.Args ?? [])
                if (!Code.IsVerbAsync(word).GetAwaiter().GetResult())
                    yield return $"the node does not know '{word}'";
        }
        else if (Refusal(workload.Container) is { } refusal)
            yield return $"the simulator does not start: {refusal}";
    }

    private static string? Refusal(V1Container container)
    {
        try
        {
            Code.SimulatorOf(Expanded(container));
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Reference();
}
