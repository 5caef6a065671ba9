using Akka.Actor;
using DeviceCluster.Actors.Live;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Node.Live;
using DeviceCluster.Sdk.Live;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>The media endpoint of a node without others, with a hub that the test feeds.</summary>
internal sealed class MediaSite : IAsyncDisposable
{
    public static readonly DeviceId Gate = new("gate");

    private readonly MediaEdge _edge;
    private readonly PictureSource _pictures;
    private readonly long _epoch;

    private MediaSite(MediaEdge edge, PictureSource pictures, LiveHubs hubs, MediaTickets tickets, FakeTimeProvider time)
    {
        (_edge, _pictures, Hubs, Tickets, Time) = (edge, pictures, hubs, tickets, time);
        (EarlierEpoch, _epoch) = (hubs.NextEpoch(), hubs.NextEpoch());
        hubs.Register(new LiveRun(Gate, 1, StreamKind.Main, _epoch, pictures.Hub, time.GetUtcNow()));
    }

    public LiveHubs Hubs { get; }

    public MediaTickets Tickets { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>Of a run of the view that has ended.</summary>
    public long EarlierEpoch { get; }

    public LiveHub Hub => _pictures.Hub;

    public FramePool Pool => _pictures.Pool;

    public ViewerWatch Watch => _edge.Watch;

    public string Authority => _edge.Authority;

    public static async Task<MediaSite> StartAsync()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        var hubs = new LiveHubs(time);
        var tickets = new MediaTickets(new MediaKey("test", new byte[MediaKey.Length]));
        var door = new LiveDoor(hubs, () => ActorRefs.Nobody, TimeSpan.Zero);
        return new MediaSite(await MediaEdge.StartAsync(door, tickets, time), new PictureSource(time), hubs, tickets, time);
    }

    public string Ticket(int channel = 1, long? epoch = null, TimeSpan? valid = null) =>
        Tickets.Issue(new MediaGrant(Gate, channel, StreamKind.Main, epoch ?? _epoch, Time.GetUtcNow() + (valid ?? TimeSpan.FromMinutes(1))));

    public Task<HttpResponseMessage> GetAsync(string path, HttpMethod? method = null, bool hop = false) => _edge.GetAsync(path, method, hop);

    public Task<HttpResponseMessage> WatchAsync(string container = "h264", string? ticket = null, bool hop = false) =>
        GetAsync($"/media/live/gate/1/main.{container}?token={ticket ?? Ticket()}", hop: hop);

    /// <summary>One picture as a device sends it; what viewers of the pictures alone get of it is returned.</summary>
    public byte[] Publish(bool key, byte mark, int size = 100) => _pictures.Publish(key, mark, size);

    public void Publish(ReadOnlySpan<byte> dhav) => _pictures.Publish(dhav);

    public byte[] DhavOf(bool key, byte[] body) => _pictures.DhavOf(key, body);

    /// <summary>Time goes on for the site until the condition holds; each round the watch gets its turn.</summary>
    public async Task AdvanceUntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>The node's end, as the viewers learn it.</summary>
    public void Stop() => _edge.Stop();

    public async ValueTask DisposeAsync()
    {
        Hub.End(ViewerEnd.Stopped, failure: null);
        await _edge.DisposeAsync();
    }
}
