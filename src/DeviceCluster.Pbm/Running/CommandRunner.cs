using System.Net.Sockets;
using System.Security.Cryptography;
using DeviceCluster.Pbm.Connection;
using DeviceCluster.Pbm.Files;
using DeviceCluster.Pbm.Grammar;
using DeviceCluster.Pbm.Invocation;
using DeviceCluster.Pbm.Output;
using DeviceCluster.Pbm.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DeviceCluster.Pbm.Running;

/// <summary>Sends one command to the node and shows what streams back.</summary>
internal sealed class CommandRunner(NodeConnection node, PbmInvocation invocation, Streams streams, TimeProvider time)
{
    private const int InputChunk = 64 * 1024;

    // 128 bits: no other line has it.
    private const int KeyDigits = 32;

    // How long the node may take to end a command that was cancelled.
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(3);

    public async Task<Exit> RunAsync(CommandLine line, IReplyWriter writer, CancellationToken stop)
    {
        var secrets = await SecretReader.ReadAsync(line, streams, stop);
        var path = line.File is { File: FileUse.FileWritten } written ? line.Values[written.Name] : null;
        await using var files = path is not null && FileSet.IsFor(path) ? FileSet.Create(path) : null;
        await using var target = path is not null && files is null ? FileTarget.Create(path) : null;
        await using var source = line.File is { File: FileUse.FileRead } read ? Open(line.Values[read.Name]) : null;
        var start = StartOf(line, secrets);
        try
        {
            Task<Exit> CallAsync() => this.CallAsync(start, target, files, source, writer, stop);
            var exit = line.Command.Once ? await new Resending(node, invocation.Timeout, time).RunAsync(CallAsync, stop) : await CallAsync();
            return await FinishAsync(exit, target, writer, stop);
        }
        catch (RpcException) when (stop.IsCancellationRequested)
        {
            return await FinishAsync(Cancelled(), target, writer, stop);
        }
        catch (RpcException e)
        {
            throw node.Explain(e);
        }
    }

    private async Task<Exit> CallAsync(
        RunRequest start, FileTarget? target, FileSet? files, FileStream? source, IReplyWriter writer, CancellationToken stop)
    {
        using var abandoned = new CancellationTokenSource();
        using var call = node.Run(abandoned.Token);
        try
        {
            await call.RequestStream.WriteAsync(start, abandoned.Token);
            var ended = new TaskCompletionSource();
            var sending = SendAsync(call.RequestStream, source, ended.Task, abandoned, stop);
            var exit = await ReceiveAsync(call.ResponseStream, target, files, writer, abandoned.Token);
            ended.SetResult();
            await sending;
            return exit;
        }
        catch (IOException e) when (e is HttpIOException || e.InnerException is SocketException)
        {
            // The connection's, not a file's: gRPC wraps it at times only.
            throw new RpcException(new Status(StatusCode.Cancelled, e.Message, e));
        }
    }

    public static Exit Cancelled() => new() { Code = ExitCode.Cancelled, Error = "cancelled", ErrorCode = "cancelled" };

    private RunRequest StartOf(CommandLine line, IEnumerable<KeyValuePair<string, string>> secrets)
    {
        var start = new Start
        {
            Palette = line.Palette.Name,
            Command = line.Command.Name,
            Output = invocation.Output == OutputForm.Json ? "json" : "table",
            DeadlineMs = (long)invocation.Timeout.TotalMilliseconds,
            Who = $"{Environment.UserName}@{Environment.MachineName}",
            OrderKey = RandomNumberGenerator.GetHexString(KeyDigits, lowercase: true),
        };
        foreach (var (name, value) in line.Values)
            // The path is the operator's own affair; its ending may tell the form wanted.
            start.Values[name] = name == line.File?.Name ? Path.GetFileName(value) : value;
        foreach (var (name, value) in secrets)
            start.Secrets[name] = value;
        return new RunRequest { Start = start };
    }

    // Input ends by half-closing the call; without input the request stream stays open, because cancel goes through it.
    private static async Task SendAsync(
        IClientStreamWriter<RunRequest> requests, FileStream? source, Task ended, CancellationTokenSource abandoned, CancellationToken stop)
    {
        try
        {
            if (source is not null)
            {
                // A command that is sent again is sent with all of it.
                source.Position = 0;
                var buffer = new byte[InputChunk];
                while (await source.ReadAsync(buffer, stop) is > 0 and var read)
                    await requests.WriteAsync(new RunRequest { Input = ByteString.CopyFrom(buffer, 0, read) }, stop);
                await requests.CompleteAsync();
            }
            await ended.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            abandoned.CancelAfter(source is null ? CancelPatience : TimeSpan.Zero);
            if (source is null)
                await requests.WriteAsync(new RunRequest { Cancel = new Cancel() }, abandoned.Token);
        }
        catch (RpcException)
        {
            // The call is over; the reading side knows why.
        }
    }

    private static async Task<Exit> ReceiveAsync(
        IAsyncStreamReader<RunReply> replies, FileTarget? target, FileSet? files, IReplyWriter writer, CancellationToken abandoned)
    {
        while (await replies.MoveNext(abandoned))
        {
            var reply = replies.Current;
            switch (reply.KindCase)
            {
                case RunReply.KindOneofCase.Columns:
                    writer.Columns(reply.Columns.Names);
                    break;
                case RunReply.KindOneofCase.Row:
                    writer.Row(reply.Row.Cells);
                    break;
                case RunReply.KindOneofCase.Text:
                    writer.Text(reply.Text);
                    break;
                case RunReply.KindOneofCase.Progress:
                    writer.Progress(reply.Progress.Done, reply.Progress.Label);
                    break;
                case RunReply.KindOneofCase.FileChunk when target is not null:
                    await target.WriteAsync(reply.FileChunk.Memory, abandoned);
                    break;
                case RunReply.KindOneofCase.FileChunk when files is not null:
                    throw PbmException.Usage("this command writes one file, not one for each device", $"name the file without {FileSet.Device}");
                case RunReply.KindOneofCase.FilePart when files is not null:
                    if (await files.WriteAsync(reply.FilePart, abandoned) is { } whole)
                        writer.OneOfManyWritten(whole.Path, whole.Bytes);
                    break;
                case RunReply.KindOneofCase.Exit:
                    return reply.Exit;
            }
        }
        throw new PbmException(ExitCode.Fault, "no-exit", "the node ended the command without saying how", "its log says more");
    }

    private static async Task<Exit> FinishAsync(Exit exit, FileTarget? target, IReplyWriter writer, CancellationToken stop)
    {
        if (target is null)
            return exit;
        if (exit.Code == ExitCode.Done && !stop.IsCancellationRequested)
        {
            await target.FinishAsync();
            writer.FileWritten(target.Partial[..^".partial".Length], target.Bytes);
        }
        else if (target.Bytes > 0)
        {
            exit.Remedy = FormattableString.Invariant($"{exit.Remedy} what came so far is kept: {target.Partial}, {target.Bytes} bytes").Trim();
        }
        return exit;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PbmException(ExitCode.File, "file", $"{path} cannot be read: {e.Message}", "name a file that can be read", e);
        }
    }
}
