using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>The words of a picture that a device did not give.</summary>
internal static class PictureRefusals
{
    /// <param name="failure">Null: something came, and it is no picture.</param>
    /// <param name="port">Where it was asked for, of a device that was silent; null where that is not known.</param>
    /// <param name="order">Whose picture it was.</param>
    public static DeviceReply.Refused Of(Exception? failure, HttpPort? port, SnapshotOrder.Take order)
    {
        if (failure is null or SdkException { Code: SdkErrors.BadAnswer })
            return NoJpeg(failure);
        var refused = SessionRefusals.Of(failure, order);
        return port is not { } asked ? refused : refused with
        {
            Reason = $"{refused.Reason}; pictures come from HTTP port {asked.Port}, {Origin(asked.Source)}",
            Remedy = $"look with 'device why' whether it is there; if it speaks HTTP elsewhere, say where with 'device access {order.Device} -http-port'",
        };
    }

    private static DeviceReply.Refused NoJpeg(Exception? failure) => new(
        RefusalCode.DeviceRefused, "what the device sent is no whole JPEG picture", "ask again; look at the device's own page whether it shows one",
        DeviceErrors.Of(failure));

    private static string Origin(HttpPortSource source) => source switch
    {
        HttpPortSource.Set => "which was set for it",
        HttpPortSource.Told => "which it told in answer to a search",
        _ => "where devices speak it, for this one did not tell",
    };
}
