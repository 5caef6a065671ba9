using System.Security.Cryptography;
using DeviceCluster.Client.Tests.Support;
using DeviceCluster.Contracts.Akka.Tls;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Testing.Certificates;
using DeviceCluster.Testing.Processes;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests.Membership;

/// <summary>With certificates a service joins by what it can show, and only the cluster that it trusts.</summary>
public sealed class TlsTests(ITestOutputHelper output) : IDisposable
{
    private const string Loopback = "127.0.0.1";

    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new("another authority");
    private readonly Scratch _folder = new();

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_service_with_a_certificate_of_the_clusters_authority_is_answered()
    {
        await using var node = await NodeAsync();
        await using var host = await ClientHost.StartAsync(node.Seed, output, options => options with { Tls = FilesOf(_authority) });

        Assert.IsType<DeviceReply.Done>(await host.Client.TellAsync(new DeviceCommand.Disable(new DeviceId("gate"))));
        Assert.StartsWith("akka.ssl.tcp://", host.Link.Present!.Cluster.SelfAddress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_with_a_certificate_of_another_authority_is_not_let_in_and_both_go_on()
    {
        await using var node = await NodeAsync();
        await using var host = await ClientHost.StartAsync(node.Seed, output, options => options with { Tls = FilesOf(_other) });

        var reply = await host.Client.TellAsync(new DeviceCommand.Disable(new DeviceId("gate")), TimeSpan.FromSeconds(4));

        Assert.Contains("was not sent", Assert.IsType<DeviceReply.Refused>(reply).Reason, StringComparison.Ordinal);
        Assert.Single(node.Cluster.State.Members);
        Assert.False(host.Link.Present!.Ended.IsCompleted);
        Assert.Empty(node.Received);
    }

    [Fact]
    public async Task A_certificate_that_no_node_would_accept_stops_the_start_with_words()
    {
        var expired = _authority.Issue([Loopback], TimeProvider.System.GetUtcNow().AddDays(-1));
        var files = _authority.Write(Path.GetDirectoryName(_folder["x"])!, "expired", expired);

        var error = await Assert.ThrowsAsync<CryptographicException>(() => ClientHost.StartAsync(
            "127.0.0.1:4053", output, options => options with { Tls = new(files.Certificate, files.Key, files.Authority) }));

        Assert.Contains("it has expired", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_do_not_belong_together_stop_the_start_with_words()
    {
        var (own, other) = (FilesOf(_authority), FilesOf(_other));

        var error = await Assert.ThrowsAsync<CryptographicException>(() => ClientHost.StartAsync(
            "127.0.0.1:4053", output, options => options with { Tls = own with { Key = other.Key } }));

        Assert.Contains("belong together", error.Message, StringComparison.Ordinal);
    }

    private Task<ScriptedNode> NodeAsync() => ScriptedNode.StartAsync(
        _ => new DeviceReply.Done(), identity: new ClusterIdentity(_authority.Issue([Loopback]), [_authority.Certificate], TimeProvider.System));

    private TlsFiles FilesOf(TestAuthority authority)
    {
        var files = authority.Write(Path.GetDirectoryName(_folder["x"])!, authority.Certificate.Subject, Loopback);
        return new TlsFiles(files.Certificate, files.Key, files.Authority);
    }
}
