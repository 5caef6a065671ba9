using System.Text.Json;
using DeviceCluster.Pbm.Running;
using Spectre.Console;

namespace DeviceCluster.Pbm.Tests;

/// <summary>One run of pbm in this process: what it ended with and what it wrote.</summary>
internal sealed record PbmRun(int Exit, string Out, string Error)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static Task<PbmRun> AtAsync(ScriptedNode node, params string[] words) => RunAsync(With(node), "", words);

    /// <summary>The environment in which the node is found and opens.</summary>
    public static Dictionary<string, string> With(ScriptedNode node) => new() { ["PBM_NODE"] = node.Address, ["PBM_SECRET"] = ScriptedNode.Secret };

    public static Task<PbmRun> RunAsync(Dictionary<string, string> environment, string input, string[] words, Interrupts? interrupts = null) =>
        RunAsync(environment, new StringReader(input), words, interrupts);

    public static async Task<PbmRun> RunAsync(
        Dictionary<string, string> environment, TextReader input, string[] words, Interrupts? interrupts = null, TextWriter? output = null)
    {
        using var own = new Interrupts();
        output ??= new StringWriter();
        using var error = new StringWriter();
        var streams = new Streams(
            new LineInput(input), InIsTerminal: false, output, Console(output), Console(error), name => environment.GetValueOrDefault(name));
        var exit = await new PbmApp(streams, interrupts ?? own, TimeProvider.System).RunAsync(words).WaitAsync(Limit);
        return new PbmRun(exit, output.ToString()!, error.ToString());
    }

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 10_000;
        return console;
    }
}
