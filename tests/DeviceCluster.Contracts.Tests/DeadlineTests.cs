using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Mapping;
using DeviceCluster.Contracts.Ptz;
using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Contracts.Tests;

/// <summary>An order carries the time in which it may begin, and no clock of one process is compared with another's.</summary>
public class DeadlineTests
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly Origin Admin = new("admin", "10.0.0.9");
    private static readonly WireType Wire = WireTypes.Find(typeof(SessionOrder))!;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void It_counts_down_to_zero_and_not_below()
    {
        var limit = Deadline.In(TimeSpan.FromSeconds(10), _clock);

        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal((TimeSpan.FromSeconds(3), false, "3 s left"), (limit.Left, limit.HasPassed, $"{limit}"));

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((TimeSpan.Zero, true), (limit.Left, limit.HasPassed));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, limit.Left);
    }

    [Fact]
    public void An_order_begins_in_the_first_half_of_the_time_that_its_asker_waits()
    {
        var order = new SessionOrder(new ControlOrder.Reboot(Gate), Admin).Within(TimeSpan.FromSeconds(20), _clock);

        Assert.Equal(TimeSpan.FromSeconds(10), order.BeginBefore!.Left);
    }

    [Fact]
    public void An_order_to_stop_a_camera_is_never_too_late() =>
        Assert.Null(new SessionOrder(new PtzOrder.StopMoving(Gate, 1, new PtzHolder("guard")), Admin).Within(TimeSpan.FromSeconds(20), _clock).BeginBefore);

    [Fact]
    public void What_an_order_has_waited_where_it_was_sent_is_gone_from_its_time_where_it_arrives()
    {
        var order = new SessionOrder(new ControlOrder.Reboot(Gate), Admin).Within(TimeSpan.FromMinutes(20), _clock);

        _clock.Advance(TimeSpan.FromMinutes(7));
        var arrived = (SessionOrder)Wire.Read(Wire.Write(order));

        Assert.Equal((order.Request, order.By), (arrived.Request, arrived.By));
        Assert.InRange(arrived.BeginBefore!.Left, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void One_whose_time_is_over_arrives_as_such_and_one_without_a_limit_without()
    {
        var order = new SessionOrder(new ClockOrder.SetTo(Gate, null), Admin);
        var late = order.Within(TimeSpan.FromSeconds(2), _clock);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True(((SessionOrder)Wire.Read(Wire.Write(late))).BeginBefore!.HasPassed);
        Assert.Null(((SessionOrder)Wire.Read(Wire.Write(order))).BeginBefore);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_time_that_no_asker_waits_is_cut_or_not_read(long seconds)
    {
        var data = Wire.Write(new SessionOrder(new ControlOrder.Reboot(Gate), Admin));
        byte[] written = [.. data, .. new Google.Protobuf.WellKnownTypes.Duration { Seconds = seconds }.ToByteArray() is var left ? (byte[])[0x2a, (byte)left.Length, .. left] : []];

        try
        {
            Assert.InRange(((SessionOrder)Wire.Read(written)).BeginBefore!.Left, TimeSpan.Zero, Deadline.Longest);
        }
        catch (InvalidOperationException)
        {
            // As of every time that cannot be: the serializer makes it a damaged message.
        }
    }
}
