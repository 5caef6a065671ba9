using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Snapshots;

public class PictureStoreTests
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly JpegSize Size = new(640, 480);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_picture_can_be_read_until_its_time_is_over()
    {
        var store = new PictureStore(new SnapshotSettings(), _time);
        var picture = store.Add(Gate, 1, new byte[10], Size);

        Assert.True(store.TryGet(Gate, 1, picture.Number, out var found));
        Assert.Same(picture, found);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(store.TryGet(Gate, 1, picture.Number, out _));
    }

    [Fact]
    public void A_number_opens_no_other_device_or_channel()
    {
        var store = new PictureStore(new SnapshotSettings(), _time);
        var number = store.Add(Gate, 1, new byte[10], Size).Number;

        Assert.False(store.TryGet(Gate, 2, number, out _));
        Assert.False(store.TryGet(new DeviceId("yard"), 1, number, out _));
        Assert.False(store.TryGet(Gate, 1, number + 1, out _));
    }

    [Fact]
    public void With_more_than_there_is_room_for_the_oldest_go_and_the_newest_stays()
    {
        var store = new PictureStore(new SnapshotSettings { KeptBytes = 25 }, _time);
        var pictures = Enumerable.Range(0, 3).Select(_ => store.Add(Gate, 1, new byte[10], Size)).ToArray();

        Assert.Equal([false, true, true], pictures.Select(picture => store.TryGet(Gate, 1, picture.Number, out _)));
        var large = store.Add(Gate, 1, new byte[100], Size);
        Assert.True(store.TryGet(Gate, 1, large.Number, out _));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void What_is_too_old_goes_with_the_next_one()
    {
        var store = new PictureStore(new SnapshotSettings(), _time);
        store.Add(Gate, 1, new byte[10], Size);
        _time.Advance(TimeSpan.FromMinutes(2));
        store.Add(Gate, 1, new byte[10], Size);

        Assert.Equal(1, store.Count);
    }
}
