using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>All that an entity can say of its device now: what is remembered, what the session knows, what is watched.</summary>
internal static class DeviceReports
{
    public static DeviceReport Of(DeviceState device, DeviceSession session, NodeParts parts) => new(
        device.Id,
        device.IsEnrolled,
        device.Address,
        device.User,
        device.Enabled,
        session.Identity ?? device.Identity,
        session.Status,
        device.CredentialVersion,
        device.Standing == CredentialStanding.Proved,
        parts.NodeName,
        [.. parts.Hubs.Views(device.Id).Select(view => $"{view.Channel}/{view.Stream}")],
        device.Name,
        device.Tags,
        device.Access);
}
