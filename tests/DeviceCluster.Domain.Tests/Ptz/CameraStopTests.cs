using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>How a camera's move is stopped: by an order, after a failure, with the session.</summary>
public class CameraStopTests
{
    private readonly CameraWorld _camera = new(PtzPolicy.Default);

    [Fact]
    public void A_stop_overtakes_what_waits_and_what_would_move_the_camera_again_is_refused()
    {
        Begin(Right(Ann, 5));
        var set = _camera.Order(Set(Ann));
        var move = _camera.Order(Right(Ann, 5));

        var stop = _camera.Order(Stop(Bob));

        Assert.Equal(2, _camera.Calls.Count);
        Assert.Equal("bob (priority 50) stopped the camera while the order waited", _camera.Refusal(move));
        _camera.Settle();
        Assert.True(_camera.IsDone(stop));
        Assert.True(_camera.IsDone(set));
        Assert.False(_camera.Goes);
        Assert.Equal("ann", _camera.Lease!.Holder.Name);
    }

    [Fact]
    public void A_stop_that_crossed_an_order_under_way_is_sent_again_after_it()
    {
        _camera.Order(Right(Ann, 5));
        _camera.Read(Dome);
        var stop = _camera.Order(Stop(Bob));

        // The stop comes first to the camera, the move after it.
        _camera.Confirm(1);
        Assert.Null(_camera.Answer(stop));
        Assert.IsType<PtzStep.Move>(Assert.Single(_camera.Calls).Step);
        _camera.Confirm(0);
        Assert.True(_camera.Goes);
        _camera.Settle();

        Assert.True(_camera.IsDone(stop));
        Assert.False(_camera.Goes);
    }

    [Fact]
    public void A_stop_that_is_not_confirmed_is_sent_again_three_times_and_told()
    {
        Begin(Right(Ann, 5));
        var stop = _camera.Order(Stop(Bob));
        for (var sent = 1; sent <= 4; sent++)
        {
            _camera.Fail(0);
            _camera.Pass(PtzPolicy.Default.StopAgainAfter);
        }

        Assert.Empty(_camera.Calls);
        Assert.Equal("the device said no", _camera.Refusal(stop));
        Assert.Equal(3, _camera.Notes.Count(note => note.StartsWith("a stop was not confirmed and is sent again (ordered by bob)", StringComparison.Ordinal)));
        Assert.Contains("could not be stopped", _camera.Notes[^1], StringComparison.Ordinal);
        Assert.Contains("by itself", _camera.Notes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_that_the_device_refuses_while_nothing_is_known_to_move_is_refused_at_once()
    {
        var stop = _camera.Order(Stop(Bob));

        _camera.Fail(0, sure: true);

        Assert.Equal("the device said no", _camera.Refusal(stop));
        Assert.Empty(_camera.Calls);
    }

    [Fact]
    public void A_stop_that_ended_the_continuous_move_alone_is_done_when_that_is_what_went_on()
    {
        Begin(Right(Ann, 5));
        var stop = _camera.Order(Stop(Bob));

        _camera.Confirm(0, inPart: true);

        Assert.True(_camera.IsDone(stop));
        Assert.Empty(_camera.Calls);
    }

    [Fact]
    public void A_stop_that_crossed_a_move_and_ended_that_alone_is_done()
    {
        _camera.Order(Right(Ann, 5));
        _camera.Read(Dome);
        var stop = _camera.Order(Stop(Bob));
        _camera.Confirm(0);
        _camera.Confirm(0, inPart: true);
        _camera.Confirm(0, inPart: true);

        Assert.True(_camera.IsDone(stop));
        Assert.False(_camera.Goes);
    }

    [Fact]
    public void A_stop_that_could_end_a_continuous_move_alone_is_refused_when_nobody_knows_what_moves()
    {
        var stop = _camera.Order(Stop(Bob));

        _camera.Confirm(0, inPart: true);

        Assert.StartsWith("the camera knows no stop of all that moves", _camera.Refusal(stop), StringComparison.Ordinal);
        Assert.Empty(_camera.Calls);
        Assert.Empty(_camera.Notes);
    }

    [Fact]
    public void A_stop_that_was_not_confirmed_goes_the_other_way_first()
    {
        Begin(Right(Ann, 5));
        _camera.Order(Stop(Bob));
        _camera.Fail(0);
        _camera.Pass(PtzPolicy.Default.StopAgainAfter);

        Assert.Equal(new PtzStep.Halt(null, All: true, AllFirst: true), Assert.Single(_camera.Calls).Step);
    }

    [Fact]
    public void A_move_of_which_nobody_knows_whether_it_arrived_is_stopped_at_once()
    {
        var order = _camera.Order(Right(Ann, 60));
        _camera.Read(Dome);
        _camera.Arrive(0);
        _camera.Fail(0);

        Assert.Equal("the device said no", _camera.Refusal(order));
        Assert.IsType<PtzStep.Halt>(Assert.Single(_camera.Calls).Step);
    }

    [Fact]
    public void A_move_that_came_back_after_its_stop_was_given_up_is_stopped_anew()
    {
        _camera.Order(Right(Ann, 5));
        _camera.Read(Dome);
        _camera.Order(Stop(Bob));
        for (var sent = 1; sent <= 4; sent++)
        {
            _camera.Fail(1);
            _camera.Pass(PtzPolicy.Default.StopAgainAfter);
        }

        _camera.Confirm(0);

        Assert.IsType<PtzStep.Halt>(Assert.Single(_camera.Calls).Step);
    }

    [Fact]
    public void A_move_that_the_device_refused_needs_no_stop()
    {
        _camera.Order(Right(Ann, 2));
        _camera.Read(Dome);
        _camera.Fail(0, sure: true);
        _camera.Pass(TimeSpan.FromSeconds(3));

        Assert.Empty(_camera.Calls);
    }

    [Fact]
    public void A_move_before_one_that_was_refused_is_still_stopped()
    {
        Begin(Right(Ann, 2));
        _camera.Order(Right(Ann, 3));
        _camera.Fail(0, sure: true);
        _camera.Pass(TimeSpan.FromSeconds(3));
        _camera.Settle();

        Assert.False(_camera.Goes);
    }

    [Fact]
    public void A_hand_over_stops_what_moves_and_refuses_the_rest()
    {
        Begin(Right(Ann, 30));
        _camera.Order(Set(Ann));
        var waiting = _camera.Order(Set(Ann));
        var watch = _camera.Watch("ann");

        _camera.Leave();

        Assert.Equal(RefusalCode.Moving, Assert.IsType<CameraEffect.Refuse>(_camera.Answer(waiting)).Reply.Code);
        Assert.IsType<CameraEffect.LeaseEnded>(_camera.Answer(watch));
        Assert.False(_camera.IsClosed);
        _camera.Settle();
        Assert.True(_camera.IsClosed);
        Assert.False(_camera.Goes);
        Assert.Equal(RefusalCode.Moving, Assert.IsType<CameraEffect.Refuse>(_camera.Answer(_camera.Order(Right(Ann)))).Reply.Code);
    }

    [Fact]
    public void A_session_that_ends_while_a_camera_moves_is_asked_to_stop_it_once()
    {
        Begin(Right(Ann, 30));
        _camera.EndSession();
        Assert.False(_camera.IsClosed);
        _camera.Fail(0);

        Assert.True(_camera.IsClosed);
        Assert.Contains("by itself", Assert.Single(_camera.Notes), StringComparison.Ordinal);
        Assert.Equal(RefusalCode.Offline, Assert.IsType<CameraEffect.Refuse>(_camera.Answer(_camera.Order(Right(Ann)))).Reply.Code);
    }

    [Fact]
    public void A_camera_that_stands_is_left_at_once()
    {
        Begin(Set(Ann));
        _camera.Leave();

        Assert.True(_camera.IsClosed);
        Assert.Empty(_camera.Calls);
    }

    [Fact]
    public void A_stop_that_may_not_be_sent_any_more_is_not_sent_again()
    {
        Begin(Right(Ann, 30));
        var stop = _camera.Order(Stop(Bob));
        _camera.Fail(0, sure: true, new DeviceReply.Refused(RefusalCode.Moving, "the fence has passed", "again"));
        _camera.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal("the fence has passed", _camera.Refusal(stop));
        Assert.Empty(_camera.Calls);
    }

    private void Begin(PtzOrder order)
    {
        var ticket = _camera.Order(order);
        _camera.Settle();
        Assert.True(_camera.IsDone(ticket));
    }
}
