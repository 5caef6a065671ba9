using System.Net;
using System.Net.Sockets;
using DeviceCluster.Node.Configuration;

namespace DeviceCluster.Node.Hosting;

/// <summary>The ports of a node, taken before anything else.</summary>
internal sealed record NodePorts(BoundPort Http, BoundPort Pbm) : IDisposable
{
    private static readonly TimeSpan ResolvePatience = TimeSpan.FromSeconds(20);

    public static async Task<NodePorts> BindAsync(NodeSettings settings, TimeProvider time)
    {
        // Akka binds its own socket; whether it will can be known before.
        ProbeCluster(await ResolveAsync(settings.Cluster.HostName, time), settings.Cluster.Port);
        var http = BoundPort.Bind("Http:Listen", settings.Http.Listen);
        try
        {
            return new NodePorts(http, BoundPort.Bind("Pbm:Listen", settings.Pbm.Listen));
        }
        catch (NodeFault)
        {
            http.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        Pbm.Dispose();
    }

    // A name may have several addresses, and which of them Akka takes is its affair: only when none can be had is it known now.
    private static void ProbeCluster(IReadOnlyList<IPAddress> addresses, int port)
    {
        for (var i = 0; i < addresses.Count; i++)
        {
            try
            {
                BoundPort.Probe("Cluster:Port", new IPEndPoint(addresses[i], port));
                return;
            }
            catch (NodeFault) when (i < addresses.Count - 1)
            {
                // The next address may be free.
            }
        }
    }

    private static async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, TimeProvider time)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        try
        {
            // Akka looks names up as IPv4.
            return await Dns.GetHostAddressesAsync(host, AddressFamily.InterNetwork).WaitAsync(ResolvePatience, time);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            throw new NodeFault(
                ExitCode.WrongOptions,
                $"{SettingsReader.Root}:Cluster:HostName is '{host}', which has no IPv4 address ({e.Message}): allowed is an IP address or a host name of this machine", e);
        }
    }
}
