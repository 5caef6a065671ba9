using DeviceCluster.Simulator.Http.Cgi;
using DeviceCluster.Simulator.Json;
using DeviceCluster.Simulator.Network;

namespace DeviceCluster.Simulator.Http;

/// <summary>Which request is whose: JSON, CGI, or nothing that a device has.</summary>
internal sealed class HttpRequests(TimeProvider time, ILogger log)
{
    private readonly DigestGate _digest = new(time);
    private readonly HttpJson _json = new(log);

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Features.Get<DeviceLink>() is not { } link)
        {
            context.Abort();
            return;
        }

        var device = link.Device;
        if (link.Silent)
        {
            await StaySilentAsync(context).ConfigureAwait(false);
            return;
        }

        device.Facts.AskedByHttp();
        var reply = device.Faults.Babbling ? new HttpReply(StatusCodes.Status200OK, "application/octet-stream", device.Noise())
            : await AnswerAsync(context, device).ConfigureAwait(false);
        await SendAsync(context, link, reply).ConfigureAwait(false);
    }

    private async Task<HttpReply> AnswerAsync(HttpContext context, VirtualDevice device)
    {
        var path = context.Request.Path.Value ?? "";
        if (device.Firmware.SpeaksJson && HttpJson.Takes(path))
            return HttpMethods.IsPost(context.Request.Method)
                ? await _json.AnswerAsync(context, device, path).ConfigureAwait(false)
                : HttpReply.BadRequest;

        if (!path.StartsWith(CgiScripts.Folder, StringComparison.Ordinal))
            return HttpReply.NotFound;

        if (_digest.Check(context, device) is { } refused)
        {
            device.Facts.RefusedByHttp();
            return refused;
        }

        var reply = CgiScripts.Answer(new CgiCall(device, path[CgiScripts.Folder.Length..], context.Request.Query));
        return reply with { After = device.Faults.Answers.Late };
    }

    private static async Task SendAsync(HttpContext context, DeviceLink link, HttpReply reply)
    {
        if (reply.After > TimeSpan.Zero)
            await Task.Delay(reply.After, link.Device.Time, context.RequestAborted).ConfigureAwait(false);

        if (link.Silent)
        {
            await StaySilentAsync(context).ConfigureAwait(false);
            return;
        }

        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.Type;
        response.ContentLength = reply.Body.Length;
        foreach (var (name, value) in reply.Headers)
            response.Headers.Append(name, value);

        await Pace.SendAsync(link.Device, reply.Body, response.Body.WriteAsync, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Until the client has had enough.</summary>
    private static async Task StaySilentAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
