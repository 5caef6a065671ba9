using System.Net;
using DeviceCluster.Actors.Live;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>What a node answers to the relay of another one.</summary>
public class RelayEndpointTests
{
    [Fact]
    public async Task The_relay_of_another_node_gets_the_view_and_a_sign_that_a_node_answers()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);

        using var response = await site.WatchAsync("dav", hop: true);
        using var player = await site.WatchAsync("dav");

        Assert.Equal((HttpStatusCode.OK, "application/octet-stream"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.True(response.Headers.Contains(LiveDoor.Hop));
        Assert.False(player.Headers.Contains(LiveDoor.Hop));
    }

    [Fact]
    public async Task The_relay_of_another_node_needs_a_ticket_too()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);

        using var response = await site.GetAsync("/media/live/gate/1/main.dav", hop: true);

        await Refusals.AssertAsync(response, HttpStatusCode.Unauthorized, "no token");
    }

    [Fact]
    public async Task The_relay_of_another_node_is_told_that_a_run_of_this_node_has_ended()
    {
        await using var site = await MediaSite.StartAsync();

        using var response = await site.WatchAsync(ticket: site.Ticket(epoch: site.EarlierEpoch), hop: true);

        await Refusals.AssertAsync(response, HttpStatusCode.NotFound, "has ended");
    }

    [Fact]
    public async Task The_relay_of_another_node_is_never_relayed_for()
    {
        await using var site = await MediaSite.StartAsync();

        // Another node's number.
        using var response = await site.WatchAsync(ticket: site.Ticket(epoch: site.EarlierEpoch ^ 1), hop: true);

        await Refusals.AssertAsync(response, HttpStatusCode.MisdirectedRequest, "DeviceCluster:Http:NodeUrl");
    }
}
