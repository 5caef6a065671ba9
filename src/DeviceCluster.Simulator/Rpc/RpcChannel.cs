using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Dvrip;
using DeviceCluster.Simulator.Json;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>JSON over the binary protocol (f6): puts requests together, cuts long replies into packets of which each repeats the header.</summary>
internal static class RpcChannel
{
    private const int RequestAt = 8, TotalAt = 16, SessionAt = 24;
    private const int PacketPayload = 8192;

    public static void Handle(DvripConnection connection, in DvripMessage message)
    {
        var id = message.Number(RequestAt);
        var total = message.Number(TotalAt);
        if (connection.Session is not { } session)
        {
            // Before anything is collected: a stranger must not make the device hold what he announces.
            connection.Assembly = null;
            Send(connection, id, 0, RpcReply.Failed(RpcError.InvalidSession).ToJson(null, 0));
            return;
        }

        if (connection.Assembly is null && total <= message.Extension.Length)
        {
            // Beyond the announced JSON may stand a NUL, or binary data.
            Answer(connection, session.Id, id, total == 0 ? message.Extension : message.Extension[..(int)total]);
            return;
        }

        if (total > DvripLimits.JsonMessage)
        {
            connection.Refuse($"announces {total} bytes of JSON");
            return;
        }

        connection.Assembly ??= new RpcAssembly(id, (int)total);
        if (connection.Assembly.Id != id || !connection.Assembly.Add(message.Extension))
        {
            connection.Refuse("mixes JSON requests");
            return;
        }

        if (connection.Assembly is { IsComplete: true } whole)
        {
            connection.Assembly = null;
            Answer(connection, session.Id, id, whole.Json);
        }
    }

    private static void Answer(DvripConnection connection, uint session, uint id, ReadOnlySpan<byte> json) => Send(
        connection, id, session,
        JsonRequest.Answer(json, session, request => RpcMethods.Call(connection, request).ToJson(request?["id"], session)));

    private static void Send(DvripConnection connection, uint id, uint session, JsonObject reply)
    {
        var answer = RpcAnswer.Of(connection.Device, reply, id);
        if (answer.After == TimeSpan.Zero)
            Send(connection, session, answer);
        else
            _ = SendLaterAsync(connection, session, answer);
    }

    private static async Task SendLaterAsync(DvripConnection connection, uint session, RpcAnswer answer)
    {
        await Task.Delay(answer.After, connection.Device.Time, CancellationToken.None).ConfigureAwait(false);
        Send(connection, session, answer);
    }

    /// <summary>All packets of a reply are sent as one: however long it is, it is one answer that a client owes a read.</summary>
    private static void Send(DvripConnection connection, uint session, RpcAnswer answer)
    {
        var text = answer.Text;
        var packets = new List<byte>(text.Length + (text.Length / PacketPayload + 1) * DvripMessage.HeaderSize);
        for (var at = 0; at < text.Length; at += PacketPayload)
        {
            var part = text.AsSpan(at, Math.Min(PacketPayload, text.Length - at));
            packets.AddRange(DvripReply.Create(Commands.Rpc, part)
                .WithNumber(RequestAt, answer.Id).WithNumber(TotalAt, (uint)text.Length).WithNumber(SessionAt, session));
        }

        byte[] all = [.. packets];
        for (var time = 0; time < answer.Times; time++)
            connection.Reply(all);
    }
}
