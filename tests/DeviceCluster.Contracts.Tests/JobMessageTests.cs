using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Mapping;

namespace DeviceCluster.Contracts.Tests;

/// <summary>Jobs on the wire: what is not allowed is not read, the largest fits into a frame, and the order of one device is the order of each.</summary>
public class JobMessageTests
{
    /// <summary>What Akka.Remote carries in one piece, where it is not told otherwise.</summary>
    private const int Frame = 128_000;

    private static readonly DeviceId Gate = new("gate-1");
    private static readonly DeviceId Yard = new("yard");
    private static readonly OrderKey Key = new("k");
    private static readonly Origin Admin = new("admin", "10.0.0.9");
    private static readonly JobWork Reboot = new JobWork.Order(new ControlOrder.Reboot(Gate));

    public static TheoryData<object, string> NotAllowed => new()
    {
        { new JobCommand.Start(Key, Reboot, Ids(JobLimits.DevicesInMessage + 1), 1, Admin), "there are 501 devices; there may be 500" },
        { new JobCommand.Start(Key, Reboot, [Gate], 0, Admin), "how many at once is 0; it may be from 1 to 64" },
        { new JobCommand.Start(Key, Reboot, [Gate], 65, Admin), "how many at once is 65" },
        { new JobCommand.Start(Key, Reboot, [Gate], 1, Admin, -1), "the count of parts is -1" },
        { new JobCommand.Start(Key, Reboot, [Gate], 1, new Origin("", "here")), "who orders is missing" },
        { new JobCommand.Prepare(Key, -1, [Gate]), "the part is -1" },
        { new JobQuery.List(null, JobQuery.List.MaxLimit + 1), "the limit is 31" },
        { new JobQuery.GetJob(new JobId(1), -1), "the first result is -1" },
        { new JobReply.Page(Summary, [new(Gate, default, null, "")], 1), "0 is no JobResult" },
        { new JobReply.Page(Summary, [new(Gate, JobResult.Done, null, new string('r', JobLimits.Reason + 1))], 1), "the reason has 301 characters" },
    };

    [Theory]
    [MemberData(nameof(NotAllowed))]
    public void What_is_not_allowed_is_not_read(object message, string words) =>
        Assert.Contains(words, WireTypes.FaultOf(message), StringComparison.Ordinal);

    [Theory]
    [InlineData("o1")]
    [InlineData("j3")]
    [InlineData("z999")]
    public void What_is_no_order_to_a_device_is_not_read_out_of_the_work(string manifest)
    {
        byte[] work = [0x0a, (byte)manifest.Length, .. manifest.Select(c => (byte)c)];
        byte[] bytes = [0x0a, 0x01, (byte)'k', 0x12, (byte)work.Length, .. work];

        var error = Assert.Throws<ArgumentException>(() => WireTypes.Find("j2")!.Read(bytes));

        Assert.Contains($"'{manifest}' is no order", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_without_work_is_not_read() =>
        Assert.Contains(
            "the work is missing", Assert.Throws<ArgumentException>(() => WireTypes.Find("j2")!.Read([0x0a, 0x01, (byte)'k'])).Message,
            StringComparison.Ordinal);

    public static TheoryData<object> Largest => new()
    {
        new JobCommand.Prepare(new(new string('k', 64)), 10, Ids(JobLimits.DevicesInMessage)),
        new JobCommand.Start(
            new(new string('k', 64)),
            new JobWork.Order(new ConfigurationOrder.Write(Gate, Han(64), 256, Han(ConfigurationTable.MaxBytes / 3))),
            Ids(JobLimits.DevicesInMessage), 64, new Origin(Han(128), Han(128)), 10),
        new JobReply.Jobs(
            [.. Enumerable.Repeat(Summary with { Words = Han(JobLimits.Words), By = new(Han(128), Han(128)), CancelledBy = new(Han(128), Han(128)) }, JobQuery.List.MaxLimit)],
            new JobId(int.MaxValue)),
    };

    [Theory]
    [MemberData(nameof(Largest))]
    public void The_largest_that_is_allowed_fits_into_a_frame(object message)
    {
        Assert.Null(WireTypes.FaultOf(message));
        Assert.InRange(WireTypes.Find(message.GetType())!.Write(message).Length, 1, Frame - 2048);
    }

    [Fact]
    public void The_work_of_a_job_is_ordered_of_any_device_and_names_it()
    {
        var credential = new JobWork.Command(new DeviceCommand.SetCredential(Gate, "root", new Secret("canary")));

        Assert.Equal(new DeviceCommand.SetCredential(Yard, "root", new Secret("canary")), credential.For(Yard));
        Assert.Equal(new ControlOrder.Reboot(Yard), ((JobWork.Order)Reboot).For(Yard));
        Assert.True(credential.IsRepeatable);
        Assert.False(Reboot.IsRepeatable);
        Assert.Equal(("set credential of root", "reboot"), (credential.Words, Reboot.Words));
        Assert.DoesNotContain("canary", $"{new JobCommand.Start(Key, credential, [Gate], 1, Admin)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2147483647", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("1a", false)]
    [InlineData(" 1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_number_of_a_job_is_a_whole_number_from_1(string? text, bool isOne)
    {
        Assert.Equal(isOne, JobId.TryParse(text, out var id));
        Assert.Equal(isOne ? text : "0", $"{id}");
    }

    private static JobSummary Summary => new(
        new JobId(1), "reboot", Admin, JobPhase.Running, JobLimits.Devices, 64, new JobTally(1, 2, 3, 4), DateTimeOffset.UnixEpoch, null, null);

    private static System.Collections.Immutable.ImmutableArray<DeviceId> Ids(int count) =>
        [.. Enumerable.Range(0, count).Select(n => new DeviceId($"{n:D64}"))];

    private static string Han(int count) => new('门', count);
}
