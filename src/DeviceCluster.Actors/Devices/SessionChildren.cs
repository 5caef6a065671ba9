using DeviceCluster.Actors.Asking;
using DeviceCluster.Actors.Ptz;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Actors.Devices;

/// <summary>Which child of a device entity carries a request out.</summary>
internal static class SessionChildren
{
    private static readonly SessionChild Asking = new("asking", AskingActor.Props);

    /// <summary>Null: none.</summary>
    public static SessionChild? Of(SessionRequest request) => request switch
    {
        ControlOrder.Reboot or ControlOrder.ShutDown => Asking,
        PtzOrder r => Ptz(r.Channel),
        PtzQuery.GetCapabilities r => Ptz(r.Channel),
        PtzQuery.GetStatus r => Ptz(r.Channel),
        PtzQuery.AwaitLeaseEnd r => Ptz(r.Channel),
        _ => null,
    };

    private static SessionChild Ptz(int channel) => new($"ptz-{channel}", (parts, entry) => PtzActor.Props(parts, entry, channel));
}
