using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using static DeviceCluster.Actors.Tests.Storage.Devices;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>What waits for the table of device states: bounded, the latest of each device, and of those only that are here.</summary>
public class StatusTests
{
    [Fact]
    public void The_buffer_keeps_the_latest_of_each_device()
    {
        var buffer = new StatusBuffer(capacity: 2);
        buffer.Put(new StatusChanged(Gate, Online));
        buffer.Put(new StatusChanged(Gate, Online with { Phase = SessionPhase.Backoff }));

        var taken = Assert.Single(buffer.Take(10));

        Assert.Equal(SessionPhase.Backoff, taken.Status!.Phase);
        Assert.Equal(0, buffer.Count);
    }

    [Fact]
    public void The_buffer_holds_so_many_devices_and_counts_what_it_drops()
    {
        var buffer = new StatusBuffer(capacity: 2);
        foreach (var id in new[] { "a", "b", "c", "d" })
            buffer.Put(new StatusChanged(new DeviceId(id), Online));
        buffer.PutBack([new StatusChanged(new DeviceId("e"), Online)]);

        Assert.Equal((2, 3), (buffer.Count, buffer.Dropped));
    }

    [Fact]
    public void What_comes_back_does_not_overwrite_what_is_newer()
    {
        var buffer = new StatusBuffer(capacity: 2);
        buffer.Put(new StatusChanged(Gate, Online));
        var old = buffer.Take(1);
        buffer.Put(new StatusChanged(Gate, Online with { Phase = SessionPhase.Backoff }));

        buffer.PutBack(old);

        Assert.Equal(SessionPhase.Backoff, Assert.Single(buffer.Take(1)).Status!.Phase);
    }

    [Fact]
    public void What_was_not_written_of_a_device_that_left_is_let_go_but_that_it_was_removed()
    {
        var buffer = new StatusBuffer(capacity: 2);
        buffer.Put(new StatusChanged(Gate, Online));
        var writing = buffer.Take(10);
        buffer.Leave(Gate);
        buffer.PutBack(writing);
        Assert.Equal(0, buffer.Count);

        buffer.Put(new StatusChanged(Gate, null));
        buffer.Leave(Gate);

        Assert.Null(Assert.Single(buffer.Take(10)).Status);
    }

    [Fact]
    public void What_another_node_overwrote_is_written_again_of_a_device_that_is_here()
    {
        var buffer = new StatusBuffer(capacity: 2);
        var other = new DeviceId("other");
        buffer.Put(new StatusChanged(Gate, Online));
        buffer.Put(new StatusChanged(other, Online));
        buffer.Take(10);
        buffer.Leave(other);

        buffer.Again(buffer.Held);
        buffer.Again([other]);

        Assert.Equal(Gate, Assert.Single(buffer.Take(10)).Device);
    }
}
