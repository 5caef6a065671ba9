using System.Globalization;
using System.Net;
using System.Reflection;
using System.Xml.Linq;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Node;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Node.Health;
using DeviceCluster.Node.Hosting;
using DeviceCluster.Sdk;
using DeviceCluster.Simulator;
using Microsoft.Extensions.Configuration;

namespace DeviceCluster.Deployment.Tests;

/// <summary>What the programs really have: read from them, so that manifests and Dockerfiles are compared with the code and not with a list.</summary>
internal static class Code
{
    public const int DnsPort = 53;

    private const string Prefix = SettingsReader.Root + "__";

    private static readonly IReadOnlyList<SettingHelp> Help = [.. NodeSettings.Help()];

    public static string Version { get; } =
        XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value;

    public static TimeSpan ShutdownTimeout => NodeHost.ShutdownTimeout;

    public static IReadOnlyList<string> ProbePaths { get; } = [NodeHealth.LivePath, NodeHealth.ReadyPath];

    public static IReadOnlySet<int> ExitCodes { get; } =
        typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!).ToHashSet();

    public static int DevicePort => DeviceAddress.DefaultPort;

    /// <summary>Where the library asks a device by HTTP that does not tell another port.</summary>
    public static int DeviceHttpPort => 80;

    public static int DeviceJsonPort => new SdkOptions().JsonPort;

    public static IReadOnlyList<int> DiscoveryPorts { get; } = [new SdkOptions().DiscoveryPort, new SdkOptions().OldDiscoveryPort];

    public static int DatabasePort => Npgsql.NpgsqlConnection.DefaultPort;

    /// <summary>Cluster:Port of DeviceCluster__Cluster__Port; null for what is no variable of ours.</summary>
    public static string? SettingOf(string variable) =>
        variable.StartsWith(Prefix, StringComparison.Ordinal) ? variable[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal) : null;

    public static bool IsSetting(string key) => Help.Any(setting => setting.Key == $"{SettingsReader.Root}:{key}");

    /// <summary>Keys, passwords, and what contains one: only ever files of a Secret.</summary>
    public static bool IsSecret(string key) =>
        Help.Any(setting => setting.Key == $"{SettingsReader.Root}:{key}" && setting.IsSecret);

    /// <summary>What the node says to one setting alone, when it is the form of the value that it does not like.</summary>
    public static string? RefusalOf(string key, string value) =>
        Fault(key, value)?.Lines.FirstOrDefault(line => line.StartsWith($"{SettingsReader.Root}:{key} is '", StringComparison.Ordinal));

    internal static NodeFault? Fault(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"{SettingsReader.Root}:{key}", value)]).Build();
        try
        {
            NodeSettings.Read((IConfigurationRoot)configuration);
            return null;
        }
        catch (NodeFault fault)
        {
            return fault;
        }
    }

    public static async Task<bool> IsVerbAsync(string word)
    {
        using var help = new StringWriter();
        await new NodeProgram(help, help, TimeProvider.System).RunAsync(["--help"]);
        return help.ToString().Contains($" {word} ", StringComparison.Ordinal);
    }

    /// <summary>Where a node of these settings listens.</summary>
    public static NodePorts PortsOf(IReadOnlyDictionary<string, string?> environment) => new(
        EndPointOf(environment, "Http:Listen", HttpOptions.Default),
        EndPointOf(environment, "Pbm:Listen", PbmOptions.Default),
        new IPEndPoint(
            IPAddress.Parse(environment.GetValueOrDefault(VariableOf("Cluster:HostName")) ?? "127.0.0.1"),
            environment.GetValueOrDefault(VariableOf("Cluster:Port")) is { } port ? int.Parse(port, CultureInfo.InvariantCulture) : ClusterOptions.DefaultPort));

    /// <summary>The options a simulator takes these arguments for; what is wrong with them is an exception.</summary>
    public static SimulatorOptions SimulatorOf(IEnumerable<string> arguments)
    {
        SimulatorOptions? options = null;
        var line = new CommandLine((read, _) => Task.FromResult((options = read) is null ? 1 : 0)).Root.Parse([.. arguments, "--password", "-"]);
        if (line.Errors.Count > 0)
            throw new ArgumentException(string.Join("; ", line.Errors.Select(error => error.Message)), nameof(arguments));
        line.Invoke();
        return options!;
    }

    public static string VariableOf(string key) => Prefix + key.Replace(":", "__", StringComparison.Ordinal);

    private static IPEndPoint EndPointOf(IReadOnlyDictionary<string, string?> environment, string key, IPEndPoint fallback) =>
        environment.GetValueOrDefault(VariableOf(key)) is { } text ? IPEndPoint.Parse(text) : fallback;
}

/// <summary>Where a node listens.</summary>
internal sealed record NodePorts(IPEndPoint Http, IPEndPoint Pbm, IPEndPoint Cluster)
{
    /// <summary>Those that another pod can reach.</summary>
    public IEnumerable<int> Reachable => new[] { Http, Pbm, Cluster }.Where(point => !IPAddress.IsLoopback(point.Address)).Select(point => point.Port);
}
