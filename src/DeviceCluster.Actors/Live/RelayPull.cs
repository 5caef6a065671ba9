using Akka.Actor;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// Reads one run of a live view from the node that owns the device: asks the device where, asks the owner, and cuts what comes into frames until
/// the body ends or it is stopped. Whatever happens, it ends with one <see cref="RelayEnd"/>.
/// </summary>
internal sealed class RelayPull : IDisposable
{
    private readonly NodeParts _parts;
    private readonly LiveRunId _run;
    private readonly RelayBody _body;
    private readonly CancellationTokenSource _stop = new();
    private RelayEnd? _why;

    private RelayPull(NodeParts parts, FrameBuffer frames, LiveRunId run)
    {
        (_parts, _run) = (parts, run);
        _body = new RelayBody(frames, parts.Settings.Relay, parts.Time, parts.Relays);
        Ended = RunAsync();
    }

    /// <summary>Never fails.</summary>
    public Task<RelayEnd> Ended { get; }

    /// <summary>When something last came from the owner, by <see cref="TimeProvider.GetTimestamp"/>; 0 = its answer has not come yet.</summary>
    public long Heard => _body.Heard;

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
            return await _body.CopyAsync(body, _stop.Token);
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
}
