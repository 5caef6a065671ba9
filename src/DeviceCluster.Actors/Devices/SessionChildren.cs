using DeviceCluster.Actors.Asking;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>Which child of a device entity carries a request out.</summary>
internal static class SessionChildren
{
    private static readonly SessionChild Asking = new("asking", AskingActor.Props);

    /// <summary>Null: none.</summary>
    public static SessionChild? Of(SessionRequest request) => request switch
    {
        ControlOrder.Reboot or ControlOrder.ShutDown => Asking,
        _ => null,
    };
}
