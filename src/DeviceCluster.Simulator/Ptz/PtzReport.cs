namespace DeviceCluster.Simulator.Ptz;

/// <summary>One camera as the control port tells it; the channel counts from 1, the log is oldest first.</summary>
public sealed record PtzReport(
    int Channel, string Camera, DateTimeOffset At, PtzPosition Position, bool Moving, string? Run, int PresetReached,
    IReadOnlyList<int> Presets, IReadOnlyList<int> AuxOn, bool MenuOpen, long Forgotten, IReadOnlyList<PtzEvent> Log);
