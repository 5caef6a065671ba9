using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DeviceCluster.Deployment.Tests.Rules;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Sdk;
using DeviceCluster.Simulator;

namespace DeviceCluster.Deployment.Tests.Docker;

/// <summary>What a Dockerfile of ours must keep. Each rule says in words what is against it.</summary>
internal static partial class DockerRules
{
    // Read by .NET and by Npgsql.
    private static readonly string[] Runtime = ["DOTNET_EnableDiagnostics", "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO", "HOME", "PGGSSENCMODE"];

    public static IEnumerable<string> Broken(Dockerfile file) =>
    [
        .. Bases(file), .. Files(file), .. TheUser(file), .. Entry(file), .. Names(file), .. Ports(file), .. Built(file),
    ];

    private static IEnumerable<string> Bases(Dockerfile file)
    {
        foreach (var image in file.Bases())
        {
            var name = image.Split('/')[^1];
            var hasVersion = name.Split(':') is [_, var tag] && tag.Any(char.IsAsciiDigit);
            if (!hasVersion && !image.Contains('@', StringComparison.Ordinal))
                yield return $"the base {image} has no version";
            if (!image.Contains('/', StringComparison.Ordinal))
                yield return $"the base {image} names no registry";
        }
        foreach (var stage in file.Stages.Where(s => !s.Words[0].StartsWith("${", StringComparison.Ordinal)))
            yield return $"the base {stage.Words[0]} cannot be given from outside: name it by an ARG";
    }

    private static IEnumerable<string> Files(Dockerfile file)
    {
        if (file.Instructions.Any(i => i.Name == "ADD"))
            yield return "ADD fetches and unpacks what it is given; use COPY";
        foreach (var copy in file.Instructions.Where(i => i.Name == "COPY"))
        {
            if (copy.Words[0] is var first && first.StartsWith("--from=", StringComparison.Ordinal))
            {
                if (!file.StageNames.Contains(first["--from=".Length..]))
                    yield return $"COPY {first}: there is no such stage";
                continue;
            }
            foreach (var source in copy.Words.SkipLast(1))
                if (!Path.Exists(Repository.PathOf(source)))
                    yield return $"COPY {source}: that is not in the tree";
                else if (!DockerIgnore.LetsThrough(source))
                    yield return $"COPY {source}: .dockerignore holds it back";
        }
    }

    private static IEnumerable<string> TheUser(Dockerfile file)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"{SecurityRules.User}:{SecurityRules.User}");
        if (file.Last("USER")?.Text != expected)
            yield return $"the user must be {expected}, by number: a name cannot be checked by runAsNonRoot";
        if (!file.Final.Any(i => i.Name == "RUN" && i.Text.Contains("-perm /6000 -exec chmod a-s", StringComparison.Ordinal)))
            yield return "setuid files of the base stay in the image";
        if (file.Last("STOPSIGNAL")?.Text != "SIGTERM")
            yield return "STOPSIGNAL must be SIGTERM, which the programs end by";
    }

    // The program is one that a stage publishes from a project of the tree, and copied to where it is started.
    private static IEnumerable<string> Entry(Dockerfile file)
    {
        if (file.Last("ENTRYPOINT") is not { } entry || !entry.Text.StartsWith('['))
        {
            yield return "ENTRYPOINT must be a list: the other form needs a shell, which keeps the stop signal to itself";
            yield break;
        }
        var program = JsonSerializer.Deserialize<string[]>(entry.Text)![0];
        var name = Path.GetFileName(program);
        if (!File.Exists(Repository.PathOf($"src/{name}/{name}.csproj")))
            yield return $"{program}: no project of the tree makes {name}";
        var published = Publish().Matches(string.Join('\n', file.Instructions.Where(i => i.Name == "RUN").Select(i => i.Text)))
            .FirstOrDefault(match => match.Groups[1].Value == $"src/{name}/{name}.csproj")?.Groups[2].Value;
        if (published is null
            || !file.Final.Any(i => i.Name == "COPY" && i.Words.TakeLast(2).SequenceEqual([published, Path.GetDirectoryName(program)!])))
            yield return $"{program} is not what a stage publishes and the last one copies";
    }

    private static IEnumerable<string> Names(Dockerfile file)
    {
        foreach (var (key, value) in file.Environment)
        {
            var setting = Code.SettingOf(key);
            if (setting is null ? !Runtime.Contains(key) && !PbmReads(key) : !Code.IsSetting(setting))
                yield return $"nobody reads {key}";
            if (setting is null ? Secret().IsMatch(key) && !value.StartsWith('/') : Code.IsSecret(setting))
                yield return $"{key} is in the image, for all to read";
        }
        foreach (var argument in file.Instructions.Where(i => i.Name == "ARG").Select(i => i.Text.Split('=')[0]).Where(a => Secret().IsMatch(a)))
            yield return $"{argument} stays in the image's history, for all to read";
    }

    private static IEnumerable<string> Ports(Dockerfile file)
    {
        var simulator = new SimulatorOptions { Password = "-" };
        string[] known =
        [
            Show(ClusterOptions.DefaultPort), Show(HttpOptions.Default.Port), Show(PbmOptions.Default.Port),
            Show(simulator.DvripPort), $"{Show(simulator.DiscoveryPort)}/udp",
            Show(CommandLine.UsualHttp), Show(CommandLine.UsualJson), $"{Show(CommandLine.UsualOldDiscovery)}/udp",
        ];
        foreach (var port in file.Final.Where(i => i.Name == "EXPOSE").SelectMany(i => i.Words).Except(known))
            yield return $"nothing listens on {port}";
    }

    // Only what is named in a build of the native library: its preset, its packages, its file.
    private static IEnumerable<string> Built(Dockerfile file)
    {
        var runs = string.Join('\n', file.Instructions.Where(i => i.Name == "RUN").Select(i => i.Text));
        foreach (Match preset in Preset().Matches(runs))
            if (!Repository.Read("native/netsdk/CMakePresets.json").Contains($"\"name\": \"{preset.Groups[1].Value}\"", StringComparison.Ordinal))
                yield return $"there is no preset {preset.Groups[1].Value}";
        foreach (var library in file.Final.Where(i => i.Name == "COPY").Select(i => i.Words[^1]))
            if (library.EndsWith(".so", StringComparison.Ordinal) && Path.GetFileName(library) != SdkOptions.DefaultLibrary)
                yield return $"the node does not look for {library}";
        if (runs.Contains("apt-get install", StringComparison.Ordinal) && NotLean().IsMatch(runs))
            yield return "apt-get install without --no-install-recommends brings what nobody asked for";
    }

    private static bool PbmReads(string variable) =>
        Repository.Files("src/DeviceCluster.Pbm", "*.cs").Any(file => File.ReadAllText(file).Contains($"(\"{variable}\")", StringComparison.Ordinal));

    private static string Show(int port) => port.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"dotnet publish (\S+) .*?-o (\S+)")]
    private static partial Regex Publish();

    [GeneratedRegex("PASSWORD|SECRET|TOKEN|KEY", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"--preset (\S+)")]
    private static partial Regex Preset();

    [GeneratedRegex("apt-get install (?!-y --no-install-recommends )")]
    private static partial Regex NotLean();
}
