using System.Net;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// Asks other nodes for live views: HTTP/1.1, one connection for each view, and no way around (no proxy, no redirect, no cookie). The request says
/// that it is a hop, so that whoever gets it does not relay in turn.
/// </summary>
internal sealed class RelayClient(RelaySettings settings, TimeProvider time) : IDisposable
{
    private const int HeaderKilobytes = 16;

    // Not HttpClient: nothing of what that adds (a time limit over the whole body, buffering, default headers) is wanted.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = settings.Connect,
        MaxConnectionsPerServer = settings.Relays,
        // A body without end is not read on to save its connection.
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = HeaderKilobytes,
        // A connection is for one view and not kept.
        PooledConnectionLifetime = TimeSpan.Zero,
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>Returns with the headers; the body is the caller's to read.</summary>
    /// <exception cref="TimeoutException">No headers in time.</exception>
    /// <exception cref="HttpRequestException">There was no connection, or no answer of HTTP.</exception>
    public async Task<HttpResponseMessage> OpenAsync(Uri url, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(settings.Headers, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add(LiveDoor.Hop, "1");
        try
        {
            return await _http.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {settings.Headers.TotalSeconds:0} s", e);
        }
    }

    public void Dispose() => _http.Dispose();
}
