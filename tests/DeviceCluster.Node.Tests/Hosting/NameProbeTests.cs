using System.Net;
using System.Net.Sockets;
using DeviceCluster.Actors;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Node.Hosting;

namespace DeviceCluster.Node.Tests.Hosting;

/// <summary>A second node under the name of the first is found before it joins. Other addresses of loopback are other machines here.</summary>
public class NameProbeTests
{
    [Fact]
    public async Task A_name_that_leads_to_another_process_is_refused()
    {
        using var other = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var fault = await Assert.ThrowsAsync<NodeFault>(() => NameProbe.RunAsync(Node("127.0.0.1", "127.0.0.2", port), TimeProvider.System));

        Assert.Equal(ExitCode.PortTaken, fault.ExitCode);
        Assert.Contains($"at 127.0.0.2:{port}, by which the other nodes know this one, another process answers", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("0.0.0.0", "127.0.0.3")]
    public async Task A_name_that_leads_here_is_good_and_leaves_the_port_free(string listens, string name)
    {
        var port = FreePort();

        await NameProbe.RunAsync(Node(listens, name, port), TimeProvider.System);

        using var akka = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
        akka.Bind(new IPEndPoint(IPAddress.Parse(listens), port));
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("node.invalid")]
    public async Task A_name_that_leads_nowhere_yet_is_no_fault(string name)
    {
        await NameProbe.RunAsync(Node("127.0.0.1", name, FreePort()), TimeProvider.System);
    }

    private static ClusterOptions Node(string listens, string name, int port) =>
        new(listens, port, new MembershipSettings { PublicHostName = name, Seeds = [$"{name}:{port}"] });

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
