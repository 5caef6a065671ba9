using DeviceCluster.Actors.Asking;
using DeviceCluster.Actors.Ptz;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;

namespace DeviceCluster.Actors.Devices;

/// <summary>Which child of a device entity carries a request out.</summary>
internal static class SessionChildren
{
    private static readonly SessionChild Asking = new("asking", AskingActor.Props);

    private static readonly SessionChild Snapshots = new("snapshots", SnapshotActor.Props);

    /// <summary>Null: none.</summary>
    public static SessionChild? Of(SessionRequest request) => request switch
    {
        InformationQuery.GetInformation or InformationQuery.Check => Asking,
        ConfigurationQuery.Read or ConfigurationOrder.Write => Asking,
        ClockQuery.Read or ClockQuery.GetDrift or ClockOrder.SetTo => Asking,
        ControlOrder.Reboot or ControlOrder.ShutDown => Asking,
        SnapshotOrder.Take => Snapshots,
        PtzOrder r => Ptz(r.Channel),
        PtzQuery.GetCapabilities r => Ptz(r.Channel),
        PtzQuery.GetStatus r => Ptz(r.Channel),
        PtzQuery.AwaitLeaseEnd r => Ptz(r.Channel),
        _ => null,
    };

    private static SessionChild Ptz(int channel) => new($"ptz-{channel}", (parts, entry) => PtzActor.Props(parts, entry, channel));
}
