using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Simulator;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>Other nodes ask a device where a run of a live view can be read. That tells what runs, and starts nothing.</summary>
public sealed class LiveFindTests(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    private static readonly Uri NodeUrl = new("http://node-1.inside:9180");

    [Fact]
    public async Task A_running_view_is_found_by_its_epoch_with_links_for_nodes_and_a_ticket_of_its_own()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        var open = Assert.IsType<LiveReply.Offered>(await node.Devices.LiveAsync(new LiveCommand.Open(Gate, 1, StreamKind.Main), default)).Offer;

        var found = Assert.IsType<LiveReply.Offered>(await FindAsync(node, open.Epoch)).Offer;

        Assert.All(open.Links, link => Assert.StartsWith("http://127.0.0.1:9180/", link.Url, StringComparison.Ordinal));
        Assert.All(found.Links, link => Assert.StartsWith($"{NodeUrl}media/live/gate/1/main.", link.Url, StringComparison.Ordinal));
        Assert.Equal(["h264", "dav"], found.Links.Select(link => link.Container));
        var (first, second) = (TokenOf(open), TokenOf(found));
        Assert.NotEqual(first, second);
        Assert.True(node.Parts.Tickets.TryRead(second, TimeProvider.System.GetUtcNow(), out var grant, out var why), why);
        Assert.Equal(new LiveRunId(Gate, 1, StreamKind.Main, open.Epoch), LiveRunId.Of(grant));
    }

    [Fact]
    public async Task A_run_that_has_ended_is_not_found_and_nothing_is_started()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        var open = Assert.IsType<LiveReply.Offered>(await node.Devices.LiveAsync(new LiveCommand.Open(Gate, 1, StreamKind.Main), default)).Offer;
        await node.Devices.LiveAsync(new LiveCommand.Close(Gate, 1, StreamKind.Main), default);
        await Limits.UntilAsync(() => fleet.Devices[0].Facts.OpenStreams == 0);

        var refused = Assert.IsType<LiveReply.Refused>(await FindAsync(node, open.Epoch));

        Assert.Equal((RefusalCode.Offline, "the live view has ended"), (refused.Code, refused.Reason));
        Assert.Equal(1, fleet.Devices[0].Facts.StreamsOpened);
    }

    [Fact]
    public async Task A_run_that_goes_on_is_not_found_by_another_epoch()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        var open = Assert.IsType<LiveReply.Offered>(await node.Devices.LiveAsync(new LiveCommand.Open(Gate, 1, StreamKind.Main), default)).Offer;

        Assert.IsType<LiveReply.Refused>(await FindAsync(node, open.Epoch - 1));
    }

    [Fact]
    public async Task A_device_that_was_never_enrolled_says_so()
    {
        await using var node = await StartAsync();

        Assert.Equal(RefusalCode.NotEnrolled, Assert.IsType<LiveReply.Refused>(await FindAsync(node, 1)).Code);
    }

    [Fact]
    public void Nodes_are_told_the_public_address_unless_there_is_another()
    {
        var settings = Settings with { MediaBase = new Uri("http://cameras.example") };

        Assert.Equal(settings.MediaBase, settings.NodeMediaBase);
        Assert.Equal(NodeUrl, (settings with { NodeMediaBase = NodeUrl }).NodeMediaBase);
    }

    private static string TokenOf(MediaOffer offer) => offer.Links[0].Url.Split("token=")[1];

    private static Task<LiveReply> FindAsync(TestNode node, long epoch) =>
        node.Devices.LiveAsync(new LiveCommand.Find(Gate, 1, StreamKind.Main, epoch), CancellationToken.None);

    private async Task<TestNode> OnlineAsync(SimulatorHost fleet)
    {
        var node = await StartAsync(Settings with { NodeMediaBase = NodeUrl });
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        return node;
    }
}
