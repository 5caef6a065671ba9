using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>Cuts what an owner sends into frames, until that ends or is no stream of frames.</summary>
internal sealed class RelayBody(FrameBuffer frames, RelaySettings settings, TimeProvider time, RelayCounters counters)
{
    // The owner puts missing parameter sets before a picture, so its frames may be longer than the device's.
    private readonly DhavLimits _limits = new() { MaxFrame = settings.MaxFrameBytes + ParameterSets.MaxLength };
    private long _heard;

    /// <summary>When something last came, by <see cref="TimeProvider.GetTimestamp"/>; 0 = the body has not begun.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>The frames are not completed: that is whose they are.</summary>
    public async Task<RelayEnd> CopyAsync(Stream body, CancellationToken stop)
    {
        using var cutter = new DhavCutter(_limits);
        Hear();
        try
        {
            while (true)
            {
                var count = await body.ReadAsync(cutter.Room(), stop);
                if (count == 0)
                    return cutter.Waiting == 0 ? RelayEnd.Ended : RelayEnd.CutInFrame;

                Hear();
                cutter.Filled(count);
                Cut(cutter, count);
                if (cutter.GarbageInARow > _limits.MaxFrame)
                    return RelayEnd.Garbage(cutter.GarbageInARow);
            }
        }
        catch (IOException) when (!stop.IsCancellationRequested)
        {
            return RelayEnd.Cut;
        }
    }

    private void Hear() => Interlocked.Exchange(ref _heard, time.GetTimestamp());

    private void Cut(DhavCutter cutter, int count)
    {
        var (garbage, whole) = (cutter.Garbage, 0);
        while (cutter.TryCut(out var frame))
        {
            frames.Write(frame.Bytes);
            whole++;
        }

        counters.Pulled(count, whole, cutter.Garbage - garbage);
    }
}
