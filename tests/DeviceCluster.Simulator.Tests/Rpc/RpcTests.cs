using System.Globalization;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Rpc;

public class RpcTests
{
    [Theory]
    [InlineData("magicBox.getSerialNo", "sn", "SIM000100000001")]
    [InlineData("magicBox.getDeviceType", "type", "DHI-NVR4104HS")]
    [InlineData("magicBox.getDeviceClass", "type", "NVR")]
    [InlineData("magicBox.getMachineName", "name", "NVR-1")]
    public async Task A_device_tells_what_it_is(string method, string field, string expected)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.CallAsync(method);

        Assert.Equal((true, expected, 7), ((bool)reply["result"]!, (string)reply["params"]![field]!, (int)reply["id"]!));
    }

    [Fact]
    public async Task The_header_echoes_the_request_and_names_the_session()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var (json, packets) = await client.PacketsAsync("""{"method":"magicBox.getVendor","id":99}""", id: 99);

        var packet = Assert.Single(packets);
        Assert.Equal((0xF6, 99u, (uint)packet.Extension.Length), (packet.Command, packet.Number(8), packet.Number(16)));
        Assert.Equal(host.Devices[0].OpenSessionIds().Single(), packet.Number(24));
        Assert.Equal(packet.Number(24), (uint)json["session"]!);
    }

    [Fact]
    public async Task A_long_reply_comes_in_several_packets_with_the_same_header()
    {
        await using var host = await Fleet.StartAsync(options => options with { Channels = 16 });
        using var client = await RawLogin.LoggedInAsync(host);

        var (json, packets) = await client.PacketsAsync("""{"method":"configManager.getConfig","params":{"name":"Encode"},"id":5}""", id: 5);

        Assert.InRange(packets.Count, 2, 100);
        Assert.Single(packets.Select(packet => packet.HeaderHex[16..]).Distinct());
        Assert.Equal(16, json["params"]!["table"]!.AsArray().Count);
        Assert.Equal(("H.265", 1280), ((string)json["params"]!["table"]![3]!["MainFormat"]![0]!["Video"]!["Compression"]!,
            (int)json["params"]!["table"]![3]!["MainFormat"]![0]!["Video"]!["Width"]!));
    }

    [Fact]
    public async Task A_request_may_come_in_pieces()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        var json = """{"method":"magicBox.getSerialNo","id":3}""";

        await client.SendAsync(RawRpc.Header(3, json.Length), json[..10]);
        var reply = await client.AskAsync(RawRpc.Header(3, json.Length), json[10..]);

        Assert.Contains("SIM000100000001", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_was_set_is_read_back_and_can_be_restored()
    {
        await using var host = await Fleet.StartAsync(options => options with { Devices = 2 });
        using var client = await RawLogin.LoggedInAsync(host);
        using var other = await RawLogin.LoggedInAsync(host, device: 2);

        var set = await client.CallAsync("configManager.setConfig", """{"name":"ChannelTitle","table":[{"Name":"Gate"},{"Name":"B"},{"Name":"C"},{"Name":"D"}],"options":[]}""");
        await client.CallAsync("configManager.setConfig", """{"name":"ChannelTitle","channel":1,"table":{"Name":"Yard"}}""");
        var read = await client.CallAsync("configManager.getConfig", """{"name":"ChannelTitle"}""");
        var others = await other.CallAsync("configManager.getConfig", """{"name":"ChannelTitle","channel":0}""");
        await client.CallAsync("configManager.restore", """{"name":"ChannelTitle"}""");
        var restored = await client.CallAsync("configManager.getConfig", """{"name":"ChannelTitle","channel":1}""");

        Assert.True((bool)set["result"]!);
        Assert.Equal(["Gate", "Yard", "C", "D"], read["params"]!["table"]!.AsArray().Select(title => (string)title!["Name"]!));
        Assert.Equal(("CAM 1", "CAM 2"), ((string)others["params"]!["table"]!["Name"]!, (string)restored["params"]!["table"]!["Name"]!));
    }

    [Theory]
    [InlineData("""{"name":"Nonsense","table":{}}""")]
    [InlineData("""{"name":"ChannelTitle","table":{}}""")]
    [InlineData("""{"name":"ChannelTitle","table":[]}""")]
    [InlineData("""{"name":"ChannelTitle","channel":9,"table":{}}""")]
    [InlineData("""{"name":"ChannelTitle"}""")]
    [InlineData("null")]
    public async Task A_table_of_the_wrong_kind_is_refused(string parameters)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.CallAsync("configManager.setConfig", parameters);

        Assert.Equal((false, 268894211), ((bool)reply["result"]!, (int)reply["error"]!["code"]!));
    }

    [Fact]
    public async Task The_clock_can_be_set_within_its_tolerance()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        await client.CallAsync("global.setCurrentTime", """{"time":"2030-01-02 03:04:05","tolerance":5}""");
        var read = await client.CallAsync("global.getCurrentTime");
        var time = DateTime.Parse((string)read["params"]!["time"]!, CultureInfo.InvariantCulture);

        Assert.InRange((time - new DateTime(2030, 1, 2, 3, 4, 5)).TotalSeconds, 0, 30);
    }

    [Theory]
    [InlineData(5, "2026-01-01 00:00:00")]
    [InlineData(0, "2026-01-01 00:00:03")]
    public async Task A_clock_that_is_right_within_the_tolerance_is_left_alone(int tolerance, string shown)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = await Fleet.StartAsync(options => options with { Time = clock });
        using var client = await RawLogin.LoggedInAsync(host);

        await client.CallAsync("global.setCurrentTime", $$"""{"time":"2026-01-01 00:00:03","tolerance":{{tolerance}}}""");

        Assert.Equal(shown, (string?)(await client.CallAsync("global.getCurrentTime"))["params"]!["time"]);
    }

    [Theory]
    [InlineData("9999-12-31 23:59:59")]
    [InlineData("2064-01-01 00:00:00")]
    [InlineData("1999-12-31 23:59:59")]
    public async Task A_year_that_no_frame_can_tell_is_refused_and_a_live_view_goes_on(string time)
    {
        var clock = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = clock });
        using var client = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, client);
        var before = (await live.FramesAsync(2))[0];

        var reply = await client.CallAsync("global.setCurrentTime", $$"""{"time":"{{time}}"}""");
        clock.Advance(TimeSpan.FromSeconds(1));
        var after = (await live.FramesAsync(50))[^1];

        Assert.Equal((false, 268894211), ((bool)reply["result"]!, (int)reply["error"]!["code"]!));
        Assert.Equal(before.LocalTime.AddSeconds(1), after.LocalTime);
    }

    [Fact]
    public async Task The_last_second_that_a_frame_can_tell_passes_under_a_live_view()
    {
        var clock = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = clock });
        using var client = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, client);
        await live.FramesAsync(2);

        await client.CallAsync("global.setCurrentTime", """{"time":"2063-12-31 23:59:59"}""");
        clock.Advance(TimeSpan.FromSeconds(1.5));

        Assert.InRange((await live.FramesAsync(50)).Count, 50, 80);
    }

    [Fact]
    public async Task Several_calls_go_in_one()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.CallAsync("system.multicall",
            """[{"method":"magicBox.getSerialNo","id":1},{"method":"no.such","id":2},{"method":"system.multicall","id":3,"params":[]}]""");

        var replies = reply["params"]!.AsArray();
        Assert.Equal([1, 2, 3], replies.Select(one => (int)one!["id"]!));
        Assert.Equal([true, false, false], replies.Select(one => (bool)one!["result"]!));
    }

    [Theory]
    [InlineData("nothing.here", 268632064)]
    [InlineData("magicBox.dance", 268894210)]
    [InlineData("dance", 268632064)]
    public async Task An_unknown_method_is_refused_by_its_number(string method, int code)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.CallAsync(method);

        Assert.Equal(code, (int)reply["error"]!["code"]!);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("""{"method":7}""")]
    [InlineData("""{"method":"magicBox.getVendor","method":"magicBox.getVendor"}""")]
    public async Task What_is_no_request_is_refused_and_the_session_lives_on(string text)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var (reply, _) = await client.PacketsAsync(text);

        Assert.Equal(268894209, (int)reply["error"]!["code"]!);
        Assert.True((bool)(await client.CallAsync("magicBox.getVendor"))["result"]!);
    }

    [Fact]
    public async Task A_nest_of_a_thousand_levels_is_refused()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var (reply, _) = await client.PacketsAsync(new string('[', 1000) + new string(']', 1000));

        Assert.Equal(268894209, (int)reply["error"]!["code"]!);
    }

    [Fact]
    public async Task Without_a_login_there_is_no_session()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var reply = await client.CallAsync("magicBox.getSerialNo");

        Assert.Equal(287637504, (int)reply["error"]!["code"]!);
    }

    [Fact]
    public async Task Methods_are_listed()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var services = await client.CallAsync("system.listService");
        var methods = await client.CallAsync("global.listMethod");

        Assert.Equal(["magicBox", "global", "configManager", "ptz", "ptzBase", "storage", "alarm", "LogicDeviceManager", "recordManager", "system"], services["params"]!["service"]!.AsArray().Select(name => (string)name!));
        Assert.Contains("global.keepAlive", methods["params"]!["method"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public async Task A_reboot_is_answered_before_the_device_goes()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.CallAsync("magicBox.reboot");

        Assert.True((bool)reply["result"]!);
        Assert.True(await client.EndsByResetAsync());
        Assert.True(host.Devices[0].Faults.PoweredOff);
    }
}
