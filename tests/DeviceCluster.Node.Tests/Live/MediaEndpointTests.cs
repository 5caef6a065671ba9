using System.Net;
using DeviceCluster.Actors.Live;
using DeviceCluster.Node.Live;
using Microsoft.AspNetCore.Http;

namespace DeviceCluster.Node.Tests.Live;

public class MediaEndpointTests
{
    [Fact]
    public async Task Video_begins_at_a_key_frame_and_follows_without_a_hole()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: false, mark: 1);
        byte[] expected = [.. site.Publish(key: true, mark: 2), .. site.Publish(key: false, mark: 3)];

        using var response = await site.WatchAsync();
        expected = [.. expected, .. site.Publish(key: false, mark: 4)];

        Assert.Equal(expected, await ReadAsync(response, expected.Length));
        Assert.Equal((HttpStatusCode.OK, "video/h264", true), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, response.Headers.CacheControl!.NoStore));
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task Dav_is_what_the_device_sent()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 2);

        using var response = await site.WatchAsync("dav");

        Assert.Equal("DHAV\u00fd", string.Concat((await ReadAsync(response, 5)).Select(b => (char)b)));
    }

    [Theory]
    [InlineData("", HttpStatusCode.Unauthorized, "the URL has no token")]
    [InlineData("?token=AAAA", HttpStatusCode.Forbidden, "the token is not one of this cluster")]
    public async Task Without_a_ticket_of_ours_nothing_is_shown(string query, HttpStatusCode status, string words)
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);

        using var response = await site.GetAsync($"/media/live/gate/1/main.h264{query}");

        await Refusals.AssertAsync(response, status, words);
    }

    [Fact]
    public async Task An_expired_ticket_is_401()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);
        var ticket = site.Ticket(valid: TimeSpan.FromSeconds(1));
        site.Time.Advance(TimeSpan.FromSeconds(2));

        using var response = await site.WatchAsync(ticket: ticket);

        await Refusals.AssertAsync(response, HttpStatusCode.Unauthorized, "expired");
    }

    [Fact]
    public async Task A_changed_ticket_is_403()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);
        var ticket = site.Ticket();
        var changed = ticket[..^3] + (ticket[^3] == 'A' ? 'B' : 'A') + ticket[^2..];

        using var response = await site.WatchAsync(ticket: changed);

        await Refusals.AssertAsync(response, HttpStatusCode.Forbidden, "signature");
    }

    [Theory]
    [InlineData("/media/live/gate/2/main.h264")]
    [InlineData("/media/live/gate/1/extra1.h264")]
    [InlineData("/media/live/door/1/main.h264")]
    public async Task A_ticket_for_another_view_is_403(string path)
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);

        using var response = await site.GetAsync($"{path}?token={site.Ticket()}");

        await Refusals.AssertAsync(response, HttpStatusCode.Forbidden, "for another live view");
    }

    [Fact]
    public async Task A_response_that_is_over_when_the_watch_comes_to_cut_it_is_left_alone()
    {
        await using var site = await MediaSite.StartAsync();
        await using var viewer = site.Hub.Join(new ViewerOptions());
        var context = new DefaultHttpContext();
        var response = new MediaResponse(context, viewer, MediaContainer.Dav, site.Watch);

        response.Dispose();
        context.Uninitialize();
        response.Cut();

        Assert.Equal(0, site.Watch.Viewers);
        Assert.Throws<ObjectDisposedException>(context.Abort);
    }

    [Fact]
    public async Task A_ticket_of_an_earlier_run_of_the_view_is_404()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);

        using var response = await site.WatchAsync(ticket: site.Ticket(epoch: site.EarlierEpoch));

        await Refusals.AssertAsync(response, HttpStatusCode.NotFound, "has ended");
    }

    [Fact]
    public async Task A_node_that_is_no_member_yet_says_that_it_cannot_look_elsewhere()
    {
        await using var site = await MediaSite.StartAsync();

        using var response = await site.WatchAsync(ticket: site.Ticket(epoch: site.EarlierEpoch ^ 1));

        await Refusals.AssertAsync(response, HttpStatusCode.ServiceUnavailable, "starting or ending");
    }

    [Fact]
    public async Task A_view_that_failed_cuts_the_response_and_does_not_finish_it()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);
        using var response = await site.WatchAsync();

        site.Hub.End(ViewerEnd.StreamFailed, new IOException("the owner is gone"));

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync().WaitAsync(Limit));
    }

    [Theory]
    [InlineData("h265", ".h264")]
    [InlineData("mp4", ".h264, .h265 or .dav")]
    public async Task The_wrong_container_is_404_and_names_the_right_one(string container, string right)
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);

        using var response = await site.WatchAsync(container);

        await Refusals.AssertAsync(response, HttpStatusCode.NotFound, right);
    }

    [Fact]
    public async Task Head_tells_what_get_would_and_joins_nothing()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);

        using var response = await site.GetAsync($"/media/live/gate/1/main.h264?token={site.Ticket()}", HttpMethod.Head);

        Assert.Equal((HttpStatusCode.OK, "video/h264"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal((0, 0), (site.Hub.Figures.Viewers, site.Watch.Viewers));
    }

    [Fact]
    public async Task The_end_of_the_view_ends_the_response_in_order()
    {
        await using var site = await MediaSite.StartAsync();
        var key = site.Publish(key: true, mark: 1);
        using var response = await site.WatchAsync();

        site.Hub.End(ViewerEnd.StreamEnded, failure: null);

        Assert.Equal(key, await response.Content.ReadAsByteArrayAsync().WaitAsync(Limit));
    }

    [Fact]
    public async Task The_end_of_the_node_ends_the_response_at_once()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);
        using var response = await site.WatchAsync();

        site.Stop();

        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync().WaitAsync(Limit));
        await UntilAsync(() => site.Hub.Figures.Viewers == 0);
    }

    [Fact]
    public async Task A_viewer_who_leaves_is_let_go_and_gives_every_frame_back()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);
        var response = await site.WatchAsync();
        await UntilAsync(() => site.Hub.Figures.Viewers == 1);

        response.Dispose();

        await UntilAsync(() => site is { Hub.Figures.Viewers: 0, Watch.Viewers: 0 });
        site.Hub.End(ViewerEnd.Stopped, failure: null);
        await UntilAsync(() => site.Pool.Rented == site.Pool.Returned);
    }

    [Fact]
    public async Task A_viewer_who_takes_nothing_is_cut_and_the_other_loses_nothing()
    {
        await using var site = await MediaSite.StartAsync();
        var expected = site.Publish(key: true, mark: 1).ToList();
        using var stuck = await site.WatchAsync();
        using var good = await site.WatchAsync();
        await UntilAsync(() => site.Hub.Figures.Viewers == 2);

        // More than the connection's buffers hold, so that the one who does not read stands still.
        for (byte i = 2; i < 52; i++)
        {
            expected.AddRange(site.Publish(key: false, i, size: 400_000));
            Assert.Equal(expected.Count > 0, await CatchUpAsync(good, expected));
        }
        await site.AdvanceUntilAsync(() => site.Watch.Viewers == 1);

        Assert.Equal(1, site.Hub.Figures.Viewers);
        var last = site.Publish(key: false, mark: 99);
        Assert.Equal(last, await ReadAsync(good, last.Length));
    }

    // Reads what was published and not read yet; the frames must arrive as they were sent.
    private static async Task<bool> CatchUpAsync(HttpResponseMessage response, List<byte> expected)
    {
        var got = await ReadAsync(response, expected.Count);
        var same = got.AsSpan().SequenceEqual(expected.ToArray());
        expected.Clear();
        return same || got.Length == 0;
    }

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int bytes)
    {
        using var limit = new CancellationTokenSource(Limit);
        var buffer = new byte[bytes];
        // The content hands out one and the same stream each time.
        await (await response.Content.ReadAsStreamAsync(limit.Token)).ReadExactlyAsync(buffer, limit.Token);
        return buffer;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(10, limit.Token);
    }
}
