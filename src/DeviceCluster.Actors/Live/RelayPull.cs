using Akka.Actor;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// Reads one run of a live view from the node that owns the device: asks the device where, asks the owner, and cuts what comes into frames until
/// the body ends or it is stopped. Whatever happens, it ends with one <see cref="RelayEnd"/>.
/// </summary>
internal sealed class RelayPull : IDisposable
{
    private readonly NodeParts _parts;
    private readonly FrameBuffer _frames;
    private readonly LiveRunId _run;

    // The owner puts missing parameter sets before a picture, so its frames may be longer than the device's.
    private readonly DhavLimits _limits;
    private readonly CancellationTokenSource _stop = new();
    private RelayEnd? _why;
    private long _heard;

    private RelayPull(NodeParts parts, FrameBuffer frames, LiveRunId run)
    {
        (_parts, _frames, _run) = (parts, frames, run);
        _limits = new DhavLimits { MaxFrame = parts.Settings.Relay.MaxFrameBytes + ParameterSets.MaxLength };
        Ended = RunAsync();
    }

    /// <summary>Never fails.</summary>
    public Task<RelayEnd> Ended { get; }

    /// <summary>When something last came from the owner, by <see cref="TimeProvider.GetTimestamp"/>; 0 = its answer has not come yet.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>Host and port of the owner, for the log; empty until it is known.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>To be disposed when it has ended.</summary>
    public static RelayPull Begin(NodeParts parts, FrameBuffer frames, LiveRunId run) => new(parts, frames, run);

    /// <summary>The first reason counts.</summary>
    public void Stop(RelayEnd why)
    {
        Interlocked.CompareExchange(ref _why, why, null);
        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();

    private async Task<RelayEnd> RunAsync()
    {
        if (_parts.IsEnding)
            return RelayEnd.Stopped;

        try
        {
            var reply = await _parts.Region.Ask<LiveReply>(
                new LiveCommand.Find(_run.Device, _run.Channel, _run.Stream, _run.Epoch), _parts.Settings.Relay.Find, _stop.Token);
            return reply switch
            {
                LiveReply.Offered offered when Link(offered.Offer) is { } url => await PullAsync(url),
                LiveReply.Offered => RelayEnd.Misdirected("the node that owns the device offers no address where it can be read"),
                LiveReply.Refused refused => RelayEnd.Of(refused),
                _ => throw new InvalidOperationException($"{reply.GetType().Name} is no answer to a find"),
            };
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return _why!;
        }
        catch (AskTimeoutException)
        {
            return RelayEnd.Unreachable($"device {_run.Device} gave no answer within {_parts.Settings.Relay.Find.TotalSeconds:0} s");
        }
        catch (Exception e)
        {
            return _why ?? RelayEnd.Fault(e);
        }
    }

    private static Uri? Link(MediaOffer offer)
    {
        var link = offer.Links.FirstOrDefault(link => link.Container == "dav");
        return Uri.TryCreate(link?.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
    }

    private async Task<RelayEnd> PullAsync(Uri url)
    {
        Owner = url.Authority;
        try
        {
            using var answer = await _parts.RelayClient.OpenAsync(url, _stop.Token);
            if (RelayAnswer.Refusal(answer) is { } refusal)
                return refusal;

            await using var body = await answer.Content.ReadAsStreamAsync(_stop.Token);
            return await CopyAsync(body);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            // The exception's own words name an address, which is not for viewers.
            return RelayEnd.Unreachable(Words(e), e);
        }
    }

    private static string Words(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            "the node that owns the device cannot be reached",
        HttpRequestException => "the node that owns the device gave no answer that can be read",
        _ => "the node that owns the device gave no answer in time",
    };

    private async Task<RelayEnd> CopyAsync(Stream body)
    {
        using var cutter = new DhavCutter(_limits);
        Interlocked.Exchange(ref _heard, _parts.Time.GetTimestamp());
        try
        {
            while (true)
            {
                var count = await body.ReadAsync(cutter.Room(), _stop.Token);
                if (count == 0)
                    return cutter.Waiting == 0 ? RelayEnd.Ended : RelayEnd.CutInFrame;

                Interlocked.Exchange(ref _heard, _parts.Time.GetTimestamp());
                cutter.Filled(count);
                Cut(cutter, count);
                if (cutter.GarbageInARow > _limits.MaxFrame)
                    return RelayEnd.Garbage(cutter.GarbageInARow);
            }
        }
        catch (IOException) when (!_stop.IsCancellationRequested)
        {
            return RelayEnd.Cut;
        }
    }

    private void Cut(DhavCutter cutter, int count)
    {
        var (garbage, whole) = (cutter.Garbage, 0);
        while (cutter.TryCut(out var frame))
        {
            _frames.Write(frame.Bytes);
            whole++;
        }

        _parts.Relays.Pulled(count, whole, cutter.Garbage - garbage);
    }
}
