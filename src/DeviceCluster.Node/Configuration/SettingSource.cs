using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace DeviceCluster.Node.Configuration;

/// <summary>Where settings are read from, the later before the earlier: appsettings.json, the folder of secrets, environment, command line.</summary>
internal static class SettingSource
{
    public const string File = "appsettings.json";

    public static IConfigurationRoot Load(string folder, IReadOnlyList<string> args)
    {
        RefuseUnreadable(args);
        try
        {
            var plain = Build(folder, secrets: null, args);
            return plain[$"{SettingsReader.Root}:SecretsFolder"]?.Trim() is { Length: > 0 } secrets ? Build(folder, secrets, args) : plain;
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException)
        {
            throw new NodeFault(ExitCode.WrongOptions, $"{e.Message} {e.InnerException?.Message}".Trim(), e);
        }
    }

    /// <summary>The place that the present value of a key comes from, in words.</summary>
    public static string Of(IConfigurationRoot configuration, string key) =>
        configuration.Providers.Reverse().FirstOrDefault(p => p.TryGet(key, out _)) switch
        {
            FileConfigurationProvider file => file.Source.Path ?? File,
            EnvironmentVariablesConfigurationProvider => $"the environment ({key.Replace(":", "__", StringComparison.Ordinal)})",
            CommandLineConfigurationProvider => "the command line",
            SecretFiles files => $"the file {files.FileOf(key)}",
            _ => "the configuration",
        };

    private static IConfigurationRoot Build(string folder, string? secrets, IReadOnlyList<string> args)
    {
        var builder = new ConfigurationBuilder().SetBasePath(folder).AddJsonFile(File, optional: true, reloadOnChange: false);
        if (secrets is not null)
            builder.Add(new SecretFiles(secrets));
        return builder.AddEnvironmentVariables().AddCommandLine([.. args]).Build();
    }

    // The reader of the command line silently leaves out what it does not understand.
    private static void RefuseUnreadable(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var isSetting = args[i].StartsWith($"--{SettingsReader.Root}:", StringComparison.OrdinalIgnoreCase);
            if (!isSetting || (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 == args.Count))
                throw new NodeFault(
                    ExitCode.WrongOptions,
                    $"'{args[i]}' on the command line is no setting; write --{SettingsReader.Root}:Http:Listen=127.0.0.1:9180 or the like (--help lists all)");
            if (!args[i].Contains('=', StringComparison.Ordinal))
                i++;
        }
    }
}
