namespace DeviceCluster.Node.Tests.Process;

/// <summary>How a node ends, and who may speak to it.</summary>
public sealed class EndTests
{
    [WholeNodeFact]
    public async Task Sigterm_with_a_viewer_connected_logs_every_device_out_and_exits_0()
    {
        await using var simulator = await Watched.StartSimulatorAsync("127.23.2.1", devices: 3);
        await using var node = await NodeProcess.StartAsync();
        await Watched.EnrolAsync(node, simulator);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var open = await node.AskAsync("live open nvr-1 -channel 1");
        using var response = await client.GetAsync(open.GetProperty("rows")[0].GetProperty("url").GetString(), HttpCompletionOption.ResponseHeadersRead);
        var viewer = response.Content.CopyToAsync(Stream.Null);
        var recording = node.PbmAsync($"live record nvr-2 -channel 1 -seconds 600 -file {Path.Combine(node.Data, "x.dav")}");
        var begun = new FileInfo(Path.Combine(node.Data, "x.dav.partial"));
        await node.UntilAsync("a recording begun", () =>
        {
            begun.Refresh();
            return Task.FromResult(begun is { Exists: true, Length: > 0 });
        });

        var exit = await node.TerminateAsync();

        Assert.True(exit == 0, node.Log);
        var told = await recording;
        Assert.True(told.Exit == 3 && told.Error.Contains("the node stops", StringComparison.Ordinal), $"{told.Exit}: {told.Error}{node.Log}");
        await Assert.ThrowsAnyAsync<Exception>(() => viewer.WaitAsync(ProgramRun.Limit));
        Assert.All(simulator.Devices, device => Assert.Equal((1, 0), (device.Facts.LogoutsClean, device.Facts.OpenSessions)));
    }

    [WholeNodeFact]
    public async Task Cluster_leave_ends_the_node_in_order_after_pbm_was_told()
    {
        await using var node = await NodeProcess.StartAsync();

        var show = await node.PbmAsync("cluster show");
        var leave = await node.PbmAsync("cluster leave");

        Assert.Contains("Up", show.Out, StringComparison.Ordinal);
        Assert.True(leave.Exit == 0, leave.Error);
        Assert.Equal(0, await node.ExitAsync());
    }

    [WholeNodeFact]
    public async Task A_wrong_secret_is_refused_and_guessing_is_slowed_down()
    {
        await using var node = await NodeProcess.StartAsync();
        var wrong = new Dictionary<string, string?> { ["PBM_SECRET"] = "guess" };

        var first = await ProgramRun.OfAsync(Programs.Pbm, [node.Pbm, "device", "list"], wrong);
        ProgramRun last = first;
        await node.UntilAsync("a guesser told to wait", async () =>
        {
            last = await ProgramRun.OfAsync(Programs.Pbm, [node.Pbm, "device", "list"], wrong);
            return last.Error.Contains("too many wrong secrets", StringComparison.Ordinal);
        });

        Assert.Equal(4, first.Exit);
        Assert.Contains("does not accept the secret from PBM_SECRET", first.Error, StringComparison.Ordinal);
        Assert.Equal(4, last.Exit);
    }

    [WholeNodeFact]
    public async Task Sigterm_ends_a_pbm_that_waits_for_its_next_line()
    {
        await using var node = await NodeProcess.StartAsync();
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        using var pbm = ProgramRun.Start(Programs.Pbm, [node.Pbm], new() { ["PBM_SECRET_FILE"] = Path.Combine(node.Data, "pbm.secret") });
        try
        {
            await pbm.StandardInput.WriteLineAsync("cluster show");
            await pbm.StandardInput.FlushAsync(limit.Token);
            Assert.NotNull(await pbm.StandardOutput.ReadLineAsync(limit.Token));

            await ProgramRun.OfAsync("/bin/kill", ["-TERM", $"{pbm.Id}"]);
            await pbm.WaitForExitAsync(limit.Token);

            Assert.Equal(130, pbm.ExitCode);
        }
        finally
        {
            if (!pbm.HasExited)
                pbm.Kill();
        }
    }

    [WholeNodeFact]
    public async Task With_a_certificate_pbm_speaks_tls_and_trusts_nobody_else()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = TestCertificate.Write(folder.Path);
        await using var node = await NodeProcess.StartAsync(folder: null, ("Pbm__Certificate", certificate), ("Pbm__CertificateKey", key));
        var secret = new Dictionary<string, string?> { ["PBM_SECRET_FILE"] = Path.Combine(node.Data, "pbm.secret") };

        var trusted = await ProgramRun.OfAsync(Programs.Pbm, [$"https://{node.Pbm}", "--ca-file", certificate, "cluster", "show"], secret);
        var unknown = await ProgramRun.OfAsync(Programs.Pbm, [$"https://{node.Pbm}", "cluster", "show"], secret);

        Assert.True(trusted.Exit == 0, trusted.Error + node.Log);
        Assert.Equal(3, unknown.Exit);
        Assert.Contains("certificate", unknown.Error, StringComparison.OrdinalIgnoreCase);
    }

    [WholeNodeFact]
    public async Task A_restarted_node_has_its_devices_back_without_enrolment()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        await using var simulator = await Watched.StartSimulatorAsync("127.23.3.1", devices: 1);
        await using (var first = await NodeProcess.StartAsync(data))
        {
            await Watched.EnrolAsync(first, simulator);
            Assert.Equal(0, await first.TerminateAsync());
        }

        await using var second = await NodeProcess.StartAsync(data);

        await second.UntilAsync("the recorder online again", async () =>
            (await second.PbmAsync("device show nvr-1")).Out.Contains("Online", StringComparison.Ordinal));
    }
}
