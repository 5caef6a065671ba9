using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit.Abstractions;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>Measures the whole process, so nothing runs beside it.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public class AllocationTests(ITestOutputHelper output)
{
    // Warm: the hub's ring has taken from the pool what it may keep.
    private const int Size = 20_000, Warm = 1_000, Measured = 2_000;

    [Fact]
    public async Task Frames_go_to_a_viewer_without_being_copied_to_the_heap()
    {
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);
        byte[] body = [0, 0, 0, 1, 0x41, .. new byte[Size]];
        var frame = site.DhavOf(key: false, body);
        using var viewer = Connect(site.Authority, $"/media/live/gate/1/main.dav?token={site.Ticket()}");

        var each = Measure(frame, frame => site.Publish(frame), viewer);

        // The frame's own two small objects are in it, too.
        Assert.InRange(each, 0, 1_000);
    }

    [Fact]
    public async Task Frames_go_over_another_node_without_being_copied_to_the_heap()
    {
        await using var owner = await OwnerNode.StartAsync();
        await using var asked = await AskedNode.StartAsync(owner);
        owner.Pictures.Publish(key: true, mark: 1);
        byte[] body = [0, 0, 0, 1, 0x41, .. new byte[Size]];
        var frame = owner.Pictures.DhavOf(key: false, body);
        using var viewer = Connect(asked.Edge.Authority, owner.Link("dav"));

        var each = Measure(frame, frame => owner.Pictures.Publish(frame), viewer);
        output.WriteLine($"{each} bytes for each frame");

        // Two nodes, the connection between them, and what a cluster does beside.
        Assert.InRange(each, 0, 4_000);
    }

    private static long Measure(byte[] frame, Action<byte[]> publish, Socket viewer)
    {
        var buffer = new byte[64 * 1024];
        for (var i = 0; i < Warm; i++)
            Send();

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Measured; i++)
            Send();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Measured;

        // A plain socket and no task, so that what is counted is the site's; the chunk's frame around the media is a few bytes.
        void Send()
        {
            publish(frame);
            for (var got = 0; got < frame.Length;)
                got += viewer.Receive(buffer);
        }
    }

    private static Socket Connect(string authority, string path)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
        socket.Connect(IPEndPoint.Parse(authority));
        socket.Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {authority}\r\n\r\n"));
        return socket;
    }
}
