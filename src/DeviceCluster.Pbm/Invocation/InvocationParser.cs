using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;

namespace DeviceCluster.Pbm.Invocation;

/// <summary>Reads pbm's own switches (two dashes) and leaves the words and single-dash switches of a palette as they stand.</summary>
internal sealed class InvocationParser
{
    private readonly Option<string?> _node = new("--node");
    private readonly Option<string?> _output = new("--output");
    private readonly Option<string?> _secretFile = new("--secret-file");
    private readonly Option<string?> _caFile = new("--ca-file");
    private readonly Option<string?> _timeout = new("--timeout");
    private readonly Option<bool> _help = new("--help");
    private readonly Option<bool> _version = new("--version");
    private readonly Argument<string[]> _words = new("words") { Arity = ArgumentArity.ZeroOrMore };

    // No bundling and no @files: "-seconds" is one switch of a palette, and a value may begin with '@'.
    private static readonly ParserConfiguration Configuration = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public PbmInvocation Parse(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var root = new RootCommand { _words };
        // The built-in help answers to -h, which is a switch of palettes.
        root.Options.Clear();
        foreach (var option in (Option[])[_node, _output, _secretFile, _caFile, _timeout, _help, _version])
            root.Options.Add(option);

        var result = root.Parse(args, Configuration);
        if (result.Errors.Count > 0)
            throw PbmException.Usage(result.Errors[0].Message, "pbm --help lists the switches of pbm itself");

        var words = (result.GetValue(_words) ?? []).ToImmutableArray();
        var node = result.GetValue(_node) ?? environment("PBM_NODE");
        if (words.Length > 0 && NodeAddress.LooksLikeOne(words[0]))
            (node, words) = (words[0], words.RemoveAt(0));

        return new PbmInvocation(
            ParseNode(node), ParseOutput(result.GetValue(_output)), result.GetValue(_secretFile), result.GetValue(_caFile),
            ParseTimeout(result.GetValue(_timeout)), result.GetValue(_help), result.GetValue(_version), words);
    }

    /// <summary>The form of output asked for, also when the rest of the line cannot be read: errors are told in it.</summary>
    public static OutputForm OutputOf(IReadOnlyList<string> args) =>
        args.Contains("--output=json") || args.Zip(args.Skip(1)).Any(pair => pair is ("--output", "json")) ? OutputForm.Json : OutputForm.Table;

    private static NodeAddress ParseNode(string? text) =>
        text is null ? NodeAddress.Default
        : NodeAddress.TryParse(text, out var node) ? node
        : throw PbmException.Usage($"'{text}' is no address of a node", "host, host:port or https://host:port; the port is 9110 unless told");

    private static OutputForm ParseOutput(string? text) => text switch
    {
        null or "table" => OutputForm.Table,
        "json" => OutputForm.Json,
        _ => throw PbmException.Usage($"--output {text}", "--output table or --output json"),
    };

    private static TimeSpan ParseTimeout(string? text) =>
        text is null ? TimeSpan.Zero
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw PbmException.Usage($"--timeout {text}", "seconds, more than 0 and at most 86400");
}
