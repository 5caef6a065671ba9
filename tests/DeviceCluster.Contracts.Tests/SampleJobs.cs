using System.Collections.Immutable;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Contracts.Tests;

/// <summary>Messages and events of jobs, full and sparse.</summary>
internal static class SampleJobs
{
    private static readonly JobId Job = new(17);
    private static readonly OrderKey Key = new("7zq0k3m9x2v5b8n1c4d6f0gh2j");
    private static readonly DeviceId Gate = new("gate-1");
    private static readonly DeviceId Yard = new("yard");
    private static readonly Origin Admin = new("admin", "10.0.0.9");
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 15, 123, TimeSpan.Zero);
    private static readonly SealedSecret Work = new("k-1", [1, 2, 3], [4, 5, 6, 7], [8, 9]);
    private const string Digest = "00112233445566778899aabbccddeeff";

    private static readonly ImmutableArray<JobItem> Items =
    [
        new(Gate, JobResult.Done, null, ""),
        new(Yard, JobResult.Refused, RefusalCode.Offline, "no session"),
        new(new DeviceId("barn"), JobResult.Unknown, RefusalCode.NoAnswer, "not known"),
        new(new DeviceId("door"), JobResult.Cancelled, null, "cancelled before it was begun"),
    ];

    private static readonly ImmutableArray<JobItem> Pictures = [new(Gate, JobResult.Done, null, "shared", 3_912_345_678_901_234_567)];

    private static readonly ImmutableArray<JobItem> Errors =
        [new(Yard, JobResult.Refused, RefusalCode.DeviceRefused, "refused", SdkError: new DeviceError(0x80000007, "NET_ILLEGAL_PARAM"))];

    private static readonly JobSummary Summary =
        new(Job, "reboot", Admin, JobPhase.Ended, 6, 0, new JobTally(1, 2, 1, 2), At, At.AddMinutes(1), new Origin("guard", ""));

    public static IEnumerable<object> Journaled =>
    [
        new JobEvent.Started(Job, Key, "reboot", false, Work, Digest, [Gate, Yard], 8, Admin, At),
        new JobEvent.Started(Job, Key, "ptz move", false, Work, Digest, [Gate, Yard], 8, Admin, At, Moves: true),
        new JobEvent.ItemsBegun(Job, [Gate, Yard], At),
        new JobEvent.ItemsEnded(Job, Items, At),
        new JobEvent.ItemsEnded(Job, Pictures, At),
        new JobEvent.ItemsEnded(Job, Errors, At),
        new JobEvent.Cancelled(Job, Admin, At),
        new JobEvent.Ended(Job, At),
        new JobBookSnapshot(
            18,
            [
                new(
                    Job, Key, "reboot", false, null, Digest, 4, [], [], Items, new(1, 1, 1, 1), 8, Admin, At, At.AddMinutes(1),
                    new Origin("guard", "10.0.0.8")),
                new(new(18), new("k"), "enable", true, Work, Digest, 3, [Gate], [Yard], Items[..1], new(1, 0, 0, 0), 64, Admin, At, null, null),
            ]),
        new JobBookSnapshot(
            17, [new(Job, Key, "snapshot", false, null, Digest, 1, [], [], Pictures, new(1, 0, 0, 0), 8, Admin, At, At.AddMinutes(1), null)]),
        new JobBookSnapshot(
            17, [new(Job, Key, "ptz move", false, Work, Digest, 2, [Gate], [Yard], [], JobTally.None, 8, Admin, At, null, null, Moves: true)]),
    ];

    public static IEnumerable<object> Others =>
    [
        new JobCommand.Prepare(Key, 0, [Gate, Yard]),
        new JobCommand.Start(Key, new JobWork.Command(new DeviceCommand.SetCredential(Gate, "admin", new Secret("pä"))), [Gate], 64, Admin, 3),
        new JobCommand.Start(Key, new JobWork.Order(new ControlOrder.Reboot(Gate)), [Gate, Yard], 1, Admin),
        new JobCommand.Cancel(Job, Admin),
        new JobQuery.List(null),
        new JobQuery.List(Job, 1),
        new JobQuery.GetJob(Job, 4),
        new JobReply.Done(),
        new JobReply.Started(Job),
        new JobReply.Jobs([Summary, Summary with { Phase = JobPhase.Running, EndedAt = null, CancelledBy = null }], Job),
        new JobReply.Jobs([], null),
        new JobReply.Page(Summary, Items, 4),
        new JobReply.Page(Summary, [.. Items, .. Pictures], 5),
        new JobReply.Page(Summary, Errors, 1),
        new JobReply.Refused(RefusalCode.Busy, "a reason", "a remedy"),
    ];
}
