using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Simulator.Json;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>What a device tells of itself, and how it is judged by the manual's recommendations.</summary>
public sealed class InformationTests(NativeLibrary native, ITestOutputHelper output) : AskingTest(native, output)
{
    private const string Strong = "Gr8!house#Blue";

    [Fact]
    public async Task A_device_tells_what_it_is_and_what_it_has()
    {
        await using var fleet = await Fleet.StartAsync(change: options => options with { DiscoveryPort = SearchPort, HttpPort = 0 });
        await using var node = await OnlineAsync(fleet);
        await WriteAsync(node, "ChannelTitle", """{"Name":"yard"}""", channel: 2);
        await WriteAsync(node, "RecordMode", """{"Mode":2}""", channel: 4);

        var told = await AskAsync(node, new InformationQuery.GetInformation(Gate));

        Assert.Empty(told.NotTold);
        Assert.Equal((fleet.Devices[0].Serial, "NVR-1", "4.001.0000001.0", "2025-06-01"), (told.Serial, told.MachineName, told.Version, told.BuildDate));
        Assert.NotNull(told.Type);
        Assert.Equal((fleet.HttpPort, PortSource.Search, (int?)554, PortSource.Table), (told.HttpPort, told.HttpPortSource, told.RtspPort, told.RtspPortSource));
        Assert.Equal(["CAM 1", "yard", "CAM 3", "CAM 4"], told.Channels.Select(channel => channel.Title));
        Assert.Equal([1, 2, 3, 4], told.Channels.Select(channel => channel.Channel));
        Assert.Equal([true, true, true, false], told.Channels.Select(channel => channel.Recording));
        Assert.Equal((4, 2), (told.AlarmInputs.Length, told.AlarmOutputs));
        var disk = Assert.Single(told.Disks);
        Assert.Equal((1, 1, false, "ReadWrite"), (disk.Disk, disk.Part, disk.Failed, disk.Use));
        Assert.InRange(disk.FreeMebibytes, 1, disk.SizeMebibytes);
    }

    [Fact]
    public async Task What_the_device_does_not_tell_is_told_with_the_reason_and_the_rest_is_answered()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        fleet.Devices[0].Faults.Answers.Order(AnswerFault.Huge, 1);

        var told = await AskAsync(node, new InformationQuery.GetInformation(Gate));

        Assert.Null(told.Type);
        Assert.Equal((fleet.Devices[0].Serial, "NVR-1"), (told.Serial, told.MachineName));
        Assert.StartsWith(
            "type: magicBox.getDeviceType: the device sent what its protocol does not allow", Assert.Single(told.NotTold), StringComparison.Ordinal);
        Assert.Equal((80, PortSource.Usual), (told.HttpPort, told.HttpPortSource));
    }

    [Fact]
    public async Task A_device_that_answers_no_question_is_told_by_its_login_within_the_limit()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet, Settings with { Asking = Settings.Asking with { Limit = TimeSpan.FromMilliseconds(500) } });
        fleet.Devices[0].Faults.Answers.Delay(Limits.Patience);

        var told = await AskAsync(node, new InformationQuery.GetInformation(Gate));

        Assert.Equal((fleet.Devices[0].Serial, 4), (told.Serial, told.Channels.Length));
        Assert.Equal(
            ["type", "version", "machine name", "RTSP port", "channel titles", "recording", "alarm inputs", "disks", "HTTP port"],
            told.NotTold.Select(untold => untold.Split(':')[0]));
    }

    [Fact]
    public async Task A_device_as_it_left_the_factory_is_not_as_recommended()
    {
        await using var fleet = await Fleet.StartAsync(change: options => options with { DiscoveryPort = SearchPort, HttpPort = 0 });
        await using var node = await OnlineAsync(fleet);
        await WriteAsync(node, "General", """{"LockLoginEnable":false}""");
        await WriteAsync(node, "RTSP", """{"Enable":true}""");

        var check = await AskAsync(node, new InformationQuery.Check(Gate));

        Assert.Equal(
            [
                "use strong passwords", "keep the account lock enabled", "change default HTTP and other service ports", "enable HTTPS",
                "assign accounts and privileges reasonably", "disable unnecessary services: UPnP", "disable the router's port mapping",
                "enable IP and MAC address filtering",
            ],
            check.Rows.Where(row => row.Verdict == CheckVerdict.Bad).Select(row => row.Recommendation));
        Assert.DoesNotContain(check.Rows, row => row.Verdict is CheckVerdict.Good or CheckVerdict.NotTold);
        Assert.DoesNotContain(Fleet.Password, string.Join('\n', check.Rows), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_was_set_up_with_care_is_as_recommended_wherever_it_can_be_seen()
    {
        await using var fleet = await Fleet.StartAsync(
            change: options => options with { DiscoveryPort = SearchPort, HttpPort = 0, User = "cluster", Password = Strong });
        await using var node = await StartAsync();
        await OrderAsync(node, fleet.Enrol(Gate, password: Strong) with { User = "cluster" });
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        await WriteAsync(node, "Https", """{"Enable":true}""");
        await WriteAsync(node, "UPnP", """{"Enable":false}""");
        await WriteAsync(node, "AccessFilter", """{"Enable":true}""");

        var check = await AskAsync(node, new InformationQuery.Check(Gate));

        Assert.DoesNotContain(check.Rows, row => row.Verdict is CheckVerdict.Bad or CheckVerdict.NotTold);
        Assert.Equal(6, check.Rows.Count(row => row.Verdict == CheckVerdict.Good));
    }
}
