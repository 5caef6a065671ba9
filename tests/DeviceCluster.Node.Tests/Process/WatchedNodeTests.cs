using System.Net;
using System.Text.Json;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>A whole node with recorders, as an operator and a player meet it.</summary>
public sealed class WatchedNodeTests(Watched watched) : IClassFixture<Watched>
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    private NodeProcess Node => watched.Node;

    [WholeNodeFact]
    public async Task A_device_added_is_shown_online_with_what_it_says_of_itself()
    {
        var device = watched.Simulator.Devices[0];

        var rows = (await Node.AskAsync("device list")).GetProperty("rows");
        var row = rows.EnumerateArray().Single(r => r.GetProperty("device").GetString() == "nvr-1");
        var show = await Node.PbmAsync("device show nvr-1");
        var why = await Node.PbmAsync("device why nvr-1");

        Assert.Equal(("Online", device.Serial, $"{device.Channels}"), (Text(row, "phase"), Text(row, "serial"), Text(row, "channels")));
        Assert.Contains($"{device.Address}:{watched.Simulator.DvripPort}", show.Out, StringComparison.Ordinal);
        Assert.StartsWith("nvr-1 is Online since ", why.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Watched.Password, show.Out + why.Out, StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task A_live_view_is_opened_listed_and_read_by_a_player()
    {
        var open = await Node.AskAsync("live open nvr-1 -channel 1");
        var link = open.GetProperty("rows").EnumerateArray().Single(r => Text(r, "container") == "h264");

        using var response = await Client.GetAsync(Text(link, "url"), HttpCompletionOption.ResponseHeadersRead);
        var start = new byte[100_000];
        await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(start).AsTask().WaitAsync(ProgramRun.Limit);
        var list = await Node.AskAsync("live list");

        Assert.Equal("h264", Text(link, "codec"));
        Assert.Equal([0, 0, 0, 1], start[..4]);
        Assert.Contains(list.GetProperty("rows").EnumerateArray(), r => Text(r, "device") == "nvr-1" && Text(r, "viewers") != "0");
    }

    [WholeNodeFact]
    public async Task Live_open_shows_people_a_line_for_a_player()
    {
        var run = await Node.PbmAsync("live open nvr-2 -channel 1 -stream extra1");

        Assert.Contains($"  ffplay -fflags nobuffer -flags low_delay 'http://{Node.Http}/media/live/nvr-2/1/", run.Out, StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task A_link_without_its_token_or_with_another_is_refused()
    {
        var open = await Node.AskAsync("live open nvr-1 -channel 1");
        var url = new Uri(Text(open.GetProperty("rows")[0], "url"));

        using var none = await Client.GetAsync(url.GetLeftPart(UriPartial.Path));
        using var forged = await Client.GetAsync(url.AbsoluteUri[..^4] + (url.AbsoluteUri.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (none.StatusCode, forged.StatusCode));
    }

    [WholeNodeFact]
    public async Task A_recording_is_a_file_that_others_can_read()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "nvr.h264");

        var run = await Node.PbmAsync($"live record nvr-1 -channel 1 -seconds 3 -file {file}");
        var probe = await ProgramRun.OfAsync(
            "ffprobe", ["-v", "error", "-count_frames", "-show_entries", "stream=codec_name,width,height,nb_read_frames", "-of", "csv=p=0", file]);

        Assert.True(run.Exit == 0, run.Error + Node.Log);
        var fields = probe.Out.Trim().Split(',');
        Assert.Equal(("", "h264", "1280", "720"), (probe.Error, fields[0], fields[1], fields[2]));
        Assert.InRange(int.Parse(fields[3], System.Globalization.CultureInfo.InvariantCulture), 75, 200);
    }

    [WholeNodeFact]
    public async Task Control_C_ends_a_recording_and_keeps_what_came()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "nvr.dav");
        using var pbm = Node.StartPbm($"live record nvr-2 -channel 2 -seconds 600 -file {file}");
        await Node.UntilAsync("a recording begun", () => Task.FromResult(File.Exists(file + ".partial") && new FileInfo(file + ".partial").Length > 100_000));

        await ProgramRun.OfAsync("/bin/kill", ["-INT", $"{pbm.Id}"]);
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        var error = await pbm.StandardError.ReadToEndAsync(limit.Token);
        await pbm.WaitForExitAsync(limit.Token);

        Assert.Equal((130, false), (pbm.ExitCode, File.Exists(file)));
        Assert.Contains($"what came so far is kept: {file}.partial", error, StringComparison.Ordinal);
        await Node.UntilAsync("the recorder gone from the view", async () =>
            (await Node.AskAsync("live list nvr-2")).GetProperty("rows").EnumerateArray().All(r => Text(r, "channel") != "2" || Text(r, "viewers") == "0"));
    }

    [WholeNodeFact]
    public async Task A_command_that_takes_longer_than_it_may_ends_with_3()
    {
        using var folder = new TemporaryFolder();

        var run = await Node.PbmAsync($"live record nvr-2 -channel 1 -seconds 600 -file {Path.Combine(folder.Path, "x.dav")} --timeout 2");

        Assert.Equal(3, run.Exit);
        Assert.Contains("--timeout", run.Error, StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task Discovery_finds_the_recorders()
    {
        var found = await Node.AskAsync("discovery search -seconds 2 -local 127.0.0.1");

        var serials = found.GetProperty("rows").EnumerateArray().Select(r => Text(r, "serial")).ToHashSet();
        Assert.Superset(watched.Simulator.Devices.Select(d => d.Serial).ToHashSet(), serials);
    }

    [WholeNodeFact]
    public async Task The_library_tells_what_it_is_and_counts()
    {
        var rows = (await Node.AskAsync("sdk info")).GetProperty("rows").EnumerateArray().ToDictionary(r => Text(r, "property"), r => Text(r, "value"));

        Assert.Equal(Programs.Library, rows["library"]);
        Assert.StartsWith("netsdk_open ", rows["implementation"], StringComparison.Ordinal);
        Assert.Equal("2", rows["logins"]);
    }

    [WholeNodeFact]
    public async Task Health_is_good_and_metrics_name_no_device()
    {
        using var live = await Client.GetAsync($"http://{Node.Http}/health/live");
        using var ready = await Client.GetAsync($"http://{Node.Http}/health/ready");
        var metrics = await Client.GetStringAsync($"http://{Node.Http}/metrics");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        Assert.Contains("devicecluster_native_logins", metrics, StringComparison.Ordinal);
        Assert.Contains("devicecluster_lane_threads", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("nvr-1", metrics, StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task Each_port_serves_its_own_and_nothing_of_the_other()
    {
        using var metrics = new HttpRequestMessage(HttpMethod.Get, $"http://{Node.Pbm}/metrics") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        // The Host header is the client's own word and must not open the door.
        metrics.Headers.Host = Node.Http;
        using var overPbm = await Client.SendAsync(metrics);
        using var overHttp = await Client.PostAsync($"http://{Node.Http}/devicecluster.pbm.v1.Pbm/Palettes", new ByteArrayContent([]));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (overPbm.StatusCode, overHttp.StatusCode));
    }

    [WholeNodeFact]
    public async Task A_refusal_says_why_and_what_would_be_right()
    {
        var unknown = await Node.AskAsync("device why nobody");
        var wrongId = await Node.AskAsync("device enable Nobody");
        var noChannel = await Node.AskAsync("live open nvr-1 -channel 99");

        Assert.Equal((1, "not-enrolled"), (unknown.GetProperty("exit").GetInt32(), Text(unknown, "errorCode")));
        Assert.Equal((2, "usage"), (wrongId.GetProperty("exit").GetInt32(), Text(wrongId, "errorCode")));
        Assert.Equal(1, noChannel.GetProperty("exit").GetInt32());
        Assert.All([unknown, wrongId, noChannel], answer => Assert.NotEmpty(Text(answer, "remedy")));
    }

    [WholeNodeFact]
    public async Task Neither_password_nor_secret_nor_token_is_in_the_log()
    {
        var url = Text((await Node.AskAsync("live open nvr-1 -channel 1")).GetProperty("rows")[0], "url");
        using var response = await Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        var secret = await File.ReadAllTextAsync(Path.Combine(Node.Data, "pbm.secret"));

        Assert.Contains("node: ready", Node.Log, StringComparison.Ordinal);
        Assert.All([Watched.Password, secret.Trim(), url[(url.IndexOf("token=", StringComparison.Ordinal) + 6)..]], text => Assert.DoesNotContain(text, Node.Log, StringComparison.Ordinal));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
