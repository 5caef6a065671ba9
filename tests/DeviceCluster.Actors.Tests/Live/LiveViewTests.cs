using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Simulator;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>Live views of a node: opened by order, offered by ticket, ended when nobody watches or the session goes.</summary>
public sealed class LiveViewTests(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    [Fact]
    public async Task An_opened_view_is_offered_and_shows_pictures()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var offer = await OpenAsync(node);

        Assert.Equal(("h264", 1280, 720), (offer.VideoCodec, offer.Width, offer.Height));
        Assert.Equal(["h264", "dav"], offer.Links.Select(link => link.Container));
        Assert.StartsWith("http://127.0.0.1:9180/media/live/gate/1/main.h264?token=", offer.Links[0].Url, StringComparison.Ordinal);
        await using var viewer = Join(node, offer);
        for (var frame = 0; frame < 50; frame++)
            (await ReadAsync(viewer)).Dispose();
        Assert.Equal(1, fleet.Devices[0].Facts.OpenStreams);
    }

    [Fact]
    public async Task Two_orders_share_one_stream_of_the_device()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var offers = await Task.WhenAll(OpenAsync(node), OpenAsync(node));

        Assert.Equal(offers[0].Epoch, offers[1].Epoch);
        Assert.NotEqual(offers[0].Links[0].Url, offers[1].Links[0].Url);
        Assert.Equal(1, fleet.Devices[0].Facts.StreamsOpened);
    }

    [Fact]
    public async Task A_view_that_nobody_watches_ends_after_a_while()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet, Settings with { Live = Settings.Live with { Linger = TimeSpan.FromSeconds(1) } });
        var offer = await OpenAsync(node);

        await Limits.UntilAsync(() => fleet.Devices[0].Facts.OpenStreams == 0);

        Assert.False(node.Hubs.TryGet(Gate, 1, StreamKind.Main, offer.Epoch, out _));
        Assert.Equal(SessionPhase.Online, (await node.StatusAsync(Gate)).Phase);
    }

    [Fact]
    public async Task A_closed_view_ends_for_its_viewers()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await using var viewer = Join(node, await OpenAsync(node));

        var reply = await node.Devices.LiveAsync(new LiveCommand.Close(Gate, 1, StreamKind.Main), CancellationToken.None);

        Assert.Equal(1, Assert.IsType<LiveReply.Closed>(reply).Viewers);
        await Limits.UntilAsync(() => viewer.Completed is not null);
        await Limits.UntilAsync(() => fleet.Devices[0].Facts.OpenStreams == 0);
    }

    [Fact]
    public async Task A_view_ends_with_its_session_and_a_new_one_has_another_epoch()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        var first = await OpenAsync(node);
        await using var viewer = Join(node, first);

        fleet.Devices[0].Faults.Reboot(TimeSpan.FromSeconds(1));
        await Limits.UntilAsync(() => viewer.Completed is not null);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        var second = await OpenAsync(node);

        Assert.True(second.Epoch > first.Epoch);
        await using var again = Join(node, second);
        (await ReadAsync(again)).Dispose();
    }

    [Fact]
    public async Task A_stream_that_breaks_off_mid_frame_is_opened_anew_and_its_viewers_stay()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        var offer = await OpenAsync(node);
        await using var viewer = Join(node, offer);
        (await ReadAsync(viewer)).Dispose();

        fleet.Devices[0].Faults.CutMidFrame();

        await Limits.UntilAsync(() => fleet.Devices[0].Facts.StreamsOpened == 2);
        var before = node.Hubs.Views(Gate).Single().Frames;
        await Limits.UntilAsync(() => node.Hubs.Views(Gate).SingleOrDefault()?.Frames > before + 25);
        Assert.Null(viewer.Completed);
        Assert.Equal(offer.Epoch, node.Hubs.Views(Gate).Single().Epoch);
        Assert.Equal(1, fleet.Devices[0].Facts.LoginsAccepted);
    }

    [Fact]
    public async Task The_running_views_are_listed_with_their_figures()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await using var viewer = Join(node, await OpenAsync(node));
        (await ReadAsync(viewer)).Dispose();

        var list = await node.Devices.LiveViewsAsync(Gate, CancellationToken.None);

        var view = Assert.Single(list.Views);
        Assert.Equal((1, StreamKind.Main, "h264", 1), (view.Channel, view.Stream, view.VideoCodec, view.Viewers));
        Assert.True(view.Frames > 0);
        Assert.Equal("1/Main", Assert.Single((await node.Devices.ReportAsync(Gate, CancellationToken.None)).Lives));
    }

    [Fact]
    public async Task An_opened_view_is_written_down_with_who_opened_it_also_when_it_ran_already()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        foreach (var who in new[] { "first", "second" })
            Assert.IsType<LiveReply.Offered>(await node.Devices.LiveAsync(
                new LiveCommand.Open(Gate, 1, StreamKind.Main) { By = new Origin(who, "console") }, CancellationToken.None));

        foreach (var who in new[] { "first", "second" })
            await Limits.UntilAsync(async () => (await node.Parts.Storage.AuditTrail.ReadAsync(new AuditFilter(Gate, who, null, 10), CancellationToken.None))
                is [{ What: "open the live view Main of channel 1", Result: "done" }]);
    }

    [Fact]
    public async Task A_channel_that_the_device_has_not_is_refused()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var reply = await node.Devices.LiveAsync(new LiveCommand.Open(Gate, 99, StreamKind.Main), CancellationToken.None);

        var refused = Assert.IsType<LiveReply.Refused>(reply);
        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.Contains("1 to 4", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_without_a_session_refuses_and_says_why()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await StartAsync();
        await OrderAsync(node, fleet.Enrol(Gate, password: "wrong"));
        await node.UntilPhaseAsync(Gate, SessionPhase.CredentialError);

        var reply = await node.Devices.LiveAsync(new LiveCommand.Open(Gate, 1, StreamKind.Main), CancellationToken.None);

        Assert.Equal(RefusalCode.Offline, Assert.IsType<LiveReply.Refused>(reply).Code);
    }

    [Fact]
    public async Task A_node_that_stops_ends_its_viewers_and_gives_all_frames_back()
    {
        var rented = Sdk.Live.FramePool.Shared;
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await using (var viewer = Join(node, await OpenAsync(node)))
        {
            (await ReadAsync(viewer)).Dispose();

            await node.StopAsync();

            await Limits.UntilAsync(() => viewer.Completed is not null);
        }

        await Limits.UntilAsync(() => rented.Rented == rented.Returned);
        Assert.Equal(1, fleet.Devices[0].Facts.LogoutsClean);
    }

    private async Task<TestNode> OnlineAsync(SimulatorHost fleet, DeviceClusterSettings? settings = null)
    {
        var node = await StartAsync(settings);
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        return node;
    }

    private static async Task<MediaOffer> OpenAsync(TestNode node)
    {
        var reply = await node.Devices.LiveAsync(new LiveCommand.Open(Gate, 1, StreamKind.Main), CancellationToken.None);
        return Assert.IsType<LiveReply.Offered>(reply).Offer;
    }

    /// <summary>As the HTTP edge does it: by the token of the offer alone.</summary>
    private static LiveViewer Join(TestNode node, MediaOffer offer)
    {
        var token = offer.Links[0].Url.Split("token=")[1];
        Assert.True(node.Parts.Tickets.TryRead(token, TimeProvider.System.GetUtcNow(), out var grant, out var why), why);
        Assert.True(node.Hubs.TryGet(grant.Device, grant.Channel, grant.Stream, grant.Epoch, out var hub));
        return hub.Join(ViewerOptions.Default);
    }

    private static async Task<LiveFrame> ReadAsync(LiveViewer viewer)
    {
        using var limit = new CancellationTokenSource(Limits.Patience);
        return await viewer.ReadAsync(limit.Token) ?? throw new InvalidOperationException($"the view ended: {viewer.Completed}");
    }
}
