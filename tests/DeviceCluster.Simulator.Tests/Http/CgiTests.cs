using System.Net;
using System.Net.Sockets;
using System.Text;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Http;

public class CgiTests
{
    [Theory]
    [InlineData("magicBox.cgi?action=getDeviceType", "type=DHI-NVR4104HS\r\n")]
    [InlineData("magicBox.cgi?action=getSerialNo", "sn=SIM000100000001\r\n")]
    [InlineData("magicBox.cgi?action=getMachineName", "name=NVR-1\r\n")]
    [InlineData("magicBox.cgi?action=getProductDefinition&name=AlarmInChannel", "definition.AlarmInChannel=4\r\n")]
    [InlineData("alarm.cgi?action=getInState", "result=0\r\n")]
    [InlineData("configManager.cgi?action=getConfig&name=ChannelTitle",
        "table.ChannelTitle[0].Name=CAM 1\r\ntable.ChannelTitle[1].Name=CAM 2\r\ntable.ChannelTitle[2].Name=CAM 3\r\ntable.ChannelTitle[3].Name=CAM 4\r\n")]
    public async Task A_script_answers_in_lines(string request, string expected)
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host);

        Assert.Equal(expected, await web.TextAsync("/cgi-bin/" + request));
    }

    [Fact]
    public async Task Every_device_of_a_fleet_answers_for_itself_on_one_port()
    {
        await using var host = await Web.StartAsync(options => options with { Devices = 3 });
        using var second = Web.Of(host, device: 2);
        using var third = Web.Of(host, device: 3);

        Assert.Equal("sn=SIM000100000002\r\n", await second.TextAsync("/cgi-bin/magicBox.cgi?action=getSerialNo"));
        Assert.Equal("sn=SIM000100000003\r\n", await third.TextAsync("/cgi-bin/magicBox.cgi?action=getSerialNo"));
        Assert.Equal(0, host.Devices[0].Facts.HttpRequests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic YWRtaW46UzNjcmV0LW9mLXRlc3Rz")]
    [InlineData("Digest nonsense")]
    [InlineData("Digest username=\"admin\", realm=\"x\", nonce=\"1\", uri=\"/\", response=\"2\"")]
    public async Task Without_a_digest_there_is_a_challenge(string? authorization)
    {
        await using var host = await Web.StartAsync();
        using var http = new HttpClient { Timeout = Limit.Wait };
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"http://{host.Devices[0].Address}:{host.HttpPort}/cgi-bin/magicBox.cgi?action=getSerialNo");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var challenge = Assert.Single(answer.Headers.WwwAuthenticate);
        Assert.Equal("Digest", challenge.Scheme);
        Assert.Contains("realm=\"Login to SIM000100000001\"", challenge.Parameter, StringComparison.Ordinal);
        Assert.Contains("qop=\"auth\"", challenge.Parameter, StringComparison.Ordinal);
        Assert.Equal(1, host.Devices[0].Facts.HttpRefused);
    }

    [Fact]
    public async Task Wrong_passwords_lock_the_user_here_as_at_any_login()
    {
        await using var host = await Web.StartAsync(options => options with { AllowedTries = 2 });
        using var wrong = Web.Of(host, password: "wrong");
        using var right = Web.Of(host);

        using var first = await wrong.GetAsync("/cgi-bin/magicBox.cgi?action=getSerialNo");
        using var second = await wrong.GetAsync("/cgi-bin/magicBox.cgi?action=getSerialNo");
        using var locked = await right.GetAsync("/cgi-bin/magicBox.cgi?action=getSerialNo");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (first.StatusCode, second.StatusCode, locked.StatusCode));
        Assert.Contains("locked", await locked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_set_by_its_keys_and_read_back_by_JSON()
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host);
        using var client = await RawLogin.LoggedInAsync(host);

        var set = await web.TextAsync("/cgi-bin/configManager.cgi?action=setConfig&ChannelTitle[1].Name=Yard&MotionDetect[0].Enable=false&NTP.TimeZone=13");
        var titles = await client.CallAsync("configManager.getConfig", """{"name":"ChannelTitle","channel":1}""");
        var motion = await web.TextAsync("/cgi-bin/configManager.cgi?action=getConfig&name=MotionDetect");

        Assert.Equal("OK\r\n", set);
        Assert.Equal("Yard", (string)titles["params"]!["table"]!["Name"]!);
        Assert.StartsWith("table.MotionDetect[0].Enable=false\r\n", motion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("configManager.cgi?action=setConfig&ChannelTitle[9].Name=x")]
    [InlineData("configManager.cgi?action=setConfig&MotionDetect[0].Enable=perhaps")]
    [InlineData("configManager.cgi?action=setConfig&MotionDetect[0]=true")]
    [InlineData("configManager.cgi?action=setConfig&Nonsense.A=1")]
    [InlineData("configManager.cgi?action=setConfig&NTP.TimeZone=99")]
    [InlineData("configManager.cgi?action=setConfig")]
    [InlineData("configManager.cgi?action=getConfig&name=Nonsense")]
    [InlineData("global.cgi?action=setCurrentTime&time=yesterday")]
    [InlineData("magicBox.cgi?action=dance")]
    [InlineData("snapshot.cgi?channel=5")]
    [InlineData("snapshot.cgi?channel=-1")]
    [InlineData("ptz.cgi?action=start&channel=1&code=GotoPreset&arg1=0&arg2=300&arg3=0")]
    [InlineData("ptz.cgi?action=start&channel=2&code=Up&arg1=0&arg2=1&arg3=0")]
    public async Task What_cannot_be_is_a_bad_request(string request)
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host);

        using var answer = await web.GetAsync("/cgi-bin/" + request);

        Assert.Equal((HttpStatusCode.BadRequest, "Error\r\nBad Request!\r\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_script_that_no_device_has_is_not_found()
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host);

        using var script = await web.GetAsync("/cgi-bin/console.cgi");
        using var page = await web.GetAsync("/index.html");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (script.StatusCode, page.StatusCode));
    }

    [Fact]
    public async Task The_clock_is_set_and_read()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        await using var host = await Web.StartAsync(options => options with { Time = clock });
        using var web = Web.Of(host);

        Assert.Equal("OK\r\n", await web.TextAsync("/cgi-bin/global.cgi?action=setCurrentTime&time=2026-3-4%205:06:07"));
        Assert.Equal("result=2026-03-04 05:06:07\r\n", await web.TextAsync("/cgi-bin/global.cgi?action=getCurrentTime"));
    }

    [Fact]
    public async Task A_camera_that_a_script_moves_is_the_one_that_JSON_sees()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        await using var host = await Web.StartAsync(options => options with { Time = clock });
        using var web = Web.Of(host);

        Assert.Equal("OK\r\n", await web.TextAsync("/cgi-bin/ptz.cgi?action=start&channel=1&code=Right&arg1=0&arg2=8&arg3=0"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("OK\r\n", await web.TextAsync("/cgi-bin/ptz.cgi?action=stop&channel=1&code=Right&arg1=0&arg2=8&arg3=0"));
        await web.TextAsync("/cgi-bin/ptz.cgi?action=SetPreset&channel=1&arg1=3&arg2=Gate");

        Assert.Contains("status.Position[0]=80\r\n", await web.TextAsync("/cgi-bin/ptz.cgi?action=getStatus&channel=1"), StringComparison.Ordinal);
        Assert.Equal("presets[0].Index=3\r\npresets[0].Name=Gate\r\n", await web.TextAsync("/cgi-bin/ptz.cgi?action=getPresets&channel=1"));
        Assert.Contains("caps.Tile=false\r\n", await web.TextAsync("/cgi-bin/ptz.cgi?action=getCurrentProtocolCaps&channel=2"), StringComparison.Ordinal);
        Assert.Equal(80, host.Devices[0].Ptz[0].State.Position.Pan);
    }

    [Fact]
    public async Task Wiper_light_and_siren_are_switched_and_a_camera_without_them_refuses()
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host);

        await web.TextAsync("/cgi-bin/rainBrush.cgi?action=moveContinuously&interval=5&channel=1");
        await web.TextAsync("/cgi-bin/coaxialControlIO.cgi?action=control&channel=1&info[0].Type=1&info[0].IO=1");
        var on = host.Devices[0].Ptz[0].State.AuxOn;
        await web.TextAsync("/cgi-bin/rainBrush.cgi?action=stopMove&channel=1");
        var status = await web.TextAsync("/cgi-bin/coaxialControlIO.cgi?action=getStatus&channel=1");
        using var refused = await web.GetAsync("/cgi-bin/rainBrush.cgi?action=moveContinuously&interval=5&channel=2");

        Assert.Equal([1, 2], on);
        Assert.Equal([2], host.Devices[0].Ptz[0].State.AuxOn);
        Assert.Equal("status.status.WhiteLight=On\r\nstatus.status.Speaker=Off\r\n", status);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_header_without_end_and_a_body_beyond_the_limit_are_refused_and_others_are_served()
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host);
        var to = new IPEndPoint(host.Devices[0].Address, host.HttpPort);

        var header = await AskAsync(to, "GET / HTTP/1.1\r\nHost: x\r\nX: " + new string('x', 64 * 1024) + "\r\n\r\n");
        var body = await AskAsync(to, "POST /RPC2 HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431", header, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 413", body, StringComparison.Ordinal);
        Assert.Equal("sn=SIM000100000001\r\n", await web.TextAsync("/cgi-bin/magicBox.cgi?action=getSerialNo"));
    }

    [Fact]
    public async Task A_device_without_power_resets_its_web_side_and_comes_back_with_it()
    {
        await using var host = await Web.StartAsync();
        using var connection = await RawConnection.OpenAsync(new IPEndPoint(host.Devices[0].Address, host.HttpPort));
        await Limit.UntilAsync(() => host.Devices[0].Links.All().Length == 1, "the connection is the device's");

        host.Devices[0].Faults.PowerOff();
        Assert.True(await connection.EndsByResetAsync());
        Assert.True(await RawConnection.IsResetAtOnceAsync(host.Devices[0].Address, host.HttpPort));
        host.Devices[0].Faults.Heal();
        using var web = Web.Of(host);

        Assert.Equal("name=NVR-1\r\n", await web.TextAsync("/cgi-bin/magicBox.cgi?action=getMachineName"));
    }

    [Fact]
    public async Task Without_its_cable_nothing_is_answered_and_with_it_what_was_asked_meanwhile()
    {
        await using var host = await Web.StartAsync();
        using var connection = await RawConnection.OpenAsync(new IPEndPoint(host.Devices[0].Address, host.HttpPort));
        await Limit.UntilAsync(() => host.Devices[0].Links.All().Length == 1, "the connection is the device's");

        host.Devices[0].Faults.Unplug();
        await connection.SendAsync("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        var silent = await connection.StaysSilentAsync(TimeSpan.FromMilliseconds(200));
        host.Devices[0].Faults.Plug();

        Assert.True(silent);
        Assert.Equal("HTTP/1.1 404", Encoding.ASCII.GetString(await connection.ReadAsync(12)));
    }

    private static async Task<string> AskAsync(IPEndPoint to, string request)
    {
        using var connection = await RawConnection.OpenAsync(to);
        try
        {
            await connection.SendAsync(Encoding.ASCII.GetBytes(request));
        }
        catch (SocketException)
        {
            // Refused before it was all said; the answer is there all the same.
        }

        return Encoding.ASCII.GetString(await connection.ReadAsync(12));
    }
}
