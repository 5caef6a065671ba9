using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;

namespace DeviceCluster.Actors.Ptz;

/// <summary>What helps when a camera itself refuses what it is told.</summary>
internal static class PtzRemedies
{
    public static string Of(PtzStep step, PtzOrder order) => step switch
    {
        PtzStep.Steer { Command: PtzCommand.GoToPreset or PtzCommand.AddToTour or PtzCommand.RemoveFromTour } =>
            $"'ptz status {Camera(order)}' shows its presets",
        PtzStep.Steer { Command: PtzCommand.Tour or PtzCommand.StartScan or PtzCommand.StartPattern } =>
            "a tour, scan or pattern is made before it is started",
        PtzStep.Steer { Command: >= PtzCommand.CloseMenu and <= PtzCommand.MenuRight } =>
            $"open its menu first: 'ptz menu {Camera(order)} open'",
        _ => $"'device capabilities {Camera(order)}' shows what it says it can do",
    };

    private static string Camera(PtzOrder order) => $"{order.Device} -channel {order.Channel}";
}
