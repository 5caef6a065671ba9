using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>One camera: its orders, its dead-man clock, its holders.</summary>
public class CameraTests
{
    private readonly CameraWorld _camera = new(PtzPolicy.Default);

    [Fact]
    public void What_the_camera_can_do_is_read_once_before_its_first_order()
    {
        var first = _camera.Order(Right(Ann));
        var second = _camera.Order(Near(Ann));
        Assert.Empty(_camera.Calls);

        _camera.Read(Dome);
        _camera.Settle();

        Assert.True(_camera.IsDone(first));
        Assert.True(_camera.IsDone(second));
    }

    [Fact]
    public void Orders_are_refused_when_it_cannot_be_read_and_the_next_one_reads_again()
    {
        var first = _camera.Order(Right(Ann));
        _camera.Read(null);
        var second = _camera.Order(Right(Ann));
        _camera.Settle();

        Assert.Equal("the device said no", _camera.Refusal(first));
        Assert.True(_camera.IsDone(second));
    }

    [Fact]
    public void A_camera_that_does_not_tell_what_it_can_is_told_everything_and_not_asked_again()
    {
        var first = _camera.Order(Near(Ann));
        _camera.ReadNothing();
        var second = _camera.Order(GoTo(Ann, 200));
        _camera.Settle();

        Assert.True(_camera.IsDone(first));
        Assert.True(_camera.IsDone(second));
        Assert.Equal(1, _camera.Readings);
    }

    [Fact]
    public void What_the_camera_cannot_do_is_not_sent_and_gives_no_lease()
    {
        var order = _camera.Order(Near(Ann));
        _camera.Read(Dome with { Focus = false });

        Assert.StartsWith("this camera has no focus; it can pan, tilt, zoom", _camera.Refusal(order), StringComparison.Ordinal);
        Assert.Empty(_camera.Calls);
        Assert.Null(_camera.Lease);
    }

    [Fact]
    public void A_move_that_is_not_ordered_again_is_stopped_when_its_time_is_over()
    {
        Begin(Right(Ann, 2));

        _camera.Pass(TimeSpan.FromSeconds(1.9));
        Assert.Empty(_camera.Calls);
        _camera.Pass(TimeSpan.FromSeconds(0.1));

        Assert.Equal(new PtzStep.Halt(null, All: true), Assert.Single(_camera.Calls).Step);
        _camera.Settle();
        Assert.False(_camera.Goes);
    }

    [Fact]
    public void A_move_that_is_ordered_again_in_time_goes_on_without_a_stop_even_if_the_camera_is_slow()
    {
        Begin(Right(Ann, 2));
        _camera.Pass(TimeSpan.FromSeconds(1.5));
        _camera.Order(Set(Ann));
        var renewed = _camera.Order(Right(Ann, 2));

        _camera.Pass(TimeSpan.FromSeconds(1.5));
        Assert.IsType<PtzStep.SetPreset>(Assert.Single(_camera.Calls).Step);
        _camera.Confirm(0);
        _camera.Confirm(0);

        Assert.True(_camera.IsDone(renewed));
        Assert.Empty(_camera.Calls);
        Assert.True(_camera.Goes);
    }

    [Fact]
    public void A_lens_turns_for_its_time_and_alone_is_stopped()
    {
        Begin(Near(Ann, 2));

        _camera.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(new PtzStep.Halt(PtzLens.FocusNear, All: false), Assert.Single(_camera.Calls).Step);
    }

    [Fact]
    public void A_move_whose_time_is_over_before_its_turn_comes_is_not_sent()
    {
        Begin(Set(Ann));
        _camera.Order(Set(Ann, 2));
        var move = _camera.Order(Right(Ann));
        _camera.Pass(TimeSpan.FromSeconds(1));
        _camera.Settle();

        Assert.Equal("the 1 s of the order were over before the camera could be told", _camera.Refusal(move));
    }

    [Fact]
    public void Who_takes_over_stops_what_moves_and_what_waits_and_the_loser_is_told()
    {
        Begin(Right(Ann, 5));
        var watch = _camera.Watch("ann");
        _camera.Order(Set(Ann));
        var waiting = _camera.Order(Right(Ann, 5));

        var taken = _camera.Order(GoTo(Chief));

        Assert.Equal("chief (priority 90) took over at 2026-03-01 12:00:00.0Z", _camera.Refusal(waiting));
        Assert.Equal(new CameraEffect.LeaseEnded(watch, Chief, "chief (priority 90) took over at 2026-03-01 12:00:00.0Z"), _camera.Answer(watch));
        Assert.Contains(_camera.Calls, call => call.Step is PtzStep.Halt);
        _camera.Settle();
        Assert.True(_camera.IsDone(taken));
        Assert.False(_camera.Goes);

        // Told by the order that waited; the next one meets the lease.
        Assert.StartsWith("the camera is held by chief", _camera.Refusal(_camera.Order(Right(Ann))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_loser_with_nothing_waiting_is_told_at_his_next_order_and_at_his_next_question()
    {
        Begin(Set(Ann));
        _camera.Order(GoTo(Chief));
        _camera.Settle();

        Assert.Equal(Chief, Assert.IsType<CameraEffect.LeaseEnded>(_camera.Answer(_camera.Watch("ann"))).TakenBy);
        Assert.StartsWith("chief (priority 90) took over", _camera.Refusal(_camera.Order(Right(Ann))), StringComparison.Ordinal);
        Assert.StartsWith("the camera is held by chief", _camera.Refusal(_camera.Order(Right(Ann))), StringComparison.Ordinal);
    }

    [Fact]
    public void Presets_obey_the_lease()
    {
        Begin(Take(Ann));

        foreach (var order in new PtzOrder[] { GoTo(Bob), Set(Bob), Tour(Bob, ProgrammeAction.Start), Take(Bob), Near(Bob) })
            Assert.StartsWith("the camera is held by ann", _camera.Refusal(_camera.Order(order)), StringComparison.Ordinal);
        Assert.Empty(_camera.Calls);
    }

    [Fact]
    public void A_lease_that_runs_out_or_is_given_back_ends_the_move_of_its_holder()
    {
        Begin(Right(Ann, 30));
        _camera.Order(Take(Ann, 2));
        var watch = _camera.Watch("ann");
        _camera.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal("the lease ran out at 2026-03-01 12:00:02.0Z", Assert.IsType<CameraEffect.LeaseEnded>(_camera.Answer(watch)).Reason);
        _camera.Settle();
        Assert.False(_camera.Goes);

        Begin(Right(Ann, 30));
        var release = _camera.Order(Release(Ann));
        Assert.Null(_camera.Answer(release));
        _camera.Settle();
        Assert.True(_camera.IsDone(release));
        Assert.False(_camera.Goes);
        Assert.Null(_camera.Lease);
    }

    [Fact]
    public void Who_does_not_have_the_camera_or_still_has_it_is_answered_too()
    {
        Begin(Take(Ann, 600));
        var watch = _camera.Watch("ann", 5);

        Assert.Equal("bob does not have the camera", Assert.IsType<CameraEffect.LeaseEnded>(_camera.Answer(_camera.Watch("bob"))).Reason);
        Assert.Null(_camera.Answer(watch));
        _camera.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal("ann has the camera still", _camera.Refusal(watch));
        Assert.Equal("16 s is not a time for this", _camera.Refusal(_camera.Watch("ann", 16)));
    }

    [Fact]
    public void More_than_can_wait_is_refused()
    {
        Begin(Set(Ann));
        _camera.Order(Set(Ann));
        for (var i = 0; i < PtzPolicy.Default.MostWaiting; i++)
            Assert.Null(_camera.Answer(_camera.Order(Set(Ann))));
        for (var i = 0; i < PtzPolicy.Default.MostWatchers; i++)
            Assert.Null(_camera.Answer(_camera.Watch("ann")));

        Assert.Equal("16 orders to this camera wait already", _camera.Refusal(_camera.Order(Set(Ann))));
        Assert.Equal("16 wait for the end of a lease of this camera already", _camera.Refusal(_camera.Watch("ann")));
        Assert.Null(_camera.Answer(_camera.Order(Stop(Bob))));
    }

    private void Begin(PtzOrder order)
    {
        var ticket = _camera.Order(order);
        _camera.Settle();
        Assert.True(_camera.IsDone(ticket));
    }
}
