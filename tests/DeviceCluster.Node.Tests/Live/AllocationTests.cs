using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>Measures the whole process, so nothing runs beside it.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    [Fact]
    public async Task Frames_go_to_a_viewer_without_being_copied_to_the_heap()
    {
        // Warm: the hub's ring has taken from the pool what it may keep.
        const int Size = 20_000, Warm = 1_000, Measured = 2_000;
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);
        byte[] body = [0, 0, 0, 1, 0x41, .. new byte[Size]];
        var frame = site.DhavOf(key: false, body);
        using var viewer = Connect(site);
        var buffer = new byte[64 * 1024];
        for (var i = 0; i < Warm; i++)
            Send();

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Measured; i++)
            Send();
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / Measured;

        // The frame's own two small objects are in it, too.
        Assert.InRange(each, 0, 1_000);

        // A plain socket and no task, so that what is counted is the site's; the chunk's frame around the media is a few bytes.
        void Send()
        {
            site.Publish(frame);
            for (var got = 0; got < frame.Length;)
                got += viewer.Receive(buffer);
        }
    }

    private static Socket Connect(MediaSite site)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
        socket.Connect(IPEndPoint.Parse(site.Authority));
        socket.Send(Encoding.ASCII.GetBytes($"GET /media/live/gate/1/main.dav?token={site.Ticket()} HTTP/1.1\r\nHost: {site.Authority}\r\n\r\n"));
        return socket;
    }
}
