using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Sdk.Sessions;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>How a device is reached goes the whole way: order, journal, report, login.</summary>
public sealed class DeviceAccessTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task A_port_that_is_set_holds_for_the_login_that_stands_and_for_the_one_after_a_restart()
    {
        await using (var node = await OnlineAsync())
        {
            Assert.Null(Assert.Single(Library.Logins).HttpPort);

            await OrderAsync(node, new DeviceCommand.SetAccess(Gate, HttpPort: 8080, RtspPort: 8554));

            Assert.Equal(8080, Assert.Single(Library.Logins).HttpPort);
            Assert.Equal(new DeviceAccess(8080, 8554), (await node.Devices.ReportAsync(Gate, CancellationToken.None)).Access);
            Assert.Equal("access changed", (await StoryAsync(node))[^1]);
        }

        await using var next = await StartAsync();
        await next.UntilPhaseAsync(Gate, SessionPhase.Online);
        var report = await next.Devices.ReportAsync(Gate, CancellationToken.None);

        Assert.Equal(8080, Library.Logins.Last().HttpPort);
        Assert.Equal(new DeviceAccess(8080, 8554), report.Access);
    }

    [Fact]
    public async Task A_port_that_is_taken_back_is_asked_of_the_device_again()
    {
        await using var node = await OnlineAsync();
        await OrderAsync(node, new DeviceCommand.SetAccess(Gate, HttpPort: 8080));

        await OrderAsync(node, new DeviceCommand.SetAccess(Gate, HttpPort: DeviceCommand.SetAccess.AutomaticPort));

        Assert.Null(Assert.Single(Library.Logins).HttpPort);
    }

    [Fact]
    public async Task Information_tells_each_port_with_how_it_is_known_and_asks_for_none_that_is_set()
    {
        await using var node = await OnlineAsync();
        Library.Answers.HttpPort = () => new HttpPort(80, HttpPortSource.Usual);
        var untold = await InformationAsync(node);
        Library.Answers.HttpPort = () => throw new InvalidOperationException("a port that is set is not asked for");

        await OrderAsync(node, new DeviceCommand.SetAccess(Gate, HttpPort: 8080, RtspPort: 8554));
        var set = await InformationAsync(node);

        Assert.Equal(
            (80, PortSource.Usual, 554, PortSource.Usual), (untold.HttpPort, untold.HttpPortSource, untold.RtspPort, untold.RtspPortSource));
        Assert.Equal((8080, PortSource.Set, 8554, PortSource.Set), (set.HttpPort, set.HttpPortSource, set.RtspPort, set.RtspPortSource));
        Assert.DoesNotContain(set.NotTold, reason => reason.Contains("port", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_library_is_told_of_the_plain_login_only_where_it_was_ordered()
    {
        await using var node = await StartAsync();
        await OrderAsync(node, Enrol(Gate, new DeviceAccess(PlainLogin: true)));
        await OrderAsync(node, Enrol(new("yard"), access: null));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        await node.UntilPhaseAsync(new("yard"), SessionPhase.Online);

        Assert.Equal(["10.0.0.gate True", "10.0.0.yard False"], Library.Requests.Select(request => $"{request.Host} {request.PlainLogin}").Order());
    }

    [Fact]
    public async Task A_session_by_plain_login_ends_when_that_is_forbidden()
    {
        await using var node = await StartAsync();
        await OrderAsync(node, Enrol(Gate, new DeviceAccess(PlainLogin: true)));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        await OrderAsync(node, new DeviceCommand.SetAccess(Gate, PlainLogin: false));

        await Limits.UntilAsync(() => Task.FromResult(Library.Requests.Count == 2));
        Assert.False(Library.Requests.Last().PlainLogin);
        Assert.Equal(1, Library.Logins.First().Logouts);
    }

    // The information of a scripted device has no more than its ports: what else is asked is told as not told.
    private async Task<DeviceInformation> InformationAsync(TestNode node)
    {
        Library.Answers.Ask = (question, _) => throw Refusal.Unsupported(question);
        Library.Answers.Table = (name, _) => throw Refusal.Unsupported(name);
        Library.Answers.Recording = Library.Answers.AlarmInputs = () => [];
        Library.Answers.Disks = () => [];
        return await node.Devices.AskAsync(new InformationQuery.GetInformation(Gate), new Origin("operator", "console"), CancellationToken.None);
    }

    private static DeviceCommand.Enrol Enrol(DeviceId device, DeviceAccess? access) =>
        new(device, new DeviceAddress($"10.0.0.{device}"), "admin", new Secret("secret"), Serial: null, access);

    private static async Task OrderAsync(TestNode node, DeviceCommand command) =>
        Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(command, CancellationToken.None));
}
