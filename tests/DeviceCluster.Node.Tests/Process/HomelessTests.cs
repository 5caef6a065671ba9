namespace DeviceCluster.Node.Tests.Process;

/// <summary>
/// A user whom the machine does not know, and no HOME, as in a container where a number is the user: .NET alone would check no certificate. What root may
/// read, this one may read, too.
/// </summary>
public sealed class HomelessTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private static readonly string[] AsNobody =
    [
        "env", "-u", "HOME", "setpriv", "--reuid=54321", "--regid=54321", "--clear-groups",
        "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--",
    ];

    [WholeNodeAsRootFact]
    public async Task A_node_and_a_pbm_without_a_home_check_certificates_all_the_same()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = TestCertificate.Write(folder.Path);

        await using var node = await nodes.StartAsync(
            [.. AsNobody, Programs.Node],
            ("Cluster__Port", $"{Testing.Processes.Programs.FreePort()}"), ("Pbm__Certificate", certificate), ("Pbm__CertificateKey", key));
        var show = await ProgramRun.OfAsync(
            AsNobody[0], [.. AsNobody[1..], Programs.Pbm, $"https://{node.Pbm}", "--ca-file", certificate, "cluster", "show"],
            new() { ["PBM_SECRET_FILE"] = node.SecretFile });

        Assert.True(show.Exit == 0, show.Error + node.Log);
        Assert.Equal(3, show.Out.Split('\n').Count(line => line.Contains("akka.ssl.tcp://", StringComparison.Ordinal) && line.Contains(" Up ", StringComparison.Ordinal)));
        Assert.Equal(0, await node.TerminateAsync());
    }
}
