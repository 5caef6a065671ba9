using DeviceCluster.Actors.Live;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Node.Live;

/// <summary>
/// <c>GET /media/live/{device}/{channel}/{stream}.{container}?token=…</c>: a live view as it comes, for the bearer of its ticket, at any node.
/// </summary>
internal sealed class MediaEndpoint(LiveDoor door, MediaTickets tickets, ViewerWatch watch, IHostApplicationLifetime lifetime, TimeProvider time)
{
    public const string Route = "/media/live/{device}/{channel:int}/{stream}.{container}";

    private const string OpenAgain = "open the live view again for a new link: pbm live open DEVICE -channel N";

    // A view that was offered has its key frame, but it may have been opened anew since.
    private static readonly TimeSpan CodecPatience = TimeSpan.FromSeconds(8);

    public async Task HandleAsync(HttpContext context, string device, int channel, string stream, string container)
    {
        var isHop = MediaHeaders.Set(context);
        var verdict = tickets.Read(context.Request.Query["token"], time.GetUtcNow(), out var grant, out var why);
        if (grant is null)
            await MediaProblem.WriteAsync(context, MediaHeaders.StatusOf(verdict), why, OpenAgain);
        else if (!MediaContainers.TryParse(container, out var packed))
            await MediaProblem.WriteAsync(context, StatusCodes.Status404NotFound, "there is no such container", "use .h264, .h265 or .dav");
        else if (grant.Kind != MediaKind.Live || grant.Device.Value != device || grant.Channel != channel || !grant.Stream.ToString().Equals(stream, StringComparison.OrdinalIgnoreCase))
            await MediaProblem.WriteAsync(context, StatusCodes.Status403Forbidden, "the token is for another live view", OpenAgain);
        else
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await ShowAsync(context, LiveRunId.Of(grant), isHop, packed, end.Token);
        }
    }

    private async Task ShowAsync(HttpContext context, LiveRunId run, bool isHop, MediaContainer container, CancellationToken end)
    {
        try
        {
            var finding = isHop ? door.Here(run) : await door.FindAsync(run, end);
            if (finding is LiveFinding.Found found)
                await ShowAsync(context, found.Hub, container, end);
            else if (finding is LiveFinding.Absent absent)
                await MediaProblem.WriteAsync(context, StatusOf(absent.Kind), absent.Why, absent.Remedy);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The viewer left, or the node stops, before there was anything to show.
            context.Abort();
        }
    }

    private static int StatusOf(LiveAbsence absence) => absence switch
    {
        LiveAbsence.Busy => StatusCodes.Status503ServiceUnavailable,
        LiveAbsence.Unreachable => StatusCodes.Status502BadGateway,
        LiveAbsence.Elsewhere => StatusCodes.Status421MisdirectedRequest,
        _ => StatusCodes.Status404NotFound,
    };

    private async Task ShowAsync(HttpContext context, LiveHub hub, MediaContainer container, CancellationToken end)
    {
        if (await CodecAsync(hub, end) is not { } codec)
        {
            await MediaProblem.WriteAsync(context, StatusCodes.Status404NotFound, "the live view has no picture", OpenAgain);
            return;
        }
        if (!container.Holds(codec))
        {
            var right = codec switch { VideoCodec.H264 => ".h264", VideoCodec.H265 => ".h265", _ => ".dav" };
            await MediaProblem.WriteAsync(context, StatusCodes.Status404NotFound, $"the camera sends {codec} now", $"use the link that ends in {right}");
            return;
        }
        context.Response.ContentType = container.ContentType();
        if (HttpMethods.IsHead(context.Request.Method))
            return;

        await using var viewer = hub.Join(new ViewerOptions { VideoOnly = container != MediaContainer.Dav });
        if (viewer.Completed == ViewerEnd.TooManyViewers)
        {
            await MediaProblem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "the live view has as many viewers as it may have", "try later");
            return;
        }
        using var response = new MediaResponse(context, viewer, container, watch);
        await response.RunAsync(end);
    }

    private async Task<VideoCodec?> CodecAsync(LiveHub hub, CancellationToken end)
    {
        try
        {
            await hub.FirstKeyFrame.WaitAsync(CodecPatience, time, end);
            return hub.Figures.Codec;
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            return null;
        }
    }
}
