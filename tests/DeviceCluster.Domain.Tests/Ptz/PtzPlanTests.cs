using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>What the library is told for an order.</summary>
public class PtzPlanTests
{
    public static TheoryData<PtzOrder, int, int, int, int> Numbers => new()
    {
        { Near(Ann), 6, 0, 5, 0 },
        { Near(Ann) with { Lens = PtzLens.FocusFar }, 7, 0, 5, 0 },
        { Near(Ann) with { Lens = PtzLens.IrisOpen }, 8, 0, 5, 0 },
        { Near(Ann) with { Lens = PtzLens.IrisClose }, 9, 0, 5, 0 },
        { GoTo(Ann, 7), 10, 0, 7, 0 },
        { GoTo(Ann, 7) with { Action = PresetAction.Delete }, 12, 0, 7, 0 },
        { Tour(Ann, ProgrammeAction.Start, 2), 13, 2, 0, 76 },
        { Tour(Ann, ProgrammeAction.Stop, 2), 13, 2, 0, 96 },
        { Tour(Ann, ProgrammeAction.AddPreset, 2, 9), 36, 2, 9, 0 },
        { Tour(Ann, ProgrammeAction.RemovePreset, 2, 9), 37, 2, 9, 0 },
        { Tour(Ann, ProgrammeAction.Clear, 2), 38, 2, 0, 0 },
        { Programme(ProgrammeKind.Pan, ProgrammeAction.Start), 39, 0, 0, 0 },
        { Programme(ProgrammeKind.Pan, ProgrammeAction.Stop), 40, 0, 0, 0 },
        { Programme(ProgrammeKind.Scan, ProgrammeAction.SetLeft), 41, 3, 0, 0 },
        { Programme(ProgrammeKind.Scan, ProgrammeAction.SetRight), 42, 3, 0, 0 },
        { Programme(ProgrammeKind.Scan, ProgrammeAction.Start), 43, 3, 0, 0 },
        { Programme(ProgrammeKind.Scan, ProgrammeAction.Stop), 44, 3, 0, 0 },
        { Programme(ProgrammeKind.Pattern, ProgrammeAction.RecordBegin), 45, 3, 0, 0 },
        { Programme(ProgrammeKind.Pattern, ProgrammeAction.RecordEnd), 46, 3, 0, 0 },
        { Programme(ProgrammeKind.Pattern, ProgrammeAction.Start), 47, 3, 0, 0 },
        { Programme(ProgrammeKind.Pattern, ProgrammeAction.Stop), 48, 3, 0, 0 },
        { Key(MenuKey.Open), 54, 0, 0, 0 },
        { Key(MenuKey.Close), 55, 0, 0, 0 },
        { Key(MenuKey.Enter), 56, 0, 0, 0 },
        { Key(MenuKey.Cancel), 57, 0, 0, 0 },
        { Key(MenuKey.Up), 58, 0, 0, 0 },
        { Key(MenuKey.Down), 59, 0, 0, 0 },
        { Key(MenuKey.Left), 60, 0, 0, 0 },
        { Key(MenuKey.Right), 61, 0, 0, 0 },
        { new PtzOrder.Command(Gate, 1, Ann, 67, 900, -100, 5), 67, 900, -100, 5 },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_order_becomes_its_command(PtzOrder order, int command, int first, int second, int third) =>
        Assert.Equal(new PtzStep.Steer(command, first, second, third), PtzPlan.Of(order));

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(1, 1)]
    [InlineData(1.01, 2)]
    [InlineData(60, 60)]
    public void A_move_carries_the_devices_own_time_out_never_shorter_than_ordered(double time, int seconds) =>
        Assert.Equal(new PtzStep.Move(0.5, 0, 0, seconds), PtzPlan.Of(Right(Ann, time)));

    [Fact]
    public void A_place_and_a_preset_with_a_name_have_calls_of_their_own()
    {
        Assert.Equal(new PtzStep.MoveTo(30, 15, 4, 0.5), PtzPlan.Of(new PtzOrder.MoveTo(Gate, 1, Ann, 30, 15, 4, 0.5)));
        Assert.Equal(new PtzStep.SetPreset(7, "gate"), PtzPlan.Of(Set(Ann, 7, "gate")));
    }

    [Fact]
    public void Leases_and_stops_are_no_orders_that_wait_in_line() =>
        Assert.All(new PtzOrder[] { Stop(Ann), Take(Ann), Release(Ann) }, order => Assert.Null(PtzPlan.Of(order)));

    private static PtzOrder.Programme Programme(ProgrammeKind kind, ProgrammeAction action) =>
        new(Gate, 1, Ann, kind, action, kind == ProgrammeKind.Pan ? 0 : 3, null);

    private static PtzOrder.Menu Key(MenuKey key) => new(Gate, 1, Ann, key);
}
