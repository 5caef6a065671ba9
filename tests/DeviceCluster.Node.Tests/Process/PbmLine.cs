using System.Globalization;
using DeviceCluster.Pbm.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>One line of pbm under one key, which can be sent as often as is wanted, as a pbm whose connection broke does.</summary>
internal sealed class PbmLine(NodeProcess node, string palette, string command, Dictionary<string, string> values) : IAsyncDisposable
{
    private static readonly Method<RunRequest, RunReply> Run = new(
        MethodType.DuplexStreaming, "devicecluster.pbm.v1.Pbm", "Run",
        Marshallers.Create(message => message.ToByteArray(), RunRequest.Parser.ParseFrom),
        Marshallers.Create(message => message.ToByteArray(), RunReply.Parser.ParseFrom));

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress($"http://{node.Pbm}");
    private readonly string _key = $"{Guid.NewGuid():N}";

    /// <summary>What came: rows as far as their reasons, lines of text, and the exit at the end. Files are left aside.</summary>
    public async Task<IReadOnlyList<string>> SendAsync()
    {
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        var headers = new Metadata { { "authorization", $"Bearer {(await File.ReadAllTextAsync(node.SecretFile, limit.Token)).Trim()}" } };
        using var call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(Run, host: null, new CallOptions(headers, cancellationToken: limit.Token));
        await call.RequestStream.WriteAsync(
            new RunRequest { Start = new Start { Palette = palette, Command = command, OrderKey = _key, Who = "test", Values = { values } } }, limit.Token);
        var came = new List<string>();
        while (await call.ResponseStream.MoveNext(limit.Token))
        {
            switch (call.ResponseStream.Current)
            {
                case { Row: { } row }:
                    came.Add(string.Join(' ', row.Cells.Take(3)));
                    break;
                case { KindCase: RunReply.KindOneofCase.Text } text:
                    came.Add(text.Text);
                    break;
                case { Exit: { } exit }:
                    came.Add(string.Create(CultureInfo.InvariantCulture, $"{exit.Code}: {exit.Error}"));
                    break;
            }
        }

        return came;
    }

    public ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }
}
