using System.Collections.Immutable;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>The journal of jobs: its events and its snapshot.</summary>
internal static class JobEvents
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of("b1", ToWire, JobStartedData.Parser, d => new JobEvent.Started(
            new(d.Job), new(d.Key), d.Words, d.Repeatable, d.Work.FromWire(), d.Digest, d.Devices.ToIds(JobLimits.Devices), d.Parallel,
            d.By.FromWire(), d.At.FromWire(), d.Moves)),
        WireType.Of<JobEvent.ItemsBegun, JobItemsBegunData>(
            "b2", m => new() { Job = m.Job.Number, At = m.At.ToWire(), Devices = { m.Devices.Select(id => id.Value) } }, JobItemsBegunData.Parser,
            d => new(new(d.Job), d.Devices.ToIds(JobLimits.Devices), d.At.FromWire())),
        WireType.Of<JobEvent.ItemsEnded, JobItemsEndedData>(
            "b3", m => new() { Job = m.Job.Number, At = m.At.ToWire(), Items = { m.Items.Select(item => item.ToWire()) } }, JobItemsEndedData.Parser,
            d => new(new(d.Job), [.. d.Items.Select(item => item.FromWire())], d.At.FromWire())),
        WireType.Of<JobEvent.Cancelled, JobCancelledData>(
            "b4", m => new() { Job = m.Job.Number, At = m.At.ToWire(), By = m.By.ToWire() }, JobCancelledData.Parser,
            d => new(new(d.Job), d.By.FromWire(), d.At.FromWire())),
        WireType.Of<JobEvent.Ended, JobEndedData>(
            "b5", m => new() { Job = m.Job.Number, At = m.At.ToWire() }, JobEndedData.Parser, d => new(new(d.Job), d.At.FromWire())),
        WireType.Of<JobBookSnapshot, JobBookData>(
            "b6", m => new() { Last = m.Last, Jobs = { m.Jobs.Select(ToWire) } }, JobBookData.Parser, d => new(d.Last, [.. d.Jobs.Select(FromWire)])),
    ];

    private static JobStartedData ToWire(JobEvent.Started m) => new()
    {
        Job = m.Job.Number,
        At = m.At.ToWire(),
        Key = m.Key.Value,
        Words = m.Words,
        Repeatable = m.IsRepeatable,
        Work = m.Work.ToWire(),
        Digest = m.Digest,
        Devices = { m.Devices.Select(id => id.Value) },
        Parallel = m.Parallel,
        By = m.By.ToWire(),
        Moves = m.Moves,
    };

    private static JobRecordData ToWire(JobSnapshot m) => new()
    {
        Job = m.Job.Number,
        Key = m.Key.Value,
        Words = m.Words,
        Repeatable = m.IsRepeatable,
        Work = m.Work?.ToWire(),
        Digest = m.Digest,
        Devices = m.Devices,
        Waiting = { m.Waiting.Select(id => id.Value) },
        Begun = { m.Begun.Select(id => id.Value) },
        Items = { m.Items.Select(item => item.ToWire()) },
        Tally = m.Tally.ToWire(),
        Parallel = m.Parallel,
        By = m.By.ToWire(),
        StartedAt = m.StartedAt.ToWire(),
        EndedAt = m.EndedAt.ToWire(),
        CancelledBy = m.CancelledBy?.ToWire(),
        Moves = m.Moves,
    };

    private static JobSnapshot FromWire(JobRecordData d) => new(
        new(d.Job),
        new(d.Key),
        d.Words,
        d.Repeatable,
        d.Work.OrNull(),
        d.Digest,
        d.Devices,
        d.Waiting.ToIds(JobLimits.Devices),
        d.Begun.ToIds(JobLimits.Devices),
        [.. d.Items.Select(item => item.FromWire())],
        d.Tally.FromWire(),
        d.Parallel,
        d.By.FromWire(),
        d.StartedAt.FromWire(),
        d.EndedAt.OrNull(),
        d.CancelledBy.OrNull(),
        d.Moves);
}
