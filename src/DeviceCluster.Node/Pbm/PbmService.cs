using System.Reflection;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Pbm;
using DeviceCluster.Pbm.V1;
using Grpc.Core;
using PbmApi = DeviceCluster.Pbm.V1.Pbm;

namespace DeviceCluster.Node.Pbm;

/// <summary>The node's end of pbm: tells the palettes, runs a command, and answers every one with an exit.</summary>
internal sealed class PbmService(
    IEnumerable<IPalette> palettes, PbmWords words, NodeSettings settings, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<PbmService> log)
    : PbmApi.PbmBase
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromDays(1);

    private const string Unknown = "; whether the order was carried out is not known";

    public override Task<PalettesReply> Palettes(PalettesRequest request, ServerCallContext context)
    {
        var reply = new PalettesReply { Node = settings.Node.Name, Version = Version };
        foreach (var palette in palettes.OrderBy(p => p.Name, StringComparer.Ordinal))
            reply.Palettes.Add(new Palette { Name = palette.Name, Help = palette.Help, Commands = { palette.Commands.Select(c => c.Definition) } });
        return Task.FromResult(reply);
    }

    public override async Task<WordsReply> Words(WordsRequest request, ServerCallContext context)
    {
        try
        {
            return new WordsReply { Words = { await words.OfAsync(request.Kind, request.Begun, context.CancellationToken) } };
        }
        catch (Exception e) when (e is StorageException or RefusedException or TimeoutException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, e.Message));
        }
    }

    public override async Task Run(
        IAsyncStreamReader<RunRequest> requestStream, IServerStreamWriter<RunReply> responseStream, ServerCallContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var start = await StartAsync(requestStream, stop.Token);
        CommandContext? run = null;
        var exit = await ExitOfAsync(
            start,
            requestStream,
            stop,
            (command, input, end) => command.Run(run = new(start, context.Peer, command.Definition, input, responseStream, end)),
            () => run?.WhenCut);
        await EndAsync(run, exit, responseStream, context);
        run?.AfterExit?.Invoke();
    }

    internal static string Version { get; } =
        typeof(PbmService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private async Task<Start> StartAsync(IAsyncStreamReader<RunRequest> requests, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(StartPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return await requests.MoveNext(either.Token) && requests.Current.KindCase == RunRequest.KindOneofCase.Start
                ? requests.Current.Start
                : throw new RpcException(new Status(StatusCode.InvalidArgument, "the first message must be a start"));
        }
        catch (OperationCanceledException)
        {
            throw new RpcException(stop.IsCancellationRequested
                ? new Status(StatusCode.Unavailable, "the node stops")
                : new Status(StatusCode.DeadlineExceeded, "the start did not come in time"));
        }
    }

    private async Task EndAsync(CommandContext? run, Exit exit, IServerStreamWriter<RunReply> replies, ServerCallContext call)
    {
        try
        {
            if (run is null || await run.DrainAsync(ExitPatience, time))
                await replies.WriteAsync(new RunReply { Exit = exit });
            else
                call.GetHttpContext().Abort();
        }
        catch (Exception e) when (call.CancellationToken.IsCancellationRequested)
        {
            log.LogDebug(e, "pbm was gone before it could be told the end");
        }
    }

    private async Task<Exit> ExitOfAsync(
        Start start, IAsyncStreamReader<RunRequest> requests, CancellationTokenSource stop,
        Func<PaletteCommand, CommandInput, CancellationToken, Task> run, Func<string?> whenCut)
    {
        var deadline = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isOrder = false;
        var input = new CommandInput();
        try
        {
            var command = Find(start);
            isOrder = command.Definition.Once;
            deadline = new CancellationTokenSource(LimitOf(start, command), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, deadline.Token);
            var listening = ListenAsync(requests, input, cancelled, either);
            try
            {
                await run(command, input, either.Token);
            }
            finally
            {
                await either.CancelAsync();
                await listening;
            }
            return new Exit();
        }
        catch (CommandFailure e)
        {
            return e.ToExit();
        }
        catch (TimeoutException e)
        {
            const string Remedy = "try again; 'cluster show' and the node's log say how it is";
            return new CommandFailure(CommandFailure.TimeoutCode, "timeout", e.Message, Remedy).ToExit();
        }
        catch (RefusedException e)
        {
            return CommandFailure.Of(e.Refusal).ToExit();
        }
        catch (StorageException e)
        {
            return CommandFailure.Refused(RefusalCode.StorageUnavailable, e.Message, "try again when the storage is back").ToExit();
        }
        catch (OperationCanceledException)
        {
            return Ended(cancelled.Task.IsCompleted, deadline.IsCancellationRequested, whenCut() ?? (isOrder ? Unknown : "")).ToExit();
        }
        catch (Exception e) when (e is not RpcException)
        {
            log.LogError(e, "pbm {Palette} {Command} failed", start.Palette, start.Command);
            const string Remedy = "this is a fault of the node; its log says more";
            return new CommandFailure(CommandFailure.FaultCode, "fault", $"{e.GetType().Name}: {e.Message}", Remedy).ToExit();
        }
        finally
        {
            deadline.Dispose();
        }
    }

    private static TimeSpan LimitOf(Start start, PaletteCommand command) =>
        start.DeadlineMs > 0 ? TimeSpan.FromMilliseconds(Math.Min(start.DeadlineMs, LongestDeadline.TotalMilliseconds)) : command.Limit;

    private static CommandFailure Ended(bool cancelled, bool overdue, string order) =>
        cancelled ? new(CommandFailure.CancelledCode, "cancelled", $"cancelled{order}", "")
        : overdue ? new(CommandFailure.TimeoutCode, "timeout", $"the command took longer than it may{order}", "give it more time: --timeout SECONDS")
        : new(CommandFailure.TimeoutCode, "stopping", $"the node stops{order}", "ask again when it runs");

    // While the command runs, pbm can send what the command reads, or say "cancel".
    private static async Task ListenAsync(
        IAsyncStreamReader<RunRequest> requests, CommandInput input, TaskCompletionSource cancelled, CancellationTokenSource stop)
    {
        try
        {
            while (await requests.MoveNext(stop.Token))
            {
                if (requests.Current.KindCase == RunRequest.KindOneofCase.Input)
                    await input.AddAsync(requests.Current.Input, stop.Token);
                if (requests.Current.KindCase != RunRequest.KindOneofCase.Cancel)
                    continue;
                cancelled.TrySetResult();
                await stop.CancelAsync();
            }

            input.End();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or RpcException)
        {
            // The command is over, or pbm is gone; the call's own token tells the command.
        }
    }

    private PaletteCommand Find(Start start)
    {
        var palette = palettes.FirstOrDefault(p => p.Name == start.Palette)
            ?? throw CommandFailure.Usage(
                $"there is no palette '{start.Palette}'", Nearest.Hint(start.Palette, palettes.Select(p => p.Name)) + "pbm help lists them");
        return palette.Commands.FirstOrDefault(c => c.Definition.Name == start.Command)
            ?? throw CommandFailure.Usage($"there is no command of {palette.Name} '{start.Command}'", $"pbm help {palette.Name} lists them");
    }
}
