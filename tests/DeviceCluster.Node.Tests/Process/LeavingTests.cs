namespace DeviceCluster.Node.Tests.Process;

/// <summary>How a node of several comes and goes: by hand, asked to, or taken out.</summary>
public sealed class LeavingTests : IAsyncLifetime, IDisposable
{
    private readonly TwoNodes _nodes = new();

    public Task InitializeAsync() => _nodes.InitializeAsync();

    public Task DisposeAsync() => _nodes.DisposeAsync();

    public void Dispose() => _nodes.Dispose();

    [WholeNodeFact]
    public async Task Another_node_is_asked_to_leave_and_ends_in_order()
    {
        var leave = await _nodes.First.PbmAsync($"cluster leave {await SecondAsync()}");

        Assert.True(leave.Exit == 0, leave.Error + _nodes.First.Log);
        Assert.Equal(0, await _nodes.Second.ExitAsync());
        Assert.Single((await _nodes.First.AskAsync("cluster show")).GetProperty("rows").EnumerateArray());
    }

    [WholeNodeFact]
    public async Task A_node_that_lives_and_is_taken_out_ends_with_70_and_words()
    {
        var down = await _nodes.First.PbmAsync($"cluster down {await SecondAsync()} -yes");

        Assert.True(down.Exit == 0, down.Error + _nodes.First.Log);
        Assert.Equal(70, await _nodes.Second.ExitAsync());
        Assert.Contains("node: the other nodes of the cluster took this one out", _nodes.Second.Log, StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task A_node_that_reaches_no_seed_is_70_and_names_them()
    {
        var run = await _nodes.RunAsync(("Cluster__Seeds", "127.0.0.1:1,127.0.0.1:2"), ("Cluster__JoinLimit", "5s"), ("Cluster__Port", $"{Testing.Processes.Programs.FreePort()}"));

        Assert.True(run.Exit == 70, run.Error + run.Out);
        Assert.Contains("node: none of the seeds 127.0.0.1:1, 127.0.0.1:2 took this node in within 5 s", run.Error, StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task A_node_with_a_certificate_of_another_authority_is_not_taken_in_is_70_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();
        var script = await ProgramRun.OfAsync(Programs.CertificateScript, [folder.Path, "127.0.0.1"]);
        Assert.True(script.Exit == 0, script.Error);

        var run = await _nodes.RunAsync(
            ("Cluster__Certificate", Path.Combine(folder.Path, "127.0.0.1.pem")), ("Cluster__CertificateKey", Path.Combine(folder.Path, "127.0.0.1.key")),
            ("Cluster__Authority", Path.Combine(folder.Path, "authority.pem")), ("Cluster__JoinLimit", "5s"),
            ("Cluster__Port", $"{Testing.Processes.Programs.FreePort()}"));

        Assert.True(run.Exit == 70, run.Error + run.Out);
        Assert.Contains("took this node in within 5 s", run.Error, StringComparison.Ordinal);
        Assert.Contains("it is not of the cluster's authority", run.Out + run.Error, StringComparison.Ordinal);
        foreach (var node in new[] { _nodes.First, _nodes.Second })
            Assert.Equal(2, (await node.AskAsync("cluster show")).GetProperty("rows").GetArrayLength());
    }

    [WholeNodeFact]
    public async Task A_node_whose_seeds_are_away_joins_by_hand()
    {
        var pbm = $"127.0.0.1:{Testing.Processes.Programs.FreePort()}";
        var starting = _nodes.StartAsync(("Cluster__Seeds", "127.0.0.1:1,127.0.0.1:2"), ("Cluster__Port", $"{Testing.Processes.Programs.FreePort()}"), ("Pbm__Listen", pbm));
        var secret = new Dictionary<string, string?> { ["PBM_SECRET_FILE"] = _nodes.First.SecretFile };
        var second = await SecondAsync();
        var join = new ProgramRun(-1, "", "");
        await _nodes.First.UntilAsync("a node that joined by hand", async () =>
            (join = await ProgramRun.OfAsync(Programs.Pbm, [pbm, "cluster", "join", second], secret)).Exit == 0);

        await using var third = await starting;

        Assert.Contains("this node is Up in a cluster of 3", join.Out, StringComparison.Ordinal);
        Assert.Equal(3, (await _nodes.First.AskAsync("cluster show")).GetProperty("rows").GetArrayLength());
    }

    private async Task<string> SecondAsync() =>
        (await _nodes.First.AskAsync("cluster show")).GetProperty("rows").EnumerateArray()
            .Single(row => row.GetProperty("self").GetString() == "no").GetProperty("address").GetString()!.Split('@')[1];
}
