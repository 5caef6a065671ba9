using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace DeviceCluster.House.Tests;

/// <summary>Who may know whom: the arrows between projects, and what each may not reach even by a detour.</summary>
public class ProjectArrowsTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Contracts"] = [],
        ["Contracts.Akka"] = ["Contracts"],
        ["Domain"] = ["Contracts"],
        ["Sdk"] = [],
        ["Media"] = [],
        ["Actors"] = ["Contracts.Akka", "Domain", "Media", "Sdk"],
        ["Client"] = ["Contracts.Akka"],
        ["Node"] = ["Actors"],
        ["Pbm"] = [],
        ["Simulator"] = ["Media"],
    };

    // By assembly name or its beginning up to a dot.
    private static readonly Dictionary<string, string[]> MayNotReach = new()
    {
        ["Contracts"] = ["Akka", "Microsoft.AspNetCore", "DeviceCluster.Sdk"],
        ["Contracts.Akka"] = ["Microsoft.AspNetCore", "DeviceCluster.Sdk"],
        ["Domain"] = ["Akka", "Microsoft.AspNetCore", "Microsoft.Data", "DeviceCluster.Sdk", "System.Net.Sockets", "System.IO.FileSystem"],
        ["Sdk"] = ["Akka", "Microsoft.AspNetCore", "DeviceCluster.Domain", "DeviceCluster.Contracts"],
        ["Media"] = ["Akka", "Microsoft", "DeviceCluster", "Google"],
        ["Actors"] = ["Microsoft.AspNetCore"],
        ["Client"] = ["Microsoft.AspNetCore", "DeviceCluster.Actors", "DeviceCluster.Sdk", "DeviceCluster.Domain"],
        ["Pbm"] = ["Akka", "DeviceCluster"],
        ["Simulator"] = ["Akka", "DeviceCluster.Contracts", "DeviceCluster.Domain", "DeviceCluster.Sdk", "DeviceCluster.Actors"],
    };

    public static TheoryData<string> Projects => [.. Arrows.Keys];

    public static TheoryData<string> Fenced => [.. MayNotReach.Keys];

    [Fact]
    public void Every_project_is_in_the_table_of_arrows()
    {
        var projects = Repository.Files("src", "*.csproj").Select(ShortName).Order();

        Assert.Equal(Arrows.Keys.Order(), projects);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_arrows_allow(string project)
    {
        var file = Repository.PathOf($"src/DeviceCluster.{project}/DeviceCluster.{project}.csproj");
        var references = XDocument.Load(file).Descendants("ProjectReference").Select(r => ShortName(r.Attribute("Include")!.Value));

        Assert.Empty(references.Except(Arrows[project]));
    }

    [Theory]
    [MemberData(nameof(Fenced))]
    public void A_project_does_not_reach_what_it_may_not_know_even_by_a_detour(string project)
    {
        var reached = Reach(project == "Pbm" ? "pbm" : $"DeviceCluster.{project}");

        var forbidden = reached.Where(name => MayNotReach[project].Any(f => name == f || name.StartsWith(f + ".", StringComparison.Ordinal)));

        Assert.Empty(forbidden);
    }

    private static HashSet<string> Reach(string assembly)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>(ReferencesOf(assembly));
        while (open.TryDequeue(out var name))
        {
            if (reached.Add(name))
                foreach (var next in ReferencesOf(name))
                    open.Enqueue(next);
        }
        return reached;
    }

    // The framework's own assemblies are not beside us; what they reference is no arrow of ours.
    private static IEnumerable<string> ReferencesOf(string assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
        if (!File.Exists(file))
            return assembly.StartsWith("DeviceCluster", StringComparison.Ordinal) || assembly == "pbm"
                ? throw new FileNotFoundException($"{assembly} is not beside the tests, so its arrows cannot be read", file)
                : [];
        using var reader = new PEReader(File.OpenRead(file));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name))];
    }

    private static string ShortName(string csproj) =>
        Path.GetFileNameWithoutExtension(csproj.Replace('\\', '/'))["DeviceCluster.".Length..];
}
