using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Orders to many devices: what is told and asked about them, and the answers.</summary>
internal static class JobMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of<JobCommand.Prepare, JobPrepareData>(
            "j1", m => new() { Key = m.Key.Value, Part = m.Part, Devices = { m.Devices.Select(id => id.Value) } }, JobPrepareData.Parser,
            d => new(new(d.Key), Allowed.Within(d.Part, 0, JobLimits.Devices, "the part"), d.Devices.ToIds(JobLimits.DevicesInMessage))),
        WireType.Of("j2", ToWire, JobStartData.Parser, d => new JobCommand.Start(
            new(d.Key),
            d.Work.FromWire(),
            d.Devices.ToIds(JobLimits.DevicesInMessage),
            Allowed.Within(d.Parallel, 1, JobLimits.Parallel, "how many at once"),
            d.By.FromWire(),
            Allowed.Within(d.Parts, 0, JobLimits.Devices, "the count of parts"))),
        WireType.Of<JobCommand.Cancel, JobCancelData>(
            "j3", m => new() { Job = m.Job.Number, By = m.By.ToWire() }, JobCancelData.Parser, d => new(new(d.Job), d.By.FromWire())),
        WireType.Of("j4", ToWire, JobListData.Parser, d => new JobQuery.List(
            d.HasBefore ? new JobId(d.Before) : null, Allowed.Within(d.Limit, 1, JobQuery.List.MaxLimit, "the limit"))),
        WireType.Of<JobQuery.GetJob, JobGetData>(
            "j5", m => new() { Job = m.Job.Number, From = m.From }, JobGetData.Parser,
            d => new(new(d.Job), Allowed.Within(d.From, 0, JobLimits.Devices, "the first result"))),
        WireType.Of<JobReply.Done, Nothing>("j6", _ => new(), Nothing.Parser, _ => new()),
        WireType.Of<JobReply.Started, JobStartedReplyData>(
            "j7", m => new() { Job = m.Job.Number }, JobStartedReplyData.Parser, d => new(new(d.Job))),
        WireType.Of("j8", ToWire, JobsData.Parser, d => new JobReply.Jobs(
            [.. d.Jobs.Select(FromWire)], d.HasNext ? new JobId(d.Next) : null)),
        WireType.Of<JobReply.Page, JobPageData>(
            "j9", m => new() { Job = ToWire(m.Job), Items = { m.Items.Select(item => item.ToWire()) }, Next = m.Next }, JobPageData.Parser,
            d => new(FromWire(d.Job), [.. d.Items.Select(item => item.FromWire())], d.Next)),
        WireType.Of<JobReply.Refused, RefusalData>(
            "j10", m => m.ToWire(), RefusalData.Parser,
            d => new((RefusalCode)d.Code, d.Reason, d.Remedy)),
    ];

    private static JobStartData ToWire(JobCommand.Start m) => new()
    {
        Key = m.Key.Value,
        Work = m.Work.ToWire(),
        Devices = { m.Devices.Select(id => id.Value) },
        Parallel = m.Parallel,
        By = m.By.ToWire(),
        Parts = m.Parts,
    };

    private static JobListData ToWire(JobQuery.List m)
    {
        var data = new JobListData { Limit = m.Limit };
        if (m.Before is { } before)
            data.Before = before.Number;
        return data;
    }

    private static JobsData ToWire(JobReply.Jobs m)
    {
        var data = new JobsData { Jobs = { m.All.Select(ToWire) } };
        if (m.Next is { } next)
            data.Next = next.Number;
        return data;
    }

    private static JobSummaryData ToWire(JobSummary m) => new()
    {
        Job = m.Job.Number,
        Words = m.Words,
        By = m.By.ToWire(),
        Phase = (int)m.Phase,
        Devices = m.Devices,
        Begun = m.Begun,
        Tally = m.Tally.ToWire(),
        StartedAt = m.StartedAt.ToWire(),
        EndedAt = m.EndedAt.ToWire(),
        CancelledBy = m.CancelledBy?.ToWire(),
    };

    private static JobSummary FromWire(JobSummaryData? d) => d is null
        ? throw new ArgumentException("the job is missing", nameof(d))
        : new(
            new(d.Job),
            Allowed.Text(d.Words, JobLimits.Words, "what it does"),
            d.By.FromWire(),
            Allowed.Defined<JobPhase>(d.Phase),
            d.Devices,
            d.Begun,
            d.Tally.FromWire(),
            d.StartedAt.FromWire(),
            d.EndedAt.OrNull(),
            d.CancelledBy.OrNull());
}
