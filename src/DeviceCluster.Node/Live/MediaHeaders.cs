using DeviceCluster.Actors.Live;
using Microsoft.Net.Http.Headers;

namespace DeviceCluster.Node.Live;

/// <summary>What every answer to a media URL says, and which status the verdict on its ticket has.</summary>
internal static class MediaHeaders
{
    /// <summary>The URL holds the ticket: no cache keeps it, no page it leads to learns it. True when another node asks.</summary>
    public static bool Set(HttpContext context)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        if (!context.Request.Headers.ContainsKey(LiveDoor.Hop))
            return false;
        context.Response.Headers[LiveDoor.Hop] = "1";
        return true;
    }

    public static int StatusOf(TicketVerdict verdict) =>
        verdict == TicketVerdict.Forged ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
}
