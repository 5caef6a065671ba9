using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace DeviceCluster.Simulator.Tests.Pictures;

public class SnapshotTests
{
    private const string Path = "/cgi-bin/snapshot.cgi?channel=";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task A_snapshot_is_a_JPEG_of_the_size_of_the_channel()
    {
        await using var host = await StartAsync();
        using var web = Web.Of(host);

        using var answer = await web.GetAsync(Path + "1");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using var picture = SKBitmap.Decode(bytes);
        var format = host.Devices[0].Programme[0, 0].Format;

        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal((0xFF, 0xD8, 0xFF, 0xD9), (bytes[0], bytes[1], bytes[^2], bytes[^1]));
        Assert.Equal((format.Width, format.Height), (picture.Width, picture.Height));
        Assert.Equal(1, host.Devices[0].Facts.Snapshots);
    }

    [Fact]
    public async Task The_time_of_the_device_is_drawn_in_and_nothing_else_changes_with_it()
    {
        await using var host = await StartAsync();
        using var web = Web.Of(host);

        var first = await web.BytesAsync(Path + "1");
        var same = await web.BytesAsync(Path + "1");
        _clock.Advance(TimeSpan.FromSeconds(1));
        var later = await web.BytesAsync(Path + "1");
        using var before = SKBitmap.Decode(first);
        using var after = SKBitmap.Decode(later);

        Assert.Equal(first, same);
        Assert.True(Differ(before, after, 0, before.Height / 8));
        Assert.False(Differ(before, after, before.Height / 4, before.Height));
    }

    [Fact]
    public async Task Each_channel_and_each_device_has_a_picture_of_its_own()
    {
        await using var host = await StartAsync();
        using var first = Web.Of(host);
        using var second = Web.Of(host, device: 2);

        byte[][] pictures = [await first.BytesAsync(Path + "1"), await first.BytesAsync(Path + "2"), await second.BytesAsync(Path + "1")];

        Assert.Equal(3, pictures.Select(Convert.ToBase64String).Distinct().Count());
    }

    [Fact]
    public async Task Channel_0_is_the_first_as_some_clients_count()
    {
        await using var host = await StartAsync();
        using var web = Web.Of(host);

        Assert.Equal(await web.BytesAsync(Path + "1"), await web.BytesAsync(Path + "0"));
    }

    [Fact]
    public async Task Old_clients_get_the_same_picture_in_pieces_on_the_control_connection()
    {
        await using var host = await StartAsync();
        using var web = Web.Of(host);
        using var client = await RawLogin.LoggedInAsync(host);
        var ask = new byte[32 + 0x28];
        (ask[0], ask[4], ask[28], ask[32], ask[52], ask[56]) = (0x11, 0x28, 0x0A, 1, 1, 1);

        await client.SendAsync(ask);
        var picture = new List<byte>();
        while (picture.Count < 2 || picture[^2] != 0xFF || picture[^1] != 0xD9)
        {
            var piece = await client.ReceiveAsync();
            Assert.Equal((0xBC, 0x0A, 1, 0x0A), (piece.Command, piece.Header[24], piece.Header[25], piece.Header[28]));
            Assert.InRange(piece.Extension.Length, 1, 0x8000);
            picture.AddRange(piece.Extension);
        }

        Assert.Equal(await web.BytesAsync(Path + "2"), picture.ToArray());
    }

    private Task<SimulatorHost> StartAsync() => Web.StartAsync(options => options with { Devices = 2, Time = _clock });

    private static bool Differ(SKBitmap one, SKBitmap other, int from, int to) =>
        Enumerable.Range(from, to - from).Any(y => Enumerable.Range(0, one.Width).Any(x => one.GetPixel(x, y) != other.GetPixel(x, y)));
}
