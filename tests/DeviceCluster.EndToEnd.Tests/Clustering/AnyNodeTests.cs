using System.Net;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>Whichever node is asked, the device answers; and its picture comes, too.</summary>
public sealed class AnyNodeTests(ThreeNodes three) : IClassFixture<ThreeNodes>
{
    [Fact]
    public async Task A_command_sent_to_any_node_reaches_the_device()
    {
        for (var node = 0; node < 3; node++)
        {
            var asked = three.Cluster.Nodes[node];
            // Another's device, so that the order has a way to go.
            var (device, _) = await three.HeldByAnotherAsync(asked);
            var name = TestCluster.Name(device);
            await three.Cluster.Simulator.MarkAsync();

            Assert.Equal(0, (await asked.PbmAsync($"device disable {name}")).ExitCode);
            await SeesAsync(device, sight => sight is { Logouts: > 0, HasSession: false }, "logout");
            var shown = await three.Cluster.Nodes[(node + 1) % 3].PbmAsync($"device show {name}");
            Assert.Contains("Disabled", shown.Output, StringComparison.Ordinal);

            await three.Cluster.Simulator.MarkAsync();
            Assert.Equal(0, (await asked.PbmAsync($"device enable {name}")).ExitCode);
            await SeesAsync(device, sight => sight is { LoginsAccepted: > 0, IsAlive: true }, "new login");
        }

        await three.HealAsync();
    }

    [Fact]
    public async Task The_devices_are_shared_among_all_nodes()
    {
        var stats = (await three.Cluster.Nodes[0].PbmAsync("cluster-sharding stats")).Output;

        Assert.All(three.Cluster.Nodes, node => Assert.Contains(node.Place.Seed, stats, StringComparison.Ordinal));
        var list = (await three.Cluster.Nodes[1].PbmAsync("device list")).Output;
        Assert.All(three.Cluster.Nodes, node => Assert.Contains(node.Place.Seed, list, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_asked_at_any_node_is_recorded_without_a_complaint()
    {
        using var folder = new Scratch();
        foreach (var node in three.Cluster.Nodes)
        {
            var file = folder[$"{node.Place.Name}.h264"];

            var recorded = await node.PbmAsync($"live record {TestCluster.Name(1)} -channel 1 -seconds 3 -file {file}");
            var seen = await Ffprobe.ReadAsync(file, "-f", "h264");

            Assert.True(recorded.ExitCode == 0, recorded.Output);
            Assert.Equal(("h264", 1280, 720, ""), (seen.Codec, seen.Width, seen.Height, seen.Complaints));
            Assert.InRange(seen.Frames, 50, 140);
        }
    }

    [Fact]
    public async Task A_link_is_good_at_every_node_and_at_none_without_its_token()
    {
        var opened = (await three.Cluster.Nodes[0].PbmAsync($"live open {TestCluster.Name(2)} -channel 1")).Output;
        var link = new Uri(System.Text.RegularExpressions.Regex.Match(opened, "http://[^\"]*main\\.dav[^\"]*").Value);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        foreach (var node in three.Cluster.Nodes)
        {
            var here = new UriBuilder(link) { Host = $"{node.Place.Address}", Port = node.Place.Http };

            using var answer = await http.GetAsync(here.Uri, HttpCompletionOption.ResponseHeadersRead);
            using var body = await answer.Content.ReadAsStreamAsync();
            var first = new byte[4];
            await body.ReadExactlyAsync(first);
            here.Query = "";
            using var refused = await http.GetAsync(here.Uri);

            Assert.Equal("DHAV"u8.ToArray(), first);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_picture_is_read_at_every_node_whichever_took_it_and_at_none_without_its_token()
    {
        var (device, _) = await three.HeldByAnotherAsync(three.Cluster.Nodes[0]);
        using var link = await PictureLink.TakeAsync(three.Cluster.Nodes[0], device);

        foreach (var node in three.Cluster.Nodes)
        {
            var (status, picture) = await link.ReadAsync(node);

            Assert.Equal((HttpStatusCode.OK, 0xFF, 0xD8, 0xFF, 0xD9), (status, picture[0], picture[1], picture[^2], picture[^1]));
            Assert.Equal(HttpStatusCode.Unauthorized, (await link.ReadAsync(node, url => url[..url.IndexOf('?', StringComparison.Ordinal)])).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await link.ReadAsync(node, url => url[..^4] + (url[^4] == 'A' ? 'B' : 'A') + url[^3..])).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await link.ReadAsync(node, url => url.Replace("/1.jpg", "/2.jpg", StringComparison.Ordinal))).Status);
        }

        Assert.Equal(1, (long)(await three.Cluster.Simulator.FactsAsync(device))["snapshots"]!);
    }

    [Fact]
    public async Task The_sample_service_joins_by_three_seeds_and_stores_a_picture()
    {
        using var folder = new Scratch();
        var seeds = string.Join(',', three.Cluster.Nodes.Select(node => node.Place.Seed));

        await using var watch = RunningProgram.Start(
            Programs.Watch, ["--seeds", seeds, "--device", TestCluster.Name(3), "--channel", "1", "--file", folder["film.h264"]]);
        var code = await watch.ExitAsync(TimeSpan.FromSeconds(90));
        var seen = await Ffprobe.ReadAsync(folder["film.h264"], "-f", "h264");

        Assert.True(code == 0, watch.Output);
        Assert.Equal(("h264", 1280, 720), (seen.Codec, seen.Width, seen.Height));
        Assert.InRange(seen.Frames, 200, 340);
    }

    private async Task SeesAsync(int device, Predicate<DeviceSight> wanted, string what)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var late = new CancellationTokenSource(ThreeNodes.Limit);
        while (await three.SightAsync(device) is var sight && !wanted(sight))
        {
            Assert.False(late.IsCancellationRequested, $"{TestCluster.Name(device)} saw no {what} but {sight}");
            await look.WaitForNextTickAsync();
        }
    }
}
