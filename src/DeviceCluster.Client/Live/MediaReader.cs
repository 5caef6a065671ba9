using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Client.Live;

/// <summary>Reads media where an offer says. The URL holds a ticket: it is in no log, no trace and no message of an error, and follows no redirect.</summary>
internal sealed class MediaReader : IDisposable
{
    private const int MaxProblem = 4096;
    private const string OpenAgain = "open the live view again for a new offer";
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeaderLimit = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public MediaReader(TimeProvider time)
    {
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectLimit,
            UseCookies = false,
            UseProxy = false,
            // No trace of the request: it would carry the URL.
            ActivityHeadersPropagator = null,
            MaxResponseDrainSize = 0,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxProblem,
        };
    }

    public async Task<Answer<Stream>> OpenAsync(MediaLink link, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (!Uri.TryCreate(link.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return new(new Refusal(RefusalCode.Invalid, $"the {link.Container} link holds no HTTP address", "use a link of an offer as it came"));

        using var limit = new CancellationTokenSource(HeaderLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            // Only the stream owns the connection from here on; the response itself holds nothing else.
            var response = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
                return new(await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false));
            using (response)
                return new(await RefusalOfAsync(response, either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(new Refusal(RefusalCode.NoAnswer, $"{url.Authority} did not begin to send within {HeaderLimit.TotalSeconds:0} s", OpenAgain));
        }
        catch (HttpRequestException e)
        {
            return new(new Refusal(RefusalCode.NoAnswer, $"{url.Authority} cannot be read: {e.HttpRequestError}", OpenAgain));
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<Refusal> RefusalOfAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var code = response.StatusCode switch
        {
            HttpStatusCode.NotFound => RefusalCode.Offline,
            HttpStatusCode.ServiceUnavailable => RefusalCode.Busy,
            _ => RefusalCode.Invalid,
        };
        var problem = await ProblemAsync(response, stop).ConfigureAwait(false);
        return new Refusal(
            code, problem?.Error ?? $"the answer was HTTP {(int)response.StatusCode}, without a reason that can be read", problem?.Remedy ?? OpenAgain);
    }

    /// <summary>Null when the body is not the line of JSON that a node writes.</summary>
    private static async Task<Problem?> ProblemAsync(HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxProblem, stop).ConfigureAwait(false);
            return await response.Content.ReadFromJsonAsync<Problem>(JsonSerializerOptions.Web, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or NotSupportedException)
        {
            return null;
        }
    }

    private sealed record Problem(string? Error, string? Remedy);
}
