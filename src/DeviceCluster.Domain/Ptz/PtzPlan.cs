using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>What the library is told for an order: the numbers of the map of the vendor's functions.</summary>
public static class PtzPlan
{
    private const int StartTour = 76;
    private const int StopTour = 96;

    /// <summary>Null for what is no order to the camera itself: leases, and the stop, which goes its own way.</summary>
    public static PtzStep? Of(PtzOrder order) => order switch
    {
        PtzOrder.Move o => new PtzStep.Move(o.Pan, o.Tilt, o.Zoom, WholeSeconds(o.For)),
        PtzOrder.MoveTo o => new PtzStep.MoveTo(o.Pan, o.Tilt, o.Zoom, o.Speed),
        PtzOrder.Turn o => Steer(LensCommand(o.Lens), second: o.Speed),
        PtzOrder.Preset { Action: PresetAction.Set } o => new PtzStep.SetPreset(o.Number, o.Name),
        PtzOrder.Preset o => Steer(o.Action == PresetAction.GoTo ? PtzCommand.GoToPreset : PtzCommand.DeletePreset, second: o.Number),
        PtzOrder.Programme o => Programme(o),
        PtzOrder.Menu o => Steer(Key(o.Key)),
        PtzOrder.Command o => Steer(o.Number, o.First, o.Second, o.Third),
        _ => null,
    };

    public static int LensCommand(PtzLens lens) => lens switch
    {
        PtzLens.FocusNear => PtzCommand.FocusNear,
        PtzLens.FocusFar => PtzCommand.FocusFar,
        PtzLens.IrisOpen => PtzCommand.IrisOpen,
        PtzLens.IrisClose => PtzCommand.IrisClose,
        _ => throw new ArgumentOutOfRangeException(nameof(lens), lens, "no such part of a lens"),
    };

    /// <summary>Never shorter than what was ordered.</summary>
    private static int WholeSeconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private static PtzStep.Steer? Programme(PtzOrder.Programme order) => (order.Kind, order.Action) switch
    {
        (ProgrammeKind.Tour, ProgrammeAction.Start) => Steer(PtzCommand.Tour, order.Number, third: StartTour),
        (ProgrammeKind.Tour, ProgrammeAction.Stop) => Steer(PtzCommand.Tour, order.Number, third: StopTour),
        (ProgrammeKind.Tour, ProgrammeAction.AddPreset) => Steer(PtzCommand.AddToTour, order.Number, order.PresetNumber ?? 0),
        (ProgrammeKind.Tour, ProgrammeAction.RemovePreset) => Steer(PtzCommand.RemoveFromTour, order.Number, order.PresetNumber ?? 0),
        (ProgrammeKind.Tour, ProgrammeAction.Clear) => Steer(PtzCommand.ClearTour, order.Number),
        (ProgrammeKind.Scan, ProgrammeAction.Start) => Steer(PtzCommand.StartScan, order.Number),
        (ProgrammeKind.Scan, ProgrammeAction.Stop) => Steer(PtzCommand.StopScan, order.Number),
        (ProgrammeKind.Scan, ProgrammeAction.SetLeft) => Steer(PtzCommand.SetLeftBorder, order.Number),
        (ProgrammeKind.Scan, ProgrammeAction.SetRight) => Steer(PtzCommand.SetRightBorder, order.Number),
        (ProgrammeKind.Pattern, ProgrammeAction.Start) => Steer(PtzCommand.StartPattern, order.Number),
        (ProgrammeKind.Pattern, ProgrammeAction.Stop) => Steer(PtzCommand.StopPattern, order.Number),
        (ProgrammeKind.Pattern, ProgrammeAction.RecordBegin) => Steer(PtzCommand.RecordPattern, order.Number),
        (ProgrammeKind.Pattern, ProgrammeAction.RecordEnd) => Steer(PtzCommand.EndPattern, order.Number),
        (ProgrammeKind.Pan, ProgrammeAction.Start) => Steer(PtzCommand.StartPan),
        (ProgrammeKind.Pan, ProgrammeAction.Stop) => Steer(PtzCommand.StopPan),
        _ => null,
    };

    private static int Key(MenuKey key) => key switch
    {
        MenuKey.Open => PtzCommand.OpenMenu,
        MenuKey.Close => PtzCommand.CloseMenu,
        MenuKey.Enter => PtzCommand.MenuEnter,
        MenuKey.Cancel => PtzCommand.MenuCancel,
        MenuKey.Up => PtzCommand.MenuUp,
        MenuKey.Down => PtzCommand.MenuDown,
        MenuKey.Left => PtzCommand.MenuLeft,
        MenuKey.Right => PtzCommand.MenuRight,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "no such key"),
    };

    private static PtzStep.Steer Steer(int command, int first = 0, int second = 0, int third = 0) => new(command, first, second, third);
}
