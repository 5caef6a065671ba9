using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Json;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Faulting;

public class AnswerFaultTests
{
    private const string Serial = "magicBox.getSerialNo";

    [Fact]
    public async Task An_answer_with_the_wrong_id_is_followed_by_right_ones_when_one_was_ordered()
    {
        await using var host = await Web.StartAsync();
        using var binary = await RawLogin.LoggedInAsync(host);
        using var json = await RawDhip.OpenAsync(host);
        await json.LoginAsync();

        host.Devices[0].Faults.Answers.Order(AnswerFault.WrongId, 2);
        await binary.RequestAsync(Serial, id: 7);
        var (wrong, packets) = await binary.ReplyAsync();
        var other = await json.CallAsync(Serial, id: 8);
        var right = await binary.CallAsync(Serial, id: 9);

        Assert.Equal((1007, 1007u, 1008, 9), ((int)wrong["id"]!, packets[0].Number(8), (int)other["id"]!, (int)right["id"]!));
    }

    [Fact]
    public async Task An_answer_comes_twice_on_both_channels()
    {
        await using var host = await Web.StartAsync();
        using var binary = await RawLogin.LoggedInAsync(host);
        using var json = await RawDhip.OpenAsync(host);
        await json.LoginAsync();

        host.Devices[0].Faults.Answers.Order(AnswerFault.Twice, 2);
        var first = await binary.CallAsync(Serial);
        var (second, _) = await binary.ReplyAsync();
        var third = await json.CallAsync(Serial);
        var fourth = await json.ReplyAsync();

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(third.ToJsonString(), fourth.ToJsonString());
    }

    [Fact]
    public async Task A_late_answer_comes_when_its_time_is_over_and_the_session_lives_meanwhile()
    {
        var clock = new FakeTimeProvider();
        await using var host = await Web.StartAsync(options => options with { Time = clock });
        using var binary = await RawLogin.LoggedInAsync(host);

        host.Devices[0].Faults.Answers.Delay(TimeSpan.FromSeconds(3));
        await binary.RequestAsync(Serial, id: 5);
        var alive = await binary.AskAsync("a1");
        await Limit.UntilAsync(() => host.Devices[0].Facts.RpcCalls == 1, "the request is taken");
        clock.Advance(TimeSpan.FromSeconds(3));
        var (late, _) = await binary.ReplyAsync();

        Assert.Equal((0xB1, 5), (alive.Command, (int)late["id"]!));
    }

    [Fact]
    public async Task A_corrupt_answer_is_no_JSON_and_the_next_one_is()
    {
        await using var host = await Web.StartAsync();
        using var json = await RawDhip.OpenAsync(host);
        await json.LoginAsync();

        host.Devices[0].Faults.Answers.Order(AnswerFault.Corrupt, 1);
        await json.SendAsync(Serial);
        var broken = await json.TextAsync();

        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(broken));
        Assert.True((bool)(await json.CallAsync(Serial))["result"]!);
    }

    [Fact]
    public async Task An_answer_of_4_MiB_comes_whole_on_every_channel()
    {
        await using var host = await Web.StartAsync();
        using var binary = await RawLogin.LoggedInAsync(host);
        using var json = await RawDhip.OpenAsync(host);
        await json.LoginAsync();
        using var web = Web.Of(host, password: null);
        var session = (await web.LoginAsync())["session"];

        host.Devices[0].Faults.Answers.Order(AnswerFault.Huge, 3);
        JsonObject[] replies = [await binary.CallAsync(Serial), await json.CallAsync(Serial), await web.PostAsync("/RPC2", Serial, session: session)];

        Assert.All(replies, reply => Assert.Equal(4 * 1024 * 1024, ((string)reply["padding"]!).Length));
        Assert.Null((await binary.CallAsync(Serial))["padding"]);
    }

    [Fact]
    public async Task A_picture_may_be_empty_or_none_at_all()
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host);

        host.Devices[0].Faults.Answers.Order(AnswerFault.EmptyPicture, 1);
        var empty = await web.BytesAsync("/cgi-bin/snapshot.cgi?channel=1");
        host.Devices[0].Faults.Answers.Order(AnswerFault.NoJpeg);
        var text = await web.BytesAsync("/cgi-bin/snapshot.cgi?channel=1");
        host.Devices[0].Faults.Heal();
        var picture = await web.BytesAsync("/cgi-bin/snapshot.cgi?channel=1");

        Assert.Equal((0, (byte)'E', 0xFF), (empty.Length, text[0], picture[0]));
    }

    [Fact]
    public async Task A_slow_device_sends_so_many_bytes_a_second()
    {
        var clock = new FakeTimeProvider();
        await using var host = await Web.StartAsync(options => options with { Time = clock });
        using var json = await RawDhip.OpenAsync(host);
        await json.LoginAsync();

        host.Devices[0].Faults.Answers.Slow(100);
        await json.SendAsync(Serial);
        var first = await json.Connection.ReadAsync(10);
        var silent = await json.Connection.StaysSilentAsync(TimeSpan.FromMilliseconds(100));
        host.Devices[0].Faults.Answers.Slow(0);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0x20, first[0]);
        Assert.True(silent);
        Assert.Equal(22, (await json.Connection.ReadAsync(22)).Length);
    }

    [Fact]
    public async Task The_control_port_orders_them_and_says_what_they_take()
    {
        await using var host = await Web.StartAsync(options => options with { Control = new IPEndPoint(IPAddress.Loopback, 0) });
        using var http = new HttpClient { BaseAddress = host.Control, Timeout = Limit.Wait };

        foreach (var fault in new[] { "corrupt", "wrong-id", "twice", "huge-json", "empty-picture", "no-jpeg" })
            await OrderAsync(http, fault, new { count = 1 }, HttpStatusCode.OK);

        await OrderAsync(http, "late", new { seconds = 0.5 }, HttpStatusCode.OK);
        await OrderAsync(http, "slow", new { bytesPerSecond = 1000 }, HttpStatusCode.OK);
        await OrderAsync(http, "slow", new { }, HttpStatusCode.BadRequest);
        await OrderAsync(http, "twice", new { count = -1 }, HttpStatusCode.BadRequest);
        var told = await http.GetFromJsonAsync<JsonObject>(new Uri("/devices/1", UriKind.Relative));

        Assert.Equal(
            ["Corrupt", "EmptyPicture", "Huge", "NoJpeg", "Twice", "WrongId", "late", "slow"],
            told!["faults"]!.AsArray().Select(fault => (string)fault!).Order(StringComparer.Ordinal));
    }

    private static async Task OrderAsync(HttpClient http, string fault, object body, HttpStatusCode expected)
    {
        using var answer = await http.PostAsJsonAsync(new Uri($"/devices/1/faults/{fault}", UriKind.Relative), body);
        Assert.Equal(expected, answer.StatusCode);
    }
}
