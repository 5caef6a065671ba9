using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Simulator;
using DeviceCluster.Simulator.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Snapshots;

/// <summary>Pictures of devices, by HTTP from a real one.</summary>
public sealed class SnapshotTests(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    private static readonly Origin Operator = new("operator", "console");

    private readonly int _discovery = native.DiscoveryPort;

    [Fact]
    public async Task A_picture_is_taken_offered_and_read()
    {
        await using var fleet = await FleetAsync();
        await using var node = await OnlineAsync(fleet);

        var offer = await TakeAsync(node, channel: 2);
        var found = await node.Services.GetRequiredService<PictureDoor>()
            .FindAsync(Gate, 2, offer.Number, isHop: false, CancellationToken.None);

        var (bytes, at, width, height) = Assert.IsType<PictureFinding.Found>(found);
        Assert.Equal((offer.At, offer.Width, offer.Height), (at, width, height));
        Assert.Equal(new JpegSize(offer.Width, offer.Height), JpegSize.Of(bytes.Span));
        Assert.Equal((offer.Bytes, false), (bytes.Length, offer.IsShared));
        Assert.StartsWith("http://127.0.0.1:9180/media/picture/gate/2.jpg?token=", offer.Link.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AnswerFault.EmptyPicture)]
    [InlineData(AnswerFault.NoJpeg)]
    public async Task A_picture_that_is_none_is_refused_and_the_next_one_is_good(AnswerFault fault)
    {
        await using var fleet = await FleetAsync();
        await using var node = await OnlineAsync(fleet, Settings with { Snapshots = new SnapshotSettings { Guard = SnapshotSettings.LeastGuard } });
        fleet.Devices[0].Faults.Answers.Order(fault, count: 1);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => TakeAsync(node, channel: 1));

        Assert.Equal((RefusalCode.DeviceRefused, "what the device sent is no whole JPEG picture"), (refused.Refusal.Code, refused.Refusal.Reason));
        Assert.True((await TakeAsync(node, channel: 1)).Bytes > 0);
        Assert.Equal((SessionPhase.Online, 1L), ((await node.StatusAsync(Gate)).Phase, fleet.Devices[0].Facts.LoginsAccepted));
    }

    [Fact]
    public async Task A_picture_comes_from_the_port_that_was_set_though_the_device_tells_another()
    {
        await using var fleet = await Fleet.StartAsync(
            devices: 1, options => options with { DiscoveryPort = _discovery, HttpPort = 0, ToldHttpPort = 1 });
        await using var node = await OnlineAsync(fleet, Settings with { Snapshots = new SnapshotSettings { Guard = SnapshotSettings.LeastGuard } });
        var refused = (await Assert.ThrowsAsync<RefusedException>(() => TakeAsync(node, channel: 1))).Refusal;
        Assert.EndsWith("; pictures come from HTTP port 1, which it told in answer to a search", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("'device access gate -http-port'", refused.Remedy, StringComparison.Ordinal);

        await OrderAsync(node, new DeviceCommand.SetAccess(Gate, HttpPort: fleet.HttpPort));

        Assert.True((await TakeAsync(node, channel: 1)).Bytes > 0);
        Assert.Equal(1, fleet.Devices[0].Facts.LoginPackets);
    }

    [Fact]
    public async Task A_picture_that_nobody_keeps_any_more_is_told_as_gone()
    {
        await using var fleet = await FleetAsync();
        await using var node = await OnlineAsync(fleet);
        var door = node.Services.GetRequiredService<PictureDoor>();
        var number = (await TakeAsync(node, channel: 1)).Number;

        Assert.True(Assert.IsType<PictureFinding.Absent>(await door.FindAsync(Gate, 1, number + (1 << 21), isHop: false, CancellationToken.None)).IsGone);
        Assert.True(Assert.IsType<PictureFinding.Absent>(await door.FindAsync(Gate, 1, number ^ 1, isHop: false, CancellationToken.None)).IsGone);
    }

    private Task<SimulatorHost> FleetAsync() => Fleet.StartAsync(devices: 1, options => options with { DiscoveryPort = _discovery, HttpPort = 0 });

    private async Task<TestNode> OnlineAsync(SimulatorHost fleet, DeviceClusterSettings? settings = null)
    {
        var node = await StartAsync(settings);
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        return node;
    }

    private static Task<PictureOffer> TakeAsync(TestNode node, int channel) =>
        node.Devices.AskAsync(new SnapshotOrder.Take(Gate, channel, Preset: null, By: null), Operator, CancellationToken.None);
}
