using System.Net;
using DeviceCluster.Node.Configuration;

namespace DeviceCluster.Node.Hosting;

/// <summary>The ports of a node, taken before anything else.</summary>
internal sealed record NodePorts(BoundPort Http, BoundPort Pbm) : IDisposable
{
    public static NodePorts Bind(NodeSettings settings)
    {
        // Akka binds its own socket; whether it will can be known before.
        if (IPAddress.TryParse(settings.Cluster.HostName, out var cluster))
            BoundPort.Probe("Cluster:Port", new IPEndPoint(cluster, settings.Cluster.Port));
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
}
