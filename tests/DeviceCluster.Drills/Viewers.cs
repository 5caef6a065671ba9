using System.Text.Json;
using DeviceCluster.Testing.Clusters;

namespace DeviceCluster.Drills;

/// <summary>
/// People who watch some cameras all the time and ask again when their picture ends: so sessions have media connections, which must fall silent
/// with them. What they get is only counted; the simulator judges.
/// </summary>
internal sealed class Viewers : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);

    /// <summary>Of a picture that has stopped without an end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly TestCluster _cluster;
    private readonly Task _watching;
    private long _bytes, _opened;

    public Viewers(TestCluster cluster, int count)
    {
        _cluster = cluster;
        _watching = Task.WhenAll(Enumerable.Range(1, count).Select(WatchAsync));
    }

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Live views that gave a picture.</summary>
    public long Opened => Interlocked.Read(ref _opened);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync(int device)
    {
        for (var turn = device; !_stop.IsCancellationRequested; turn++)
        {
            try
            {
                if (await LinkAsync(device, turn) is { } link)
                    await ReadAsync(link);

                await Task.Delay(Again, TimeProvider.System, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException or TimeoutException or InvalidOperationException or JsonException)
            {
                // The node that was asked, or the picture's, is what the drill breaks; the next turn asks another.
            }
        }
    }

    /// <summary>Null when the node asked has none to give.</summary>
    private async Task<Uri?> LinkAsync(int device, int turn)
    {
        var node = _cluster.Nodes[turn % _cluster.Nodes.Count];
        if (!await node.IsReadyAsync())
            return null;

        var answer = await node.PbmAsync($"live open {TestCluster.Name(device)} -channel 1");
        if (answer.ExitCode != 0)
            return null;

        using var json = JsonDocument.Parse(answer.Output);
        return json.RootElement.GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("container").GetString() == "dav")
            .Select(row => new Uri(row.GetProperty("url").GetString()!)).FirstOrDefault();
    }

    private async Task ReadAsync(Uri link)
    {
        using var answer = await _http.GetAsync(link, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
        if (!answer.IsSuccessStatusCode)
            return;

        await using var picture = await answer.Content.ReadAsStreamAsync(_stop.Token);
        var buffer = new byte[64 * 1024];
        for (var first = true; ; first = false)
        {
            using var late = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            late.CancelAfter(Patience);
            var read = await picture.ReadAsync(buffer, late.Token);
            if (read == 0)
                return;

            Interlocked.Add(ref _bytes, read);
            if (first)
                Interlocked.Increment(ref _opened);
        }
    }
}
