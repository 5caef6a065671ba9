using System.Net;
using DeviceCluster.Actors.Live;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Node.Pbm;
using DeviceCluster.Node.Pbm.Palettes;
using DeviceCluster.Pbm.V1;
using Grpc.Core;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>Two nodes of one cluster: a media URL of a device of the one is asked at the other.</summary>
public class MediaRelayTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Any_node_shows_a_view_from_its_present_group_of_pictures_on_in_every_container()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        owner.Pictures.PublishDav(key: true, mark: 1);
        byte[] dav = [.. owner.Pictures.PublishDav(key: true, mark: 2), .. owner.Pictures.PublishDav(key: false, mark: 3)];

        // Nothing new comes from the camera: the beginning is what the owner kept.
        using var asDav = await asked.Edge.GetAsync(owner.Link("dav"));
        Assert.Equal(dav, await ReadAsync(asDav, dav.Length));
        using var asH264 = await asked.Edge.GetAsync(owner.Link("h264"));
        var begin = await ReadAsync(asH264, 4);
        var next = owner.Pictures.PublishDav(key: false, mark: 4);

        Assert.Equal(next, await ReadAsync(asDav, next.Length));
        Assert.Equal([0, 0, 0, 1], begin);
        Assert.Equal(
            (HttpStatusCode.OK, "video/h264", true),
            (asH264.StatusCode, asH264.Content.Headers.ContentType!.MediaType, asH264.Headers.CacheControl!.NoStore));
    }

    [Fact]
    public async Task Twenty_viewers_at_one_node_are_one_connection_and_one_viewer_at_the_owner()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        var key = owner.Pictures.Publish(key: true, mark: 1);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => asked.Edge.GetAsync(owner.Link("h264"))));
        var next = owner.Pictures.Publish(key: false, mark: 2);
        var read = await Task.WhenAll(responses.Select(response => ReadAsync(response, key.Length + next.Length)));

        Assert.All(read, bytes => Assert.Equal([.. key, .. next], bytes));
        Assert.Equal((1, 1), (owner.Edge.Connections, owner.Edge.Requests));
        Assert.Equal((1, 20), (owner.Pictures.Hub.Figures.Viewers, asked.Edge.Watch.Viewers));
        foreach (var response in responses)
            response.Dispose();
    }

    [Fact]
    public async Task A_slow_viewer_at_the_asked_node_harms_nobody()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        var key = owner.Pictures.Publish(key: true, mark: 1);
        using var stuck = await asked.Edge.GetAsync(owner.Link("h264"));
        using var good = await asked.Edge.GetAsync(owner.Link("h264"));
        using var atOwner = await owner.Edge.GetAsync(owner.Link("h264"));
        Assert.Equal(key, await ReadAsync(good, key.Length));
        Assert.Equal(key, await ReadAsync(atOwner, key.Length));
        var hub = Assert.IsType<LiveFinding.Found>(await asked.Door.FindAsync(LiveRunId.Of(owner.Offer()), CancellationToken.None)).Hub;

        // Far more than the connections and queues of one who does not read can hold.
        for (byte mark = 2; mark < 62; mark++)
        {
            var picture = owner.Pictures.Publish(key: false, mark, size: 400_000);
            Assert.Equal(picture, await ReadAsync(good, picture.Length));
            Assert.Equal(picture, await ReadAsync(atOwner, picture.Length));
        }

        Assert.True(hub.Figures is { Dropped: > 0, Stalls: > 0 });
        Assert.Equal((0, 0), (owner.Pictures.Hub.Figures.Dropped, asked.Relays.Dropped));
    }

    [Fact]
    public async Task The_end_of_the_view_ends_the_response_in_order_and_a_later_request_is_told()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        var key = owner.Pictures.Publish(key: true, mark: 1);
        var link = owner.Link("h264");
        using var response = await asked.Edge.GetAsync(link);
        Assert.Equal(key, await ReadAsync(response, key.Length));

        await owner.EndViewAsync();

        Assert.Equal(0, await (await response.Content.ReadAsStreamAsync()).ReadAsync(new byte[1]).AsTask().WaitAsync(Limit));
        using var later = await asked.Edge.GetAsync(link);
        await AssertRefusedAsync(later, HttpStatusCode.NotFound, "has ended");
        await UntilAsync(() => asked.Relays.Open == 0 && asked.Pool.Rented == asked.Pool.Returned);
    }

    [Fact]
    public async Task While_the_journal_is_away_a_view_that_runs_is_shown_and_any_other_is_503_with_the_reason()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        var key = owner.Pictures.PublishDav(key: true, mark: 1);
        await owner.EndEntityAsync();
        using var away = owner.LoseJournal("the disk is full of sand");

        using var running = await asked.Edge.GetAsync(owner.Link("dav"));
        using var other = await asked.Edge.GetAsync(owner.LinkTo(new DeviceId("yard")));

        Assert.Equal(key, await ReadAsync(running, key.Length));
        await AssertRefusedAsync(other, HttpStatusCode.ServiceUnavailable, "the disk is full of sand");
    }

    [Fact]
    public async Task The_owners_end_in_the_middle_cuts_the_response_and_does_not_finish_it()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        var key = owner.Pictures.Publish(key: true, mark: 1);
        using var response = await asked.Edge.GetAsync(owner.Link("h264"));
        Assert.Equal(key, await ReadAsync(response, key.Length));

        owner.Edge.Stop();

        var body = await response.Content.ReadAsStreamAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => body.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit));
        await UntilAsync(() => asked.Relays.Ends(RelayEndKind.Cut) == 1 && asked.Pool.Rented == asked.Pool.Returned);
    }

    [Fact]
    public async Task A_viewer_who_leaves_gives_every_frame_back()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        var key = owner.Pictures.Publish(key: true, mark: 1);
        using (var response = await asked.Edge.GetAsync(owner.Link("dav")))
            await ReadAsync(response, key.Length);

        // The relay lingers, then ends by itself.
        await UntilAsync(() => asked.Relays.Open == 0);

        Assert.Equal(1, asked.Relays.Ends(RelayEndKind.Unwatched));
        await UntilAsync(() => asked.Pool.Rented == asked.Pool.Returned && owner.Pictures.Hub.Figures.Viewers == 0);
    }

    [Fact]
    public async Task The_ticket_is_looked_at_before_anything_else()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        owner.Pictures.Publish(key: true, mark: 1);
        var link = owner.Link("dav");

        using var none = await asked.Edge.GetAsync(link.Split('?')[0]);
        using var forged = await asked.Edge.GetAsync(link[..^8] + "AAAABBBB");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (none.StatusCode, forged.StatusCode));
        Assert.Equal((0, 0L), (asked.Relays.Open, Enum.GetValues<RelayEndKind>().Sum(asked.Relays.Ends)));
    }

    [Fact]
    public async Task A_node_url_that_leads_to_the_asked_node_makes_one_hop_and_no_loop()
    {
        var port = MediaEdge.BindPort();
        await using var owner = await OwnerNode.StartAsync(nodeUrl: new Uri($"http://{port.EndPoint}"));
        await using var asked = await AskedNode.StartAsync(owner, port);
        owner.Pictures.Publish(key: true, mark: 1);

        using var response = await asked.Edge.GetAsync(owner.Link("dav"));

        await AssertRefusedAsync(response, HttpStatusCode.BadGateway, "DeviceCluster:Http:NodeUrl");
        Assert.Equal((2, 0), (asked.Edge.Requests, owner.Edge.Requests));
        await UntilAsync(() => asked.Relays.Ends(RelayEndKind.Misdirected) == 1);
    }

    [Fact]
    public async Task Pbm_records_at_any_node()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        var expected = owner.Pictures.PublishDav(key: true, mark: 1);
        var pbm = new Replies();
        var start = new Start
        {
            Palette = "live",
            Command = "record",
            Values = { { "id", "gate" }, { "channel", "1" }, { "stream", "main" }, { "seconds", "600" }, { "file", "x.dav" } },
        };
        var context = new CommandContext(start, "ipv4:127.0.0.1:1", new Command(), new CommandInput(), pbm, CancellationToken.None);

        var recording = new LiveRecording(asked.Devices(owner), asked.Door, TimeProvider.System).RunAsync(context);
        await UntilAsync(() => pbm.Bytes.Length == expected.Length);
        await owner.EndViewAsync();

        var end = await Assert.ThrowsAsync<CommandFailure>(() => recording.WaitAsync(Limit));
        Assert.Equal("the live view ended after 1 frames", end.Message);
        Assert.Equal(expected, pbm.Bytes);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string words)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, body, StringComparison.Ordinal);
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int bytes)
    {
        using var limit = new CancellationTokenSource(Limit);
        var buffer = new byte[bytes];
        await (await response.Content.ReadAsStreamAsync(limit.Token)).ReadExactlyAsync(buffer, limit.Token);
        return buffer;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(10, limit.Token);
    }

    /// <summary>What pbm is sent.</summary>
    private sealed class Replies : IServerStreamWriter<RunReply>
    {
        private volatile byte[] _bytes = [];

        public byte[] Bytes => _bytes;

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(RunReply message)
        {
            if (message.KindCase == RunReply.KindOneofCase.FileChunk)
                _bytes = [.. _bytes, .. message.FileChunk.Span];
            return Task.CompletedTask;
        }
    }
}
