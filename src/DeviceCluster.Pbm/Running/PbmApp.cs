using System.Collections.Immutable;
using System.Reflection;
using DeviceCluster.Pbm.Connection;
using DeviceCluster.Pbm.Grammar;
using DeviceCluster.Pbm.Interactive;
using DeviceCluster.Pbm.Invocation;
using DeviceCluster.Pbm.Output;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Running;

/// <summary>The whole of pbm: reads the line, asks the node for its palettes, runs one command or many.</summary>
internal sealed class PbmApp(Streams streams, Interrupts interrupts, TimeProvider time)
{
    public async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var stop = interrupts.Process;
        var form = InvocationParser.OutputOf(args);
        return await GuardAsync(form, async writer =>
        {
            var invocation = new InvocationParser().Parse(args, streams.Environment);
            if (invocation.Version)
                writer.Text($"pbm {OwnVersion}");
            else if (invocation.Help)
                HelpPages.Own(writer);
            else
                return await WithNodeAsync(invocation, writer, stop);
            return new Exit();
        }, stop);
    }

    private static string OwnVersion => typeof(PbmApp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private async Task<Exit?> WithNodeAsync(PbmInvocation invocation, IReplyWriter writer, CancellationToken stop)
    {
        using var node = new NodeConnection(invocation.Node, SecretSource.Find(invocation, streams.Environment), invocation.CaFile);
        var palettes = await node.PalettesAsync(time, stop);
        var runner = new CommandRunner(node, invocation, streams, time);
        return invocation.Words.IsEmpty
            ? await ManyAsync(runner, palettes, invocation, (kind, begun, end) => node.WordsAsync(kind, begun, time, end), stop)
            : await OneAsync(runner, palettes, invocation.Words, writer, stop);
    }

    private static async Task<Exit> OneAsync(
        CommandRunner runner, PalettesReply palettes, ImmutableArray<string> words, IReplyWriter writer, CancellationToken stop)
    {
        if (!words[0].Equals("help", StringComparison.OrdinalIgnoreCase))
            return await runner.RunAsync(CommandLineReader.Read(palettes.Palettes, words), writer, stop);
        HelpPages.Of(palettes, words[1..], writer);
        return new Exit();
    }

    // Each line is a command with its own end. Piped lines end with the first code that was not 0.
    private async Task<Exit?> ManyAsync(CommandRunner runner, PalettesReply palettes, PbmInvocation invocation, WordSource words, CancellationToken stop)
    {
        var lines = LineSource.Of(streams, palettes, words, $"[{invocation.Node}] pbm> ");
        var first = ExitCode.Done;
        while (!stop.IsCancellationRequested && await lines.ReadAsync(stop) is { } line)
        {
            var code = await interrupts.CommandAsync(end => GuardAsync(invocation.Output, async writer =>
            {
                var words = LineSplitter.Split(line);
                return words.IsEmpty ? null : await OneAsync(runner, palettes, words, writer, end);
            }, end));
            first = first == ExitCode.Done ? code : first;
        }
        return lines.IsInteractive ? null : new Exit { Code = first, ErrorCode = Told };
    }

    // The lines have told their own ends already.
    private const string Told = "told";

    private async Task<int> GuardAsync(OutputForm form, Func<IReplyWriter, Task<Exit?>> run, CancellationToken stop)
    {
        IReplyWriter writer = form == OutputForm.Json ? new JsonWriter(streams.Out) : new TableWriter(streams.Table, streams.Error);
        var exit = await ResultAsync(() => run(writer), stop);
        if (exit is null)
            return ExitCode.Done;
        if (exit.ErrorCode == Told)
            return exit.Code;
        try
        {
            await writer.EndAsync(exit);
        }
        catch (IOException e)
        {
            // Standard output takes no more, so only the other stream is left to say it.
            exit = Unusable(e);
            await new TableWriter(streams.Error, streams.Error).EndAsync(exit);
        }
        return exit.Code;
    }

    private static async Task<Exit?> ResultAsync(Func<Task<Exit?>> run, CancellationToken stop)
    {
        try
        {
            return await run();
        }
        catch (PbmException e)
        {
            return new Exit { Code = e.Exit, Error = e.Message, Remedy = e.Remedy, ErrorCode = e.Code };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return CommandRunner.Cancelled();
        }
        catch (IOException e)
        {
            return Unusable(e);
        }
        catch (Exception e)
        {
            return new Exit
            {
                Code = ExitCode.Fault,
                Error = $"{e.GetType().Name}: {e.Message}",
                Remedy = "this is a fault of pbm; tell how it came about",
                ErrorCode = "fault",
            };
        }
    }

    private static Exit Unusable(IOException e) => new()
    {
        Code = ExitCode.File,
        Error = $"a file or stream cannot be used: {e.Message}",
        Remedy = "see that there is room and that both ends are open",
        ErrorCode = "file",
    };
}
