using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Mapping;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;

namespace DeviceCluster.Contracts.Tests;

/// <summary>What is asked and ordered over a session: what is not allowed is not read, and the largest that is allowed fits into a frame.</summary>
public class SessionRequestTests
{
    /// <summary>What Akka.Remote carries in one piece, where it is not told otherwise.</summary>
    private const int Frame = 128_000;

    private static readonly DeviceId Gate = new("gate-1");
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 15, TimeSpan.Zero);
    private static readonly PtzHolder Guard = new("guard");
    private static readonly Origin Admin = new("admin", "10.0.0.9");

    public static TheoryData<object, string> NotAllowed => new()
    {
        { new PtzOrder.Move(Gate, 1, Guard, double.NaN, 0, 0, TimeSpan.FromSeconds(1)), "pan is no number" },
        { new PtzOrder.Move(Gate, 1, Guard, 0, 0, double.NegativeInfinity, TimeSpan.FromSeconds(1)), "zoom is no number" },
        { new PtzOrder.MoveTo(Gate, 1, Guard, 0, 0, 0, double.NaN), "the speed is no number" },
        { new PtzOrder.Turn(Gate, 1, Guard, default, 1, TimeSpan.FromSeconds(1)), "0 is no PtzLens" },
        { new PtzOrder.Preset(Gate, 1, Guard, (PresetAction)4, 1, null), "4 is no PresetAction" },
        { new PtzOrder.Preset(Gate, 1, Guard, PresetAction.Set, 1, new string('ä', 32)), "has 64 bytes; there may be 63" },
        { new PtzOrder.Programme(Gate, 1, Guard, (ProgrammeKind)9, ProgrammeAction.Start, 1, null), "9 is no ProgrammeKind" },
        { new PtzOrder.Programme(Gate, 1, Guard, ProgrammeKind.Tour, (ProgrammeAction)(-1), 1, null), "-1 is no ProgrammeAction" },
        { new PtzOrder.Menu(Gate, 1, Guard, default), "0 is no MenuKey" },
        { new PtzOrder.Release(Gate, 1, new PtzHolder("")), "the name of the holder is missing" },
        { new PtzOrder.Release(Gate, 1, new PtzHolder(new string('a', 65))), "has 65 characters; there may be 64" },
        { new PtzOrder.Release(Gate, 1, new PtzHolder("a", 101)), "the priority is 101; it may be from 0 to 100" },
        { new PtzQuery.AwaitLeaseEnd(Gate, 1, "", TimeSpan.Zero), "the holder is missing" },
        { new SnapshotOrder.Take(Gate, 1, 1, new PtzHolder("a", -1)), "the priority is -1" },
        { new ConfigurationQuery.Read(Gate, "", null), "the name of the table is missing" },
        { new ConfigurationQuery.Read(Gate, new string('T', 65), null), "has 65 characters; there may be 64" },
        { new ConfigurationOrder.Write(Gate, "NTP", null, new string(' ', ConfigurationTable.MaxBytes + 1)), "the table has 65537 bytes" },
        { new ConfigurationTable(Gate, "NTP", null, new string('ä', 1 + (ConfigurationTable.MaxBytes / 2))), "the table has 65538 bytes" },
        { new SessionOrder(new ClockOrder.SetTo(Gate, null), new Origin("", "here")), "who orders is missing" },
        { new SessionOrder(new ClockOrder.SetTo(Gate, null), new Origin("a", new string('w', 129))), "from where has 129 characters" },
        { new SessionOrder(new PtzOrder.Menu(Gate, 1, Guard, default), Admin), "0 is no MenuKey" },
        { new DeviceCheck(Gate, [new("r", default, "", null)]), "0 is no CheckVerdict" },
        { new ClockDrift(Gate, [], double.PositiveInfinity), "the drift is no number" },
    };

    [Theory]
    [MemberData(nameof(NotAllowed))]
    public void What_is_not_allowed_is_not_read(object message, string words)
    {
        var type = WireTypes.Find(message.GetType())!;

        var error = Assert.ThrowsAny<ArgumentException>(() => type.Read(type.Write(message)));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(words, WireTypes.FaultOf(message), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sender_finds_no_fault_in_what_will_be_read() =>
        Assert.All(SampleRequests.All, message => Assert.Null(WireTypes.FaultOf(message)));

    [Fact]
    public void What_is_no_message_or_for_no_device_is_a_fault_too()
    {
        Assert.Equal("Origin is no message of this version", WireTypes.FaultOf(Admin));
        Assert.Equal("it names no device", WireTypes.FaultOf(new InformationQuery.Check(default)));
    }

    [Fact]
    public void A_time_that_is_missing_is_not_read() =>
        Assert.Contains(
            "for how long is missing", Assert.Throws<ArgumentException>(() => WireTypes.Find("z9")!.Read(
                [0x0a, 0x0a, 0x0a, 0x01, (byte)'a', 0x1a, 0x05, 0x0a, 0x03, (byte)'m', (byte)'a', (byte)'n'])).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("o2")]
    [InlineData("c4")]
    [InlineData("z999")]
    public void What_is_no_request_is_not_read_out_of_an_order(string manifest)
    {
        byte[] bytes = [0x0a, (byte)manifest.Length, .. manifest.Select(c => (byte)c), 0x1a, 0x01, (byte)'w'];

        var error = Assert.Throws<ArgumentException>(() => WireTypes.Find("o2")!.Read(bytes));

        Assert.Contains($"'{manifest}' is no request", error.Message, StringComparison.Ordinal);
    }

    // Texts of three bytes a character: so they are in Chinese, and devices speak it.
    public static TheoryData<object> Largest => new()
    {
        new ConfigurationTable(Gate, Han(64), 256, Han(ConfigurationTable.MaxBytes / 3)),
        new SessionOrder(new ConfigurationOrder.Write(Gate, Han(64), 256, Han(ConfigurationTable.MaxBytes / 3)), new Origin(Han(128), Han(128))),
        new ConfigurationWritten(
            Gate, Han(64), 1, true, [.. Many(ConfigurationWritten.MaxDifferences, _ => Difference)],
            [.. Many(ConfigurationWritten.MaxDifferences, _ => Difference)], int.MaxValue),
        new DeviceInformation(
            Gate, Han(128), Han(128), Han(128), Han(128), Han(128), 65535, 65535, [.. Many(DeviceInformation.MaxAlarmInputs, _ => true)], 1024,
            [.. Many(DeviceInformation.MaxChannels, n => new ChannelInformation(n, Han(ChannelInformation.MaxTitle), true))],
            [.. Many(DeviceInformation.MaxDisks, n => new DiskInformation(n, n, long.MaxValue, long.MaxValue, true, Han(DiskInformation.MaxUse)))],
            [.. Many(DeviceInformation.MaxNotTold, _ => Han(DeviceInformation.MaxReason))]),
        new DeviceCheck(Gate, [.. Many(DeviceCheck.MaxRows, _ => new CheckRow(Han(200), CheckVerdict.Bad, Han(200), Han(200)))]),
        new ClockDrift(Gate, [.. Many(ClockDrift.MaxSamples, _ => new ClockSample(At, TimeSpan.MaxValue / 9, TimeSpan.MaxValue / 9))], 1),
        new PtzStatus(Gate, 1, 1, 1, 1, true, [.. Many(PtzStatus.MaxPresets, n => new PtzPreset(n, Han(21)))], new(new(Han(64)), At, At)),
        new PictureOffer(Gate, 1, long.MaxValue, At, int.MaxValue, 1, 1, true, At, new MediaLink("jpg", new string('u', MediaLink.MaxUrl))),
    };

    private static ConfigurationDifference Difference =>
        new(Han(ConfigurationDifference.MaxPath), Han(ConfigurationDifference.MaxValue), Han(ConfigurationDifference.MaxValue));

    [Theory]
    [MemberData(nameof(Largest))]
    public void The_largest_that_is_allowed_fits_into_a_frame(object message)
    {
        Assert.Null(WireTypes.FaultOf(message));
        Assert.InRange(WireTypes.Find(message.GetType())!.Write(message).Length, 1, Frame - 2048);
    }

    [Fact]
    public void What_is_written_into_a_table_is_in_no_text()
    {
        var write = new ConfigurationOrder.Write(Gate, "Network", 1, """{"Password":"canary"}""");

        Assert.DoesNotContain("canary", $"{write} {new SessionOrder(write, Admin)} {write.Words}", StringComparison.Ordinal);
    }

    private static string Han(int count) => new('门', count);

    private static IEnumerable<T> Many<T>(int count, Func<int, T> make) => Enumerable.Range(1, count).Select(make);
}
