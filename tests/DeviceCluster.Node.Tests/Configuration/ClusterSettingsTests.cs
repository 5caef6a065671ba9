using DeviceCluster.Node.Configuration;
using DeviceCluster.Testing.Certificates;
using Microsoft.Extensions.Configuration;

namespace DeviceCluster.Node.Tests.Configuration;

/// <summary>A cluster that is set up in contradiction with itself must not start: each refusal says what would be right.</summary>
public sealed class ClusterSettingsTests : IDisposable
{
    private static readonly (string, string)[] TwoSeeds = [("Cluster:Seeds", "127.0.0.1:4053,127.0.0.1:4054"), ("Cluster:Size", "2")];

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public void Without_seeds_a_node_is_a_cluster_of_its_own()
    {
        var membership = Read().Membership;

        Assert.False(membership.IsClustered);
        Assert.Equal((1, 1, true), (membership.Size, membership.Majority, membership.Watchdog));
    }

    [Fact]
    public void Seeds_size_and_limits_reach_the_membership()
    {
        var membership = Read([.. TwoSeeds, ("Cluster:Size", "3"), ("Cluster:JoinLimit", "20s"), ("Cluster:Watchdog", "false")]).Membership;

        Assert.Equal("127.0.0.1:4053 127.0.0.1:4054", string.Join(' ', membership.Seeds));
        Assert.Equal((3, 2, TimeSpan.FromSeconds(20), false), (membership.Size, membership.Majority, membership.JoinLimit, membership.Watchdog));
    }

    [Fact]
    public void How_long_a_loss_is_waited_out_reaches_the_membership()
    {
        var membership = Read(("Cluster:StableAfter", "20s"), ("Cluster:DownRemovalMargin", "15s")).Membership;

        Assert.Equal((TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15)), (membership.StableAfter, membership.DownRemovalMargin));
        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1)), (Read().Membership.StableAfter, Read().Membership.DownRemovalMargin));
    }

    [Theory]
    [InlineData("Cluster:StableAfter", "4s", "5s to 1m")]
    [InlineData("Cluster:StableAfter", "61s", "5s to 1m")]
    [InlineData("Cluster:StableAfter", "20", "5s to 1m")]
    [InlineData("Cluster:DownRemovalMargin", "0s", "1s to 1m")]
    [InlineData("Cluster:DownRemovalMargin", "2m", "1s to 1m")]
    public void A_loss_that_is_waited_out_for_too_short_or_too_long_is_refused(string key, string value, string allowed)
    {
        var line = Refused([(key, value)]);

        Assert.StartsWith($"DeviceCluster:{key} is '{value}' (from the command line): allowed is a time from {allowed}", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node-1", "'node-1'")]
    [InlineData("node-1:0", "'node-1:0'")]
    [InlineData("node-1:4053,:4053", "':4053'")]
    [InlineData("0.0.0.0:4053", "'0.0.0.0:4053'")]
    [InlineData("[::1]:4053", "'[::1]:4053'")]
    [InlineData("akka.tcp://x@node-1:4053", "'akka.tcp://x@node-1:4053'")]
    public void A_seed_that_is_no_host_and_port_is_named(string seeds, string named)
    {
        var line = Refused([("Cluster:Seeds", seeds), ("Cluster:Size", "2")]);

        Assert.StartsWith($"DeviceCluster:Cluster:Seeds is {named} (from the command line): allowed is host:port", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_of_several_nodes_needs_seeds()
    {
        Assert.StartsWith("DeviceCluster:Cluster:Seeds is missing", Refused([("Cluster:Size", "3")]), StringComparison.Ordinal);
    }

    [Fact]
    public void More_seeds_than_nodes_are_refused()
    {
        var line = Refused([("Cluster:Seeds", "127.0.0.1:1,127.0.0.1:2"), ("Cluster:Size", "1")]);

        Assert.Contains("DeviceCluster:Cluster:Size is '1' (from the command line): allowed is the number of nodes, at least 2", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_twice_is_refused()
    {
        Assert.Contains("each node once", Refused([("Cluster:Seeds", "127.0.0.1:1,127.0.0.1:1"), ("Cluster:Size", "2")]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_changes_with_each_start_is_refused_among_several_nodes()
    {
        Assert.Contains("they must find this one again", Refused([.. TwoSeeds, ("Cluster:Port", "0")]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_that_is_this_node_with_another_port_is_refused()
    {
        var line = Refused([("Cluster:Seeds", "node-1:4053,node-2:4053"), ("Cluster:Size", "2"), ("Cluster:PublicHostName", "node-1"), ("Cluster:Port", "4054")]);

        Assert.Contains("allowed is 'node-1:4054' for this node, letter by letter", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_that_is_this_node_in_other_letters_is_refused()
    {
        var line = Refused([("Cluster:Seeds", "Node-1:4053,node-2:4053"), ("Cluster:Size", "2"), ("Cluster:PublicHostName", "node-1")]);

        Assert.Contains("'node-1:4053' for this node, letter by letter", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_listens_everywhere_must_have_a_name()
    {
        var line = Refused([("Cluster:Seeds", "node-1:4053,node-2:4053"), ("Cluster:Size", "2"), .. Tls("node-1"), ("Cluster:HostName", "0.0.0.0")]);

        Assert.Contains("DeviceCluster:Cluster:PublicHostName is missing", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_tls_nodes_speak_on_loopback_alone()
    {
        var line = Refused([("Cluster:HostName", "10.0.0.7")]);

        Assert.StartsWith("DeviceCluster:Cluster:HostName is '10.0.0.7' (from the command line): allowed is a loopback address", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_nodes_need_a_database_that_they_share_and_one_secret()
    {
        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From(TwoSeeds)));

        Assert.Equal(2, fault.Lines.Count);
        Assert.Contains(fault.Lines, line => line.StartsWith("DeviceCluster:Storage:Provider is Sqlite", StringComparison.Ordinal));
        Assert.Contains(fault.Lines, line => line.StartsWith("DeviceCluster:Pbm:Secret is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pod_of_a_StatefulSet_knows_its_name_and_the_first_seeds()
    {
        var cluster = Read("nodes-4", [("Cluster:StatefulSet", "nodes"), ("Cluster:Service", "nodes-svc"), ("Cluster:Size", "5")]);

        Assert.Equal("nodes-4.nodes-svc", cluster.Membership.PublicHostName);
        Assert.Equal("nodes-0.nodes-svc:4053 nodes-1.nodes-svc:4053 nodes-2.nodes-svc:4053", string.Join(' ', cluster.Membership.Seeds));
    }

    [Fact]
    public void A_small_StatefulSet_has_as_many_seeds_as_pods()
    {
        var cluster = Read("nodes-1", [("Cluster:StatefulSet", "nodes"), ("Cluster:Service", "svc"), ("Cluster:Size", "2"), ("Cluster:Port", "7000")]);

        Assert.Equal("nodes-0.svc:7000 nodes-1.svc:7000", string.Join(' ', cluster.Membership.Seeds));
    }

    [Theory]
    [InlineData("laptop", "Cluster:StatefulSet is 'nodes'")]
    [InlineData("nodes-x", "Cluster:StatefulSet is 'nodes'")]
    [InlineData("nodes-3", "Cluster:Size is '3'")]
    public void A_machine_that_is_no_pod_of_the_StatefulSet_is_refused(string machine, string named)
    {
        var line = Refused(machine, [("Cluster:StatefulSet", "nodes"), ("Cluster:Service", "svc"), ("Cluster:Size", "3")]);

        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cluster:Seeds", "nodes-0.svc:4053", "nothing where Cluster:StatefulSet is set")]
    [InlineData("Cluster:PublicHostName", "other", "nothing, or 'nodes-0.svc'")]
    public void What_contradicts_the_StatefulSet_is_refused(string key, string value, string allowed)
    {
        var line = Refused("nodes-0", [("Cluster:StatefulSet", "nodes"), ("Cluster:Service", "svc"), ("Cluster:Size", "3"), (key, value)]);

        Assert.Contains(allowed, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cluster:StatefulSet", "Cluster:Service is missing")]
    [InlineData("Cluster:Service", "Cluster:StatefulSet is missing")]
    public void Half_a_StatefulSet_is_refused(string key, string missing)
    {
        Assert.Contains(missing, Refused([(key, "nodes"), ("Cluster:Size", "3")]), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_files_make_an_identity()
    {
        var cluster = Read([("Cluster:Seeds", "node-1:4053,node-2:4053"), ("Cluster:Size", "2"), ("Cluster:HostName", "0.0.0.0"), ("Cluster:PublicHostName", "node-1"), .. Tls("node-1")]);

        Assert.NotNull(cluster.Membership.Identity);
        Assert.True(cluster.Membership.Identity.Certificate.HasPrivateKey);
    }

    [Fact]
    public void Some_of_the_three_files_are_refused()
    {
        var fault = Assert.Throws<NodeFault>(() => Read(Tls("node-1")[..1]));

        Assert.Equal(2, fault.Lines.Count);
        Assert.All(fault.Lines, line => Assert.Contains("missing", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_of_another_certificate_is_named()
    {
        var (one, other) = (Tls("node-1"), Tls("node-2"));

        var line = Refused([one[0], other[1], one[2]]);

        Assert.StartsWith($"DeviceCluster:Cluster:CertificateKey is '{other[1].Item2}', which cannot be used", line, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_certificate_is_told_with_its_time()
    {
        var files = _authority.Write(_folder.Path, "old", _authority.Issue(["node-1"], until: TimeProvider.System.GetUtcNow().AddMinutes(-1)));

        Assert.Contains("it has expired at 20", Refused(Settings(files)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_of_another_authority_is_told()
    {
        using var other = new TestAuthority("another authority");
        var files = other.Write(_folder.Path, "other", "node-1") with { Authority = Tls("node-1")[2].Item2 };

        Assert.Contains("it is not of the cluster's authority", Refused(Settings(files)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_for_another_name_is_refused_among_several_nodes()
    {
        var line = Refused([("Cluster:Seeds", "node-1:4053,node-2:4053"), ("Cluster:Size", "2"), ("Cluster:PublicHostName", "node-1"), .. Tls("node-9")]);

        Assert.Contains("one with 'node-1' among its alternative names", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_everybody_can_read_is_refused()
    {
        var files = Tls("node-1");
        File.SetUnixFileMode(files[1].Item2, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains($"chmod 640 {files[1].Item2}", Refused(files), StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_that_is_none_is_named()
    {
        var files = Tls("node-1");
        File.WriteAllText(files[2].Item2, "this is text");

        Assert.StartsWith($"DeviceCluster:Cluster:Authority is '{files[2].Item2}', which cannot be used (there is no certificate in it.)", Refused(files), StringComparison.Ordinal);
    }

    private (string, string)[] Tls(string name) => Settings(_authority.Write(_folder.Path, name, name));

    private static (string, string)[] Settings(CertificateFiles files) =>
        [("Cluster:Certificate", files.Certificate), ("Cluster:CertificateKey", files.Key), ("Cluster:Authority", files.Authority)];

    private static string Refused((string, string)[] settings) => Refused("here", settings);

    private static string Refused(string machine, (string, string)[] settings)
    {
        var fault = Assert.Throws<NodeFault>(() => Read(machine, settings));
        Assert.Equal(ExitCode.WrongOptions, fault.ExitCode);
        return Assert.Single(fault.Lines);
    }

    private static ClusterOptions Read(params (string, string)[] settings) => Read("here", settings);

    // Of the settings' areas only this one: what it asks of the others has a test of its own.
    private static ClusterOptions Read(string machine, (string, string)[] settings)
    {
        var reader = new SettingsReader(From(settings));
        var cluster = ClusterOptions.Read(reader, machine, TimeProvider.System);
        reader.ThrowIfWrong();
        return cluster;
    }

    private static IConfigurationRoot From((string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddCommandLine([.. settings.Select(s => $"--DeviceCluster:{s.Key}={s.Value}")]).Build();
}
