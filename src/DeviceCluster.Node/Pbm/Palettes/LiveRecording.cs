using DeviceCluster.Actors;
using DeviceCluster.Actors.Live;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Sends a live view to pbm as the chunks of a file: from the last key frame before the order to N seconds after it.</summary>
internal sealed class LiveRecording(DeviceGateway devices, LiveDoor door, TimeProvider time)
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    // How long past its end a recording waits for the frame that ends it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(500);

    private const string AskWhy = "device why ID tells more; then record again";

    // A recording must not have holes, so pbm may fall behind further than a player.
    private static readonly ViewerOptions Recorder = new() { MaxFrames = 3_000, MaxBytes = 64 * 1024 * 1024 };

    public async Task RunAsync(CommandContext context)
    {
        var howLong = context.Seconds("seconds", 0.1, Longest.TotalSeconds);
        var annexB = IsAnnexB(context);
        var offer = await LivePalette.OfferAsync(devices, context);
        await using var viewer = await JoinAsync(offer, annexB, context.Stop);
        var (frames, bytes) = await CopyAsync(viewer, context, howLong, annexB);
        await context.TextAsync($"{offer.Device} channel {offer.Channel} {offer.Stream}: {frames} frames, {bytes} bytes, {offer.VideoCodec}");
        if (viewer.Dropped > 0)
            throw CommandFailure.Refused(
                RefusalCode.DeviceRefused, $"{viewer.Dropped} frames are missing because pbm was too slow for them",
                "record to a faster disk, nearer to the node, or the extra stream");
    }

    private async Task<LiveViewer> JoinAsync(MediaOffer offer, bool annexB, CancellationToken stop)
    {
        var hub = await door.FindAsync(LiveRunId.Of(offer), stop) switch
        {
            LiveFinding.Found found => found.Hub,
            LiveFinding.Absent { Kind: LiveAbsence.Ended } =>
                throw CommandFailure.Refused(RefusalCode.Offline, "the live view ended before the recording began", "record again"),
            LiveFinding.Absent { Kind: LiveAbsence.Busy } busy => throw CommandFailure.Refused(RefusalCode.Busy, busy.Why, "record later"),
            LiveFinding.Absent absent => throw CommandFailure.Refused(RefusalCode.Offline, absent.Why, absent.Remedy),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no finding"),
        };
        var viewer = hub.Join(Recorder with { VideoOnly = annexB });
        return viewer.Completed == ViewerEnd.TooManyViewers
            ? throw CommandFailure.Refused(RefusalCode.Busy, "the live view has as many viewers as it may have", "record later")
            : viewer;
    }

    private async Task<(long Frames, long Bytes)> CopyAsync(LiveViewer viewer, CommandContext context, TimeSpan howLong, bool annexB)
    {
        using var silence = new CancellationTokenSource(howLong + Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, context.Stop);
        var start = time.GetTimestamp();
        var told = TimeSpan.MinValue;
        long frames = 0, bytes = 0;
        try
        {
            while (await viewer.ReadAsync(stop.Token) is { } frame)
            {
                using (frame)
                {
                    // Frames from before the order have a time before it: they are the way to the first key frame.
                    var at = time.GetElapsedTime(start, frame.Slab.Timestamp);
                    if (at >= howLong)
                        return (frames, bytes);
                    var media = annexB ? frame.AnnexB : frame.Dav;
                    await context.ChunkAsync(media);
                    frames++;
                    bytes += media.Length;
                    if (told == TimeSpan.MinValue || at - told >= ProgressEvery)
                    {
                        told = at;
                        await context.ProgressAsync(at / howLong, $"{frames} frames, {bytes / 1024} KiB");
                    }
                }
            }
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !context.Stop.IsCancellationRequested)
        {
            throw CommandFailure.Refused(RefusalCode.DeviceRefused, $"the camera fell silent after {frames} frames", AskWhy);
        }
        throw CommandFailure.Refused(RefusalCode.Offline, $"the live view ended after {frames} frames", AskWhy);
    }

    private static bool IsAnnexB(CommandContext context) => context.Text("container") switch
    {
        "dav" => false,
        "annexb" => true,
        null => Path.GetExtension(context.Needed("file")) is ".h264" or ".h265" or ".264" or ".265" or ".hevc",
        var other => throw CommandFailure.Usage($"-container {other}", "dav or annexb"),
    };
}
