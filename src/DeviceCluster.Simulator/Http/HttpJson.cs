using System.Buffers;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Initialisation;
using DeviceCluster.Simulator.Json;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Http;

/// <summary>JSON over HTTP: /RPC2_Login takes logins alone, /RPC2 the calls of a session, /OutsideCmd what needs no login.</summary>
internal sealed class HttpJson(ILogger log)
{
    private const string LoginPath = "/RPC2_Login", CallPath = "/RPC2", OutsidePath = "/OutsideCmd";
    private const string Cookie = "DhWebClientSessionID";

    private readonly OutsideCommands _outside = new(log);

    public static bool Takes(string path) => path is LoginPath or CallPath or OutsidePath;

    public async Task<HttpReply> AnswerAsync(HttpContext context, VirtualDevice device, string path)
    {
        byte[] body;
        try
        {
            body = await ReadAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            return HttpReply.Text("Error\r\nBad Request!\r\n", e.StatusCode);
        }

        var from = $"{context.Connection.RemoteIpAddress}:{context.Connection.RemotePort}";
        RpcSession? opened = null;
        uint id = 0;
        var reply = JsonRequest.Answer(body, 0, request =>
        {
            id = request?["id"] is JsonValue value && value.TryGetValue(out uint number) ? number : 0;
            return path switch
            {
                LoginPath => Login(device, request, from, out opened),
                CallPath => Call(context, device, request, from),
                _ => _outside.Answer(device, request),
            };
        });
        var answer = RpcAnswer.Of(device, reply, id);
        return new HttpReply(StatusCodes.Status200OK, "application/json", answer.Text)
        {
            After = answer.After,
            Headers = opened is null ? [] : [("Set-Cookie", $"{Cookie}={opened.Key}; path=/")],
        };
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            // Nothing is taken yet: the limit on a body is the server's.
            context.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private JsonObject Login(VirtualDevice device, JsonObject? request, string from, out RpcSession? opened)
    {
        opened = null;
        if (request is null || (string?)(request["method"] as JsonValue) != JsonLogin.Method)
            return RpcReply.Failed(RpcError.InvalidRequest).ToJson(request?["id"], 0);

        var (reply, session) = JsonLogin.Call(device, request, from, log, textSession: true);
        opened = session is { IsOpen: true } ? session : null;
        return reply.ToJson(request["id"], session?.Name ?? 0);
    }

    private static JsonObject Call(HttpContext context, VirtualDevice device, JsonObject? request, string from)
    {
        // The session stands in the request, or in the cookie.
        var session = device.JsonSessions.Find(request?["session"])
            ?? (context.Request.Cookies[Cookie] is { } cookie ? device.JsonSessions.Find(cookie) : null);
        return session is { IsOpen: true }
            ? RpcMethods.Call(new SessionCaller(device, session, from), request).ToJson(request?["id"], session.Name)
            : RpcReply.Failed(RpcError.InvalidSession).ToJson(request?["id"], 0);
    }
}
