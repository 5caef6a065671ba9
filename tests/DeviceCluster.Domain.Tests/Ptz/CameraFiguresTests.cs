using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>Why a camera is stopped is counted, and a stop that is repeated, or wanted by two, is one.</summary>
public class CameraFiguresTests
{
    private readonly CameraWorld _camera = new(PtzPolicy.Default);

    public static TheoryData<StopReason> Reasons => [.. Enum.GetValues<StopReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Each_reason_for_a_stop_is_told_from_the_others(StopReason reason)
    {
        Begin(Right(Ann, 5));

        BringAbout(reason);

        Assert.Equal((1, reason), (_camera.Figures.Stops, _camera.Figures.Last));
    }

    [Fact]
    public void A_stop_that_is_sent_again_or_wanted_by_another_too_counts_once()
    {
        Begin(Right(Ann, 5));
        _camera.Order(Stop(Ann));
        _camera.Order(Stop(Bob));
        _camera.Fail(0);
        _camera.Pass(TimeSpan.FromSeconds(1));
        _camera.Settle();

        Assert.Equal((1, StopReason.Ordered, 0), _camera.Figures);
    }

    [Fact]
    public void A_camera_that_somebody_takes_over_is_counted_also_when_it_stands()
    {
        Begin(Set(Ann));

        Begin(Take(Chief));

        Assert.Equal((0, 1), (_camera.Figures.Stops, _camera.Figures.TakeOvers));
    }

    [Fact]
    public void A_call_under_way_is_the_order_of_somebody_and_a_stop_is_nobodys()
    {
        Begin(Take(Ann));
        var set = _camera.Order(Set(Ann));
        Assert.Equal(set, _camera.TicketOf(Assert.Single(_camera.Calls).Number));
        _camera.Settle();
        Begin(Right(Ann, 5));

        _camera.Order(Stop(Bob));

        Assert.Null(_camera.TicketOf(Assert.Single(_camera.Calls).Number));
    }

    private void BringAbout(StopReason reason)
    {
        switch (reason)
        {
            case StopReason.Ordered:
                _camera.Order(Stop(Bob));
                break;
            case StopReason.DeadMan:
                _camera.Pass(TimeSpan.FromSeconds(5));
                break;
            case StopReason.LeaseEnd:
                _camera.Order(Release(Ann));
                break;
            case StopReason.TakeOver:
                _camera.Order(Right(Chief));
                break;
            case StopReason.Replaced:
                _camera.Order(GoTo(Ann));
                break;
            case StopReason.Unsure:
                _camera.Order(Right(Ann, 5));
                _camera.Fail(0);
                break;
            case StopReason.HandOver:
                _camera.Leave();
                break;
            case StopReason.SessionEnd:
                _camera.EndSession();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(reason), reason, "nobody brings it about");
        }
    }

    private void Begin(PtzOrder order)
    {
        var ticket = _camera.Order(order);
        _camera.Settle();
        Assert.True(_camera.IsDone(ticket));
    }
}
