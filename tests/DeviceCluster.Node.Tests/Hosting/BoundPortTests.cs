using System.Net;
using System.Net.Sockets;
using DeviceCluster.Node.Hosting;

namespace DeviceCluster.Node.Tests.Hosting;

public class BoundPortTests
{
    [Fact]
    public void A_taken_port_is_told_with_who_holds_it()
    {
        using var holder = new TcpListener(IPAddress.Parse("127.23.0.1"), 0);
        holder.Start();
        var taken = (IPEndPoint)holder.LocalEndpoint;

        var fault = Assert.Throws<NodeFault>(() => BoundPort.Bind("Http:Listen", taken));

        Assert.Equal(ExitCode.PortTaken, fault.ExitCode);
        Assert.Contains($"{taken} is taken by ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", fault.Message, StringComparison.Ordinal);
        Assert.Contains("DeviceCluster:Http:Listen", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_port_is_taken_for_the_next_one_at_once()
    {
        using var first = BoundPort.Bind("Pbm:Listen", new IPEndPoint(IPAddress.Parse("127.23.0.1"), 0));

        Assert.Throws<NodeFault>(() => BoundPort.Bind("Pbm:Listen", first.EndPoint));
    }

    [Fact]
    public void An_address_of_another_machine_is_refused_in_words()
    {
        var fault = Assert.Throws<NodeFault>(() => BoundPort.Bind("Http:Listen", new IPEndPoint(IPAddress.Parse("192.0.2.1"), 9180)));

        Assert.Contains("192.0.2.1:9180 cannot be listened on", fault.Message, StringComparison.Ordinal);
    }
}
