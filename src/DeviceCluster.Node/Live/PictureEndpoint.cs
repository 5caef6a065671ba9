using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Snapshots;
using Microsoft.Net.Http.Headers;

namespace DeviceCluster.Node.Live;

/// <summary><c>GET /media/picture/{device}/{channel}.jpg?token=…</c>: a picture that was taken, for the bearer of its ticket, at any node.</summary>
internal sealed class PictureEndpoint(PictureDoor door, MediaTickets tickets, TimeProvider time)
{
    public const string Route = "/media/picture/{device}/{channel:int}.jpg";

    private const string TakeAgain = "take another for a new link: pbm snapshot take DEVICE -channel N";

    public async Task HandleAsync(HttpContext context, string device, int channel)
    {
        var isHop = MediaHeaders.Set(context);
        var verdict = tickets.Read(context.Request.Query["token"], time.GetUtcNow(), out var grant, out var why);
        if (grant is null)
            await MediaProblem.WriteAsync(context, MediaHeaders.StatusOf(verdict), why, TakeAgain);
        else if (grant.Kind != MediaKind.Picture || grant.Device.Value != device || grant.Channel != channel)
            await MediaProblem.WriteAsync(context, StatusCodes.Status403Forbidden, "the token is for something else", TakeAgain);
        else
            await ShowAsync(context, grant, isHop);
    }

    private async Task ShowAsync(HttpContext context, MediaGrant grant, bool isHop)
    {
        var stop = context.RequestAborted;
        switch (await door.FindAsync(grant.Device, grant.Channel, grant.Epoch, isHop, stop))
        {
            case PictureFinding.Found found:
                context.Response.ContentType = "image/jpeg";
                context.Response.ContentLength = found.Bytes.Length;
                context.Response.Headers[HeaderNames.ContentDisposition] = $"inline; filename=\"{grant.Device}-{grant.Channel}.jpg\"";
                if (!HttpMethods.IsHead(context.Request.Method))
                    await context.Response.Body.WriteAsync(found.Bytes, stop);
                break;
            case PictureFinding.Absent absent:
                var status = absent.IsGone ? StatusCodes.Status404NotFound : StatusCodes.Status502BadGateway;
                await MediaProblem.WriteAsync(context, status, absent.Why, absent.Remedy);
                break;
        }
    }
}
