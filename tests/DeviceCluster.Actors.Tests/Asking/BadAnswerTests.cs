using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Simulator.Json;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>Devices whose answers are wrong: one request fails in words, the session stands, and the next request is answered.</summary>
public sealed class BadAnswerTests(NativeLibrary native, ITestOutputHelper output) : AskingTest(native, output)
{
    private DeviceClusterSettings Brief => Settings with { Asking = Settings.Asking with { Limit = TimeSpan.FromSeconds(1), ClockEvery = TimeSpan.Zero } };

    [Theory]
    [InlineData(AnswerFault.WrongId)]
    [InlineData(AnswerFault.Huge)]
    [InlineData(AnswerFault.Corrupt)]
    public async Task An_answer_that_is_wrong_costs_its_request_alone(AnswerFault fault)
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet, Brief);
        fleet.Devices[0].Faults.Answers.Order(fault, 1);

        var refused = await RefusedAsync(node, new ConfigurationQuery.Read(Gate, "General", null));
        var next = await AskAsync(node, new ConfigurationQuery.Read(Gate, "General", null));

        Assert.Equal(RefusalCode.DeviceRefused, refused.Code);
        Assert.StartsWith("reading the table General: ", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("MachineName", next.Json, StringComparison.Ordinal);
        Assert.Equal((SessionPhase.Online, 1L), ((await node.StatusAsync(Gate)).Phase, fleet.Devices[0].Facts.LoginsAccepted));
    }

    [Fact]
    public async Task An_answer_that_comes_twice_answers_one_request_once()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        fleet.Devices[0].Faults.Answers.Order(AnswerFault.Twice, 2);

        var first = await AskAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", 1));
        var second = await AskAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", 2));
        var third = await AskAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", 3));

        Assert.Equal(
            ["""{"Name":"CAM 1"}""", """{"Name":"CAM 2"}""", """{"Name":"CAM 3"}"""], new[] { first, second, third }.Select(table => table.Json));
    }

    [Fact]
    public async Task An_answer_after_its_time_is_refused_as_such_and_is_nobody_elses_answer()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet, Brief);
        fleet.Devices[0].Faults.Answers.Delay(TimeSpan.FromSeconds(2));

        var refused = await RefusedAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", 1));
        fleet.Devices[0].Faults.Answers.Delay(TimeSpan.Zero);
        var next = await AskAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", 2));

        Assert.Equal(RefusalCode.DeviceRefused, refused.Code);
        Assert.Contains("the device did not answer in time", refused.Reason, StringComparison.Ordinal);
        Assert.Equal("""{"Name":"CAM 2"}""", next.Json);
    }

    [Fact]
    public async Task An_order_that_is_not_answered_in_time_has_an_unknown_outcome()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet, Brief);
        fleet.Devices[0].Faults.Answers.Delay(Limits.Patience);

        var refused = await RefusedAsync(node, new ControlOrder.ShutDown(Gate));

        Assert.Equal(RefusalCode.NoAnswer, refused.Code);
        Assert.Contains("whether the order was carried out is not known", refused.Reason, StringComparison.Ordinal);
        // This one was.
        await Limits.UntilAsync(() => fleet.Devices[0].Faults.PoweredOff);
    }

    [Fact]
    public async Task A_clock_is_read_though_the_tables_of_its_zone_are_wrong()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        fleet.Devices[0].Faults.Answers.Order(AnswerFault.Huge, 1);

        var report = await AskAsync(node, new ClockQuery.Read(Gate));

        Assert.Equal(((TimeSpan?)null, (bool?)null), (report.Zone, report.Ntp));
    }
}
