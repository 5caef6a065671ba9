using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Domain.Jobs;

/// <summary>What a command about a job leads to: the answer, and the events to journal before it is sent.</summary>
public sealed record JobDecision(JobReply Reply, ImmutableArray<JobEvent> Events)
{
    public static JobDecision Of(JobReply reply, params ImmutableArray<JobEvent> events) => new(reply, events);

    public static JobDecision Refused(RefusalCode code, string reason, string remedy) => new(new JobReply.Refused(code, reason, remedy), []);
}
