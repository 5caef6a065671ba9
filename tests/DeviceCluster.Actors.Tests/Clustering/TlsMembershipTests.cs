using System.Net;
using System.Security.Cryptography.X509Certificates;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Akka.Tls;
using DeviceCluster.Testing.Certificates;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Clustering;

/// <summary>Who may become a member, and what strangers can do to a cluster: nothing.</summary>
public sealed class TlsMembershipTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const string Loopback = "127.0.0.1";

    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new("another authority");
    private readonly Nodes _nodes = new(output);
    private readonly int _first = Nodes.FreePort();
    private readonly int _second = Nodes.FreePort();

    public static TheoryData<string> Strangers => ["other authority", "expired", "another name", "signed by itself", "only for servers", "no TLS"];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _nodes.StopAsync();

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Nodes_with_certificates_of_one_authority_become_one_cluster()
    {
        var (first, second) = await TwoNodesAsync();

        Assert.StartsWith("akka.ssl.tcp://", Akka.Cluster.Cluster.Get(first.System).SelfAddress.ToString(), StringComparison.Ordinal);
        Assert.True(Nodes.SeesAll(second, first, second));
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_does_not_join_and_the_cluster_stays_well(string kind)
    {
        var (first, second) = await TwoNodesAsync();

        var stranger = await _nodes.StartAsync(Nodes.FreePort(), Membership(StrangerOf(kind)) with { JoinLimit = TimeSpan.FromSeconds(6) });
        await Nodes.UntilEndedAsync(stranger);

        Assert.True(Nodes.SeesAll(first, first, second));
        Assert.True(Nodes.SeesAll(second, first, second));
    }

    [Theory]
    [InlineData(FakePeer.ClosesAtOnce)]
    [InlineData(FakePeer.SpeaksHttp)]
    [InlineData(FakePeer.ClosesInTheHandshake)]
    [InlineData(FakePeer.ShowsAStrangersCertificate)]
    public async Task What_stands_at_the_address_of_a_seed_and_is_none_does_not_end_the_node(string kind)
    {
        await using var peer = new FakePeer(kind, _other.Issue([Loopback]));
        var membership = new MembershipSettings
        {
            Seeds = [$"{Loopback}:{_first}", $"{Loopback}:{peer.Port}"],
            Identity = new ClusterIdentity(_authority.Issue([Loopback]), [_authority.Certificate], TimeProvider.System),
        };

        var node = await _nodes.StartAsync(_first, membership);
        await Limits.UntilAsync(() => peer.Connections > 0);
        await Nodes.UntilOneClusterAsync(node);

        Assert.False(node.System.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task Junk_at_the_port_of_the_cluster_harms_nobody()
    {
        var (first, second) = await TwoNodesAsync();
        var target = new IPEndPoint(IPAddress.Loopback, _first);

        await Junk.SendAsync(target, _other.Issue([Loopback]), rounds: 40);

        Assert.False(first.System.WhenTerminated.IsCompleted);
        await Nodes.UntilOneClusterAsync(first, second);
        var third = await _nodes.StartAsync(Nodes.FreePort(), Membership(Ours()));
        await Nodes.UntilOneClusterAsync(first, second, third);
    }

    private async Task<(TestNode First, TestNode Second)> TwoNodesAsync()
    {
        var first = await _nodes.StartAsync(_first, Membership(Ours()), hocon: Nodes.AllNew);
        var second = await _nodes.StartAsync(_second, Membership(Ours()));
        await Nodes.UntilOneClusterAsync(first, second);
        return (first, second);
    }

    private MembershipSettings Membership(ClusterIdentity? identity) => new()
    {
        Seeds = [$"{Loopback}:{_first}", $"{Loopback}:{_second}"],
        Size = 2,
        Identity = identity,
    };

    private ClusterIdentity Ours() => Identity(_authority.Issue([Loopback, "localhost"]));

    private ClusterIdentity? StrangerOf(string kind) => kind switch
    {
        "other authority" => new ClusterIdentity(_other.Issue([Loopback]), [_other.Certificate], TimeProvider.System),
        "expired" => Identity(_authority.Issue([Loopback], until: TimeProvider.System.GetUtcNow().AddMinutes(-5))),
        "another name" => Identity(_authority.Issue(["elsewhere.example", "127.0.0.9"])),
        "only for servers" => Identity(_authority.Issue([Loopback], until: null, TestAuthority.ServerAuthentication)),
        "signed by itself" => SignedByItself(),
        _ => null,
    };

    // It knows who we are, and shows a certificate that says the same of itself as ours.
    private ClusterIdentity SignedByItself()
    {
        using var itself = new TestAuthority();
        return new ClusterIdentity(itself.Issue([Loopback]), new X509Certificate2Collection(_authority.Certificate), TimeProvider.System);
    }

    private ClusterIdentity Identity(X509Certificate2 certificate) => new(certificate, [_authority.Certificate], TimeProvider.System);
}
