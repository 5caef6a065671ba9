using System.Collections.Immutable;
using DeviceCluster.Pbm.V1;
using Spectre.Console;

namespace DeviceCluster.Pbm.Grammar;

/// <summary>Fetches the secrets of a command from standard input, the environment or a prompt; never from an argument.</summary>
internal static class SecretReader
{
    public static string Variable(Switch secret) => "PBM_" + secret.Name.ToUpperInvariant().Replace('-', '_');

    public static async Task<ImmutableDictionary<string, string>> ReadAsync(CommandLine line, Streams streams, CancellationToken stop)
    {
        var secrets = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var secret in line.Secrets)
        {
            if (await ReadAsync(secret, line, streams, stop) is { Length: > 0 } text)
                secrets.Add(secret.Name, text);
            else if (secret.Required)
                throw PbmException.Usage(
                    $"{line.Palette.Name} {line.Command.Name} needs the {secret.Name}, and there is no terminal to ask for it",
                    $"set {Variable(secret)}, or pipe it with -{secret.Name}{CommandLineReader.FromStdin}");
        }
        return secrets.ToImmutable();
    }

    private static async Task<string?> ReadAsync(Switch secret, CommandLine line, Streams streams, CancellationToken stop)
    {
        if (line.SecretsFromStdin.Contains(secret.Name))
            return await streams.In.ReadLineAsync(stop) is { Length: > 0 } piped
                ? piped
                : throw PbmException.Usage($"standard input holds no {secret.Name}", $"its first line is the {secret.Name}");
        if (streams.Environment(Variable(secret)) is { Length: > 0 } set)
            return set;
        if (!streams.InIsTerminal || !secret.Required)
            return null;
        var prompt = new TextPrompt<string>($"{Markup.Escape(secret.Name)}:").Secret(null);
        return await streams.Error.PromptAsync(prompt, stop);
    }
}
