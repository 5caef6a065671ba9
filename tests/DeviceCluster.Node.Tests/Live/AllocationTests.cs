namespace DeviceCluster.Node.Tests.Live;

/// <summary>Measures the whole process, so nothing runs beside it.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    [Fact]
    public async Task Frames_go_to_a_viewer_without_being_copied_to_the_heap()
    {
        const int Size = 20_000, Warm = 200, Measured = 1_000;
        await using var site = await MediaSite.StartAsync();
        site.Publish(key: true, mark: 1);
        byte[] body = [0, 0, 0, 1, 0x41, .. new byte[Size]];
        var frame = site.DhavOf(key: false, body);
        using var response = await site.WatchAsync("dav");
        var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[frame.Length];
        for (var i = 0; i < Warm; i++)
            await SendAsync();

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Measured; i++)
            await SendAsync();
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / Measured;

        // The frame's own two small objects, the reading client and the test are in it, too.
        Assert.InRange(each, 0, Size / 10);

        async Task SendAsync()
        {
            site.Publish(frame);
            await stream.ReadExactlyAsync(buffer);
        }
    }
}
