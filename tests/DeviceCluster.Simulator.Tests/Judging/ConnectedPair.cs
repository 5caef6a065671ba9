using System.Net;
using System.Net.Sockets;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Judging;

/// <summary>Two ends of a TCP connection in one process: what is sent at one has arrived at the other when <see cref="Arrive"/> returns.</summary>
internal sealed class ConnectedPair : IDisposable
{
    private readonly Socket _client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _device;

    public ConnectedPair()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client.NoDelay = true;
        _client.Connect(listener.LocalEndPoint!);
        _device = listener.Accept();
        _device.Blocking = false;
    }

    public JudgedConnection Judged(string from) => new(_device, from);

    public void Arrive(int bytes)
    {
        var before = _device.Available;
        _client.Send(new byte[bytes]);
        Assert.True(SpinWait.SpinUntil(() => _device.Available == before + bytes, Limit.Wait), "the bytes did not arrive");
    }

    public void Dispose()
    {
        _client.Dispose();
        _device.Dispose();
    }
}
