using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Actors.Jobs;

/// <summary>The words of refusals that concern no decision about a job itself: not here, not now.</summary>
internal static class JobRefusals
{
    public static JobReply.Refused Moving { get; } = new(
        RefusalCode.Moving, "the jobs are being handed to another node, or read from the journal", "ask again in a moment");

    public static JobReply.Refused Busy { get; } = new(
        RefusalCode.Busy, "too many orders about jobs wait for the journal already", "give the order again in a moment");

    public static JobReply.Refused NoStorage(string reason) => new(
        RefusalCode.StorageUnavailable, $"the journal cannot be used now: {reason}", "ask again when the storage is back");

    public static JobReply.Refused Unread { get; } = new(
        RefusalCode.StorageUnavailable,
        "the jobs could not be read from the journal a moment ago; the log of the node that keeps them, the oldest in 'cluster show', says why",
        "ask again in a moment");

    public static JobReply.Refused NotPrepared(int parts) => new(
        RefusalCode.Busy, $"not all {parts} parts of the devices are here: the jobs may have moved to another node", "send the parts again, then the start");

    public static JobReply.Refused ManyPrepared { get; } = new(
        RefusalCode.Busy, $"{JobDrafts.Capacity} jobs are being prepared already", "start the job in a moment");
}
