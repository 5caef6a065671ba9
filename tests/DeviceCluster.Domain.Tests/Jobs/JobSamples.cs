using System.Collections.Immutable;
using System.Text.Json;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Jobs;

namespace DeviceCluster.Domain.Tests.Jobs;

/// <summary>The jobs that the tests speak of.</summary>
internal static class JobSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Origin Admin = new("admin", "10.0.0.9");
    public static readonly SealedSecret Sealed = new("k1", [1], [2], [3]);
    public static readonly JobWork Enable = new JobWork.Command(new DeviceCommand.Enable(new DeviceId("any")));
    public static readonly JobWork Reboot = new JobWork.Order(new ControlOrder.Reboot(new DeviceId("any")));

    public static readonly JobWork Move = new JobWork.Order(
        new PtzOrder.Move(new DeviceId("any"), 0, new PtzHolder("guard"), 1, 0, 0, TimeSpan.FromSeconds(3)));

    public static ImmutableArray<DeviceId> Ids(int count, string prefix = "d") => [.. Enumerable.Range(0, count).Select(n => new DeviceId($"{prefix}{n}"))];

    public static JobDecision Start(
        this JobBook book, JobWork work, ImmutableArray<DeviceId> devices, int parallel = 4, string key = "k-1", string? digest = null) => book.Decide(
            new JobCommand.Start(new(key), work, [], parallel, Admin), devices, Sealed, digest ?? work.Words, Noon);

    public static JobBook Started(
        this JobBook book, JobWork work, ImmutableArray<DeviceId> devices, int parallel = 4, string key = "k-1") =>
        book.Apply(book.Start(work, devices, parallel, key).Events);

    public static JobBook Begun(this JobBook book, int most = 1000) => book.Apply(book.Begin(most, Noon));

    public static JobBook Done(this JobBook book, int job, params IEnumerable<DeviceId> devices) => book.Apply(book.End(
        devices.Select(device => (new JobId(job), new JobItem(device, JobResult.Done, null, ""))), Noon));

    public static JobState Job(this JobBook book, int number) => book.Find(new JobId(number))!;

    /// <summary>Two books that say the same remember the same.</summary>
    public static string Spelled(this JobBook book) => JsonSerializer.Serialize(book.ToSnapshot());
}
