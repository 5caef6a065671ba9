using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Domain.Jobs;
using static DeviceCluster.Domain.Tests.Jobs.JobSamples;

namespace DeviceCluster.Domain.Tests.Jobs;

/// <summary>Cameras are not moved long after the order, whatever kept it.</summary>
public class JobLateTests
{
    private static readonly DateTimeOffset Late = Noon.AddMinutes(10);
    private static readonly DateTimeOffset JustBefore = Late.AddTicks(-1);

    [Fact]
    public void A_move_is_begun_until_10_minutes_after_its_order_and_then_refused_with_words()
    {
        var book = JobBook.Empty.Started(Move, Ids(5), parallel: 2).Begun().Done(1, Ids(2));

        Assert.Equal(Ids(4).Skip(2), Assert.IsType<JobEvent.ItemsBegun>(Assert.Single(book.Begin(10, JustBefore))).Devices);
        var events = book.Begin(10, Late);

        var ended = Assert.IsType<JobEvent.ItemsEnded>(events[0]);
        Assert.Equal(Ids(5).Skip(2), ended.Items.Select(item => item.Device));
        Assert.All(ended.Items, item => Assert.Equal(
            (JobResult.Refused, "not begun within 10 minutes of the order: cameras are not moved later"), (item.Result, item.Reason)));
        Assert.Equal(new JobEvent.Ended(new(1), Late), Assert.Single(events[1..]));
        book = book.Apply(events);
        Assert.Equal((JobPhase.Ended, new JobTally(2, 3, 0, 0)), (book.Job(1).Summary.Phase, book.Job(1).Tally));
    }

    [Fact]
    public void A_move_that_has_begun_in_time_has_its_own_result()
    {
        var book = JobBook.Empty.Started(Move, Ids(3), parallel: 2).Begun();

        book = book.Apply(book.Begin(10, Late));

        Assert.Equal((2, new JobTally(0, 1, 0, 0), false), (book.Job(1).Begun.Count, book.Job(1).Tally, book.Job(1).IsEnded));
        Assert.Equal(new JobTally(2, 1, 0, 0), book.Done(1, Ids(2)).Job(1).Tally);
    }

    [Fact]
    public void After_an_outage_no_camera_is_moved_too_late_and_with_no_room_neither()
    {
        var kept = JobBook.Empty.Started(Move, Ids(1200), parallel: 2).Begun().ToSnapshot();
        var book = JobBook.From(kept);
        book = book.Apply(book.Recover(Noon.AddHours(9)));

        book = book.Apply(book.Begin(0, Noon.AddHours(9)));

        Assert.Equal((JobPhase.Ended, new JobTally(0, 1198, 2, 0)), (book.Job(1).Summary.Phase, book.Job(1).Tally));
        Assert.Empty(book.Busy);
    }

    [Fact]
    public void Other_work_is_begun_however_late_it_is()
    {
        var book = JobBook.Empty.Started(Enable, Ids(2), key: "a").Started(Reboot, Ids(2, "e"), key: "b");

        Assert.Equal(4, book.Begin(10, Noon.AddDays(2)).Cast<JobEvent.ItemsBegun>().Sum(e => e.Devices.Length));
    }

    [Fact]
    public void A_device_that_another_job_tells_stays_busy_when_its_move_has_become_too_late()
    {
        var book = JobBook.Empty.Started(Reboot, Ids(1), key: "a").Begun().Started(Move, Ids(1), key: "b").Started(Enable, Ids(1), key: "c");

        book = book.Apply(book.Begin(10, Late));

        Assert.True(book.Job(2).IsEnded);
        Assert.Equal(Ids(1)[0], Assert.Single(book.Busy));
        Assert.Empty(book.Job(3).Begun);
    }

    [Fact]
    public void Orders_to_cameras_and_pictures_at_a_preset_move_and_nothing_else_does()
    {
        var device = new DeviceId("any");

        Assert.True(Move.Moves);
        Assert.True(new JobWork.Order(new SnapshotOrder.Take(device, 0, 3, new PtzHolder("guard"))).Moves);
        Assert.False(new JobWork.Order(new SnapshotOrder.Take(device, 0, null, null)).Moves);
        Assert.False(new JobWork.Order(new ControlOrder.Reboot(device)).Moves);
        Assert.False(Enable.Moves);
    }
}
