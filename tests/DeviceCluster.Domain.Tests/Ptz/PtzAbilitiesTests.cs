using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>What a camera cannot do is refused with what it can.</summary>
public class PtzAbilitiesTests
{
    private static readonly PtzCapabilities Plain = Fixed with { Pan = true, Tilt = true, Zoom = true };

    [Fact]
    public void A_camera_without_focus_says_so_and_what_it_can_do() =>
        Assert.Equal("this camera has no focus; it can pan, tilt and zoom", PtzAbilities.Check(Near(Ann), Plain)!.Reason);

    [Fact]
    public void A_camera_that_stands_fast_cannot_be_moved_or_taken()
    {
        Assert.Equal("this camera has no pan; it stands fast", PtzAbilities.Check(Right(Ann), Fixed)!.Reason);
        Assert.Equal("this camera has no pan and no tilt; it stands fast", PtzAbilities.Check(Right(Ann) with { Tilt = 0.5 }, Fixed)!.Reason);
        Assert.Equal("this camera cannot be moved; it stands fast", PtzAbilities.Check(Take(Ann), Fixed)!.Reason);
        Assert.Equal(RefusalCode.Invalid, PtzAbilities.Check(Right(Ann), Fixed)!.Code);
    }

    [Fact]
    public void A_camera_that_does_not_tell_that_it_goes_to_places_is_sent_to_one_all_the_same() =>
        Assert.Null(PtzAbilities.Check(new PtzOrder.MoveTo(Gate, 1, Ann, 90, 10, 4, 1), Plain with { MovesAbsolutely = false }));

    [Fact]
    public void Everything_may_be_asked_of_a_camera_that_can_do_everything()
    {
        PtzOrder[] orders =
        [
            Right(Ann) with { Tilt = 1, Zoom = -1 }, Near(Ann), GoTo(Ann, 80), Tour(Ann, ProgrammeAction.AddPreset, 8, 80), Take(Ann),
            new PtzOrder.MoveTo(Gate, 1, Ann, 360, 90, 128, 1), new PtzOrder.Menu(Gate, 1, Ann, MenuKey.Open),
            new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Scan, ProgrammeAction.Start, 1, null),
            new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Pan, ProgrammeAction.Start, 0, null),
            new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Pattern, ProgrammeAction.Start, 5, null),
        ];

        Assert.All(orders, order => Assert.Null(PtzAbilities.Check(order, Dome)));
    }

    [Fact]
    public void Numbers_and_angles_beyond_what_the_camera_tells_are_refused_with_its_range()
    {
        (PtzOrder Order, string Words)[] wrong =
        [
            (GoTo(Ann, 81), "this camera has no preset 81: its presets are 1 to 80"),
            (Tour(Ann, ProgrammeAction.Start, 9), "this camera has no tour 9: its tours are 1 to 8"),
            (Tour(Ann, ProgrammeAction.AddPreset, 1, 81), "this camera has no preset 81: its presets are 1 to 80"),
            (new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Pattern, ProgrammeAction.Start, 6, null), "this camera has no pattern 6: its patterns are 1 to 5"),
            (new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Scan, ProgrammeAction.Start, 9, null), "this camera has no scan 9: its scans are 1 to 5"),
            (new PtzOrder.MoveTo(Gate, 1, Ann, 0, -20, 0, 1), "this camera does not tilt to -20 degrees: it goes from -15 to 90"),
        ];

        Assert.All(wrong, one => Assert.Equal(one.Words, PtzAbilities.Check(one.Order, Dome)!.Reason));
    }

    [Fact]
    public void A_range_that_the_camera_does_not_tell_is_not_judged()
    {
        Assert.Null(PtzAbilities.Check(new PtzOrder.MoveTo(Gate, 1, Ann, 0, -20, 0, 1), Plain));
        Assert.Null(PtzAbilities.Check(GoTo(Ann, 200), Plain with { Presets = default(PtzRange) }));
        Assert.Null(PtzAbilities.Check(
            new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Scan, ProgrammeAction.Start, 9, null), Plain with { AutoScan = true, Scans = default(PtzRange) }));
    }

    [Fact]
    public void A_stop_is_never_refused_for_what_a_camera_can_do() => Assert.Null(PtzAbilities.Check(Stop(Ann), Fixed));

    [Fact]
    public void A_command_by_its_number_needs_what_the_table_says()
    {
        Assert.Equal("this camera has no menu; it can pan, tilt and zoom", PtzAbilities.Check(new PtzOrder.Command(Gate, 1, Ann, 54, 0, 0, 0), Plain)!.Reason);
        Assert.Null(PtzAbilities.Check(new PtzOrder.Command(Gate, 1, Ann, 81, 0, 0, 0), Fixed));
    }
}
