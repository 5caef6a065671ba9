using DeviceCluster.Client.Tests.Support;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Fleet;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Testing.Processes;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests;

/// <summary>A service asks devices over the real road: a cluster member, a shard proxy, the wire. The devices answer as each test says.</summary>
public sealed class DeviceClusterClientTests(ITestOutputHelper output)
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly DeviceReply.Done Done = new();

    [Fact]
    public async Task An_order_is_sent_with_a_key_and_its_answer_comes_back_typed()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        var reply = await host.Client.TellAsync(new DeviceCommand.Disable(Gate));

        Assert.Equal(Done, reply);
        var order = Assert.IsType<DeviceOrder>(Assert.Single(node.Received));
        Assert.Equal(new DeviceCommand.Disable(Gate), order.Command);
        Assert.Equal(26, order.Key.Value.Length);
    }

    [Fact]
    public async Task A_refusal_comes_back_as_a_value_with_its_words()
    {
        var refused = new DeviceReply.Refused(RefusalCode.NotEnrolled, "device gate is not enrolled", "enrol it first");
        await using var node = await ScriptedNode.StartAsync(_ => refused);
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        Assert.Equal(refused, await host.Client.TellAsync(new DeviceCommand.Disable(Gate)));
    }

    [Fact]
    public async Task An_order_to_a_device_that_moves_is_sent_again_under_the_same_key()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        node.Answer = _ => node.Received.Count < 3 ? new DeviceReply.Refused(RefusalCode.Moving, "handed over", "again") : Done;
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        Assert.Equal(Done, await host.Client.TellAsync(new DeviceCommand.Disable(Gate)));

        Assert.Equal(3, node.Received.Count);
        Assert.Single(node.Received.Distinct());
    }

    [Fact]
    public async Task An_order_whose_answer_is_lost_is_sent_again_under_the_same_key()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        node.Answer = _ => node.Received.Count < 2 ? null : Done;
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        Assert.Equal(Done, await host.Client.TellAsync(new DeviceCommand.Disable(Gate)));

        Assert.Equal(2, node.Received.Count);
        Assert.Single(node.Received.Distinct());
    }

    [Fact]
    public async Task Silence_until_the_deadline_is_a_refusal_that_says_what_is_not_known()
    {
        await using var node = await ScriptedNode.StartAsync(_ => null);
        await using var host = await ClientHost.StartAsync(node.Seed, output);
        await host.JoinedAsync();

        var order = await host.Client.TellAsync(new DeviceCommand.Disable(Gate), TimeSpan.FromSeconds(4));
        var report = await host.Client.ReportAsync(Gate, TimeSpan.FromSeconds(1));

        var refused = Assert.IsType<DeviceReply.Refused>(order);
        Assert.Equal(RefusalCode.NoAnswer, refused.Code);
        Assert.Equal("device gate gave no answer within 4 s; whether Disable was carried out is not known", refused.Reason);
        Assert.False(report.IsGiven);
        Assert.Equal((RefusalCode.NoAnswer, "device gate gave no answer within 1 s"), (report.Refusal.Code, report.Refusal.Reason));
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_an_exception_at_once()
    {
        using var stop = new CancellationTokenSource();
        await using var node = await ScriptedNode.StartAsync(_ => null);
        node.Answer = _ =>
        {
            stop.Cancel();
            return null;
        };
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Client.TellAsync(new DeviceCommand.Disable(Gate), TimeSpan.FromMinutes(5), stop.Token));
    }

    [Fact]
    public async Task One_question_more_than_may_be_in_flight_is_refused_without_being_sent()
    {
        using var stop = new CancellationTokenSource();
        await using var node = await ScriptedNode.StartAsync(_ => null);
        await using var host = await ClientHost.StartAsync(node.Seed, output, options => options with { MaxInFlight = 2 });
        Task<Answer<DeviceReport>>[] waiting = [.. Enumerable.Range(0, 2).Select(_ => host.Client.ReportAsync(Gate, cancellationToken: stop.Token))];

        var third = await host.Client.TellAsync(new DeviceCommand.Disable(Gate));

        var refused = Assert.IsType<DeviceReply.Refused>(third);
        Assert.Equal(RefusalCode.Busy, refused.Code);
        Assert.Contains("MaxInFlight", refused.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(node.Received, message => message is DeviceOrder);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    [Fact]
    public async Task An_answer_that_is_not_expected_is_a_refusal_that_names_it()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        var report = await host.Client.ReportAsync(Gate);

        Assert.Equal(RefusalCode.NotSupported, report.Refusal?.Code);
        Assert.Contains("GetReport with Done", report.Refusal?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_node_nothing_is_sent_and_the_seeds_are_named()
    {
        var seed = $"127.0.0.1:{Programs.FreePort()}";
        await using var host = await ClientHost.StartAsync(seed, output);

        var refused = Assert.IsType<DeviceReply.Refused>(await host.Client.TellAsync(new DeviceCommand.Disable(Gate), TimeSpan.FromSeconds(2)));

        Assert.Equal(RefusalCode.NoAnswer, refused.Code);
        Assert.Contains("Disable was not sent", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(seed, refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_come_later_are_found_within_the_deadline()
    {
        var port = Programs.FreePort();
        await using var host = await ClientHost.StartAsync($"127.0.0.1:{port}", output);
        var asked = host.Client.TellAsync(new DeviceCommand.Disable(Gate));

        await using var node = await ScriptedNode.StartAsync(_ => Done, port: port);

        Assert.Equal(Done, await asked);
    }

    [Fact]
    public async Task A_command_that_is_not_ours_is_refused_and_not_sent()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        Assert.Equal(RefusalCode.Invalid, Assert.IsType<DeviceReply.Refused>(await host.Client.TellAsync(new Foreign(Gate))).Code);
        Assert.Equal(
            RefusalCode.Invalid,
            Assert.IsType<DeviceReply.Refused>(await host.Client.TellAsync(new DeviceOrder(default, new DeviceCommand.Disable(Gate)))).Code);
        Assert.Empty(node.Received);
    }

    [Fact]
    public async Task A_deadline_beyond_what_devices_remember_is_a_bug_of_the_caller()
    {
        await using var host = await ClientHost.StartAsync("127.0.0.1:1", output);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Client.ReportAsync(Gate, TimeSpan.FromMinutes(6)));
    }

    [Fact]
    public async Task An_order_over_a_session_travels_with_who_gives_it_and_a_question_bare()
    {
        var drift = new ClockDrift(Gate, [], 1.5);
        await using var node = await ScriptedNode.StartAsync(message => message is SessionOrder ? Done : drift);
        await using var host = await ClientHost.StartAsync(node.Seed, output, options => options with { Name = "recorder-7" });

        var answer = await host.Client.AskAsync(new ClockQuery.GetDrift(Gate));
        var reply = await host.Client.AskAsync(new ControlOrder.Reboot(Gate), deadline: TimeSpan.FromMinutes(2));

        Assert.Equal(1.5, answer.Value?.SecondsPerDay);
        Assert.Equal(Done, reply.Value);
        Assert.Equal(new ClockQuery.GetDrift(Gate), node.Received.First());
        var sent = Assert.IsType<SessionOrder>(node.Received.Last());
        Assert.Equal((new ControlOrder.Reboot(Gate), new Origin("recorder-7", host.Link.Present!.Self)), (sent.Request, sent.By));
        Assert.InRange(sent.BeginBefore!.Left, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Equal(2, node.Received.Count);
    }

    [Fact]
    public async Task An_order_over_a_session_that_is_not_carried_out_yet_is_sent_again()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        node.Answer = _ => node.Received.Count switch
        {
            1 => new DeviceReply.Refused(RefusalCode.Moving, "handed over", "again"),
            2 => new DeviceReply.Refused(RefusalCode.StorageUnavailable, "its journal cannot be read", "again"),
            _ => Done,
        };
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        Assert.Equal(Done, (await host.Client.AskAsync(new ControlOrder.Reboot(Gate))).Value);

        Assert.Equal(3, node.Received.Count);
    }

    [Fact]
    public async Task An_order_over_a_session_without_an_answer_is_told_as_unknown_and_never_sent_twice()
    {
        await using var node = await ScriptedNode.StartAsync(_ => null);
        await using var host = await ClientHost.StartAsync(node.Seed, output);
        await host.JoinedAsync();

        var reply = await host.Client.AskAsync(new ControlOrder.Reboot(Gate), TimeSpan.FromSeconds(2));

        Assert.Equal(
            (RefusalCode.NoAnswer, "device gate gave no answer within 2 s; whether reboot was carried out is not known"),
            (reply.Refusal?.Code, reply.Refusal?.Reason));
        Assert.Contains("sent again it may be carried out twice", reply.Refusal?.Remedy, StringComparison.Ordinal);
        Assert.Single(node.Received);
    }

    [Fact]
    public async Task What_no_node_would_read_is_refused_and_not_sent()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        var reply = await host.Client.AskAsync(new PtzOrder.Turn(Gate, 1, new PtzHolder("guard"), default, 1, TimeSpan.FromSeconds(1)));

        Assert.Equal(RefusalCode.Invalid, reply.Refusal?.Code);
        Assert.Contains("0 is no PtzLens", reply.Refusal?.Reason, StringComparison.Ordinal);
        Assert.Empty(node.Received);
    }

    [Fact]
    public async Task Live_views_are_opened_listed_and_closed_by_their_own_answers()
    {
        var offer = new MediaOffer(Gate, 2, StreamKind.Extra1, "H264", 640, 480, 7, DateTimeOffset.UnixEpoch, [new MediaLink("h264", "http://x/1")]);
        await using var node = await ScriptedNode.StartAsync(message => message switch
        {
            LiveCommand.Open => new LiveReply.Offered(offer),
            LiveCommand.Close => new LiveReply.Closed(3),
            _ => new LiveList(Gate, []),
        });
        await using var host = await ClientHost.StartAsync(node.Seed, output, options => options with { Name = "recorder-7" });

        var opened = Assert.IsType<LiveReply.Offered>(await host.Client.OpenLiveAsync(Gate, 2, StreamKind.Extra1));
        var closed = await host.Client.CloseLiveAsync(Gate, 2, StreamKind.Extra1);
        var views = await host.Client.LiveViewsAsync(Gate);

        Assert.Equal("http://x/1", opened.Offer.Links[0].Url);
        Assert.Equal(new LiveReply.Closed(3), closed);
        Assert.Empty(Assert.IsType<LiveList>(views.Value).Views);
        var by = new Origin("recorder-7", host.Link.Present!.Self);
        Assert.Equal(
            [
                new LiveCommand.Open(Gate, 2, StreamKind.Extra1) { By = by },
                new LiveCommand.Close(Gate, 2, StreamKind.Extra1) { By = by },
                new LiveCommand.List(Gate),
            ],
            node.Received.ToArray());
    }

    [Fact]
    public async Task All_devices_are_read_page_by_page_until_the_last_one()
    {
        await using var node = await ScriptedNode.StartAsync(message => message is FleetQuery.List list ? PageBehind(list.After) : null);
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        var all = await host.Client.DevicesAsync();

        Assert.True(all.IsGiven, all.ToString());
        Assert.Equal(["d-1", "d-2", "d-3"], all.Value.Select(device => device.Device.Value));
        Assert.Equal(3, node.Received.Count);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_is_refused_with_the_reason_of_the_node()
    {
        await using var node = await ScriptedNode.StartAsync(_ => new FleetReply.Refused(RefusalCode.StorageUnavailable, "the disk is full", "make room"));
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        var all = await host.Client.DevicesAsync();

        Assert.Equal(new Refusal(RefusalCode.StorageUnavailable, "the disk is full", "make room"), all.Refusal);
    }

    private static FleetReply.Page PageBehind(DeviceId? after)
    {
        var number = after is { } id ? id.Value[^1] - '0' + 1 : 1;
        var device = new DeviceId($"d-{number}");
        return new FleetReply.Page(
            [new FleetDevice(device, new DeviceAddress("10.0.0.7"), null, null, true, null, null, "", null)], number < 3 ? device : null);
    }

    private sealed record Foreign(DeviceId Device) : DeviceCommand(Device)
    {
        public override string Words => "foreign";
    }
}
