namespace DeviceCluster.Drills.Fence;

/// <summary>How large the drill is; from which schedule it begins, when one is to be repeated.</summary>
internal sealed record FenceOptions(int Schedules, int Devices, int Viewers, int Nodes = 3, int From = 1);
