using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Domain.Jobs;

/// <summary>Which jobs may be started. Each check gives an answer, or null where it has nothing to say.</summary>
internal static class JobRules
{
    /// <summary>Of a start that was sent before. The devices are not compared: the same line may select others a moment later.</summary>
    public static JobDecision? Known(JobBook book, JobCommand.Start start, string digest) => book.Find(start.Key) switch
    {
        null => null,
        { } job when job.Digest == digest => JobDecision.Of(new JobReply.Started(job.Id)),
        var job => JobDecision.Refused(
            RefusalCode.Invalid,
            $"job {job.Id}, which does something else, was started under the key {start.Key}",
            "make a new key for every order; keep it only to send the same order again"),
    };

    public static JobDecision? Check(JobBook book, JobCommand.Start start, ImmutableArray<DeviceId> devices) => start switch
    {
        _ when devices.IsEmpty => Invalid("no device is named", "name those that are meant"),
        _ when devices.Length > JobLimits.Devices => Invalid(
            $"{devices.Length} devices are too many for one job", $"name at most {JobLimits.Devices}, and the others in a second job"),
        _ when devices.CountBy(device => device).FirstOrDefault(named => named.Value > 1) is { Value: > 1 } twice => Invalid(
            $"device {twice.Key} is named more than once", "name each device once"),
        { Parallel: < 1 or > JobLimits.Parallel } => Invalid(
            $"{start.Parallel} devices at once cannot be told", $"choose from 1 to {JobLimits.Parallel}"),
        { Work: JobWork.Command { Template: DeviceCommand.Enrol or DeviceCommand.ChangeAddress } } => Invalid(
            $"'{start.Work.Words}' is an order to one device alone: no two have the same address", "give it to each device by itself"),
        { Work: JobWork.Order { Template.IsOrder: false } } => Invalid(
            $"'{start.Work.Words}' is a question, and a job keeps no answers", "ask each device by itself"),
        _ when book.Open.Count() >= JobLimits.Open => JobDecision.Refused(
            RefusalCode.Busy, $"{JobLimits.Open} jobs are open already", "wait until one has ended, or cancel one"),
        _ => null,
    };

    public static JobDecision Unknown(JobId job) => Invalid($"there is no job {job}", "'job list' shows those that are open and the last that ended");

    private static JobDecision Invalid(string reason, string remedy) => JobDecision.Refused(RefusalCode.Invalid, reason, remedy);
}
