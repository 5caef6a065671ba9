using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Firmware;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Http;

public class HttpJsonTests
{
    [Fact]
    public async Task A_login_is_challenged_proved_used_and_given_up()
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host, password: null);

        var challenge = await web.PostAsync("/RPC2_Login", "global.login", Web.Login(""));
        var login = await web.PostAsync("/RPC2_Login", "global.login", Web.Login(Web.Proof(challenge, RawLogin.Password)), challenge["session"]);
        var call = await web.PostAsync("/RPC2", "magicBox.getSerialNo", session: login["session"]);
        var alive = await web.PostAsync("/RPC2", "global.keepAlive", new JsonObject { ["timeout"] = 300, ["active"] = true }, login["session"]);
        var open = host.Devices[0].JsonSessions.Count;
        await web.PostAsync("/RPC2", "global.logout", session: login["session"]);
        var after = await web.PostAsync("/RPC2", "magicBox.getSerialNo", session: login["session"]);

        Assert.Equal((false, 268632079), ((bool)challenge["result"]!, (int)challenge["error"]!["code"]!));
        Assert.Equal((true, 60), ((bool)login["result"]!, (int)login["params"]!["keepAliveInterval"]!));
        Assert.Equal((32, (string)challenge["session"]!), (((string)login["session"]!).Length, (string)login["session"]!));
        Assert.Equal("SIM000100000001", (string)call["params"]!["sn"]!);
        Assert.Equal((60, 1, 287637504), ((int)alive["params"]!["timeout"]!, open, (int)after["error"]!["code"]!));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_what_is_left_and_the_last_one_locks()
    {
        await using var host = await Web.StartAsync(options => options with { AllowedTries = 2, LockTime = TimeSpan.FromSeconds(90) });
        using var web = Web.Of(host, password: null);

        var first = await web.LoginAsync("wrong");
        var second = await web.LoginAsync("wrong");
        var right = await web.LoginAsync();

        Assert.Equal((268632085, 1), ((int)first["error"]!["code"]!, (int)first["params"]!["remainLoginTimes"]!));
        Assert.Equal((268632081, 90), ((int)second["error"]!["code"]!, (int)second["params"]!["remainLockSecond"]!));
        Assert.Equal(268632081, (int)right["error"]!["code"]!);
        Assert.Equal(3, host.Devices[0].Facts.LoginsRefused);
    }

    [Fact]
    public async Task A_challenge_serves_one_login()
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host, password: null);
        var challenge = await web.PostAsync("/RPC2_Login", "global.login", Web.Login(""));
        var proof = Web.Login(Web.Proof(challenge, RawLogin.Password));

        await web.PostAsync("/RPC2_Login", "global.login", proof.DeepClone(), challenge["session"]);
        var again = await web.PostAsync("/RPC2_Login", "global.login", proof, challenge["session"]);

        Assert.False((bool)again["result"]!);
    }

    [Fact]
    public async Task Each_firmware_has_its_own_numbers_and_spellings()
    {
        await using var host = await Web.StartAsync(options => options with { Devices = 2, Firmware = [DeviceFirmware.Nvr2026, DeviceFirmware.Ipc2019] });
        using var web = Web.Of(host, device: 2, password: null);

        var challenge = await web.PostAsync("/RPC2_Login", "global.login", Web.Login(""));
        var wrong = await web.LoginAsync("wrong");
        var login = await web.LoginAsync();
        var type = await web.PostAsync("/RPC2", "magicBox.getDeviceClass", session: login["session"]);
        var time = await web.PostAsync("/RPC2", "global.getCurrentTime", session: login["session"]);
        var camera = await web.PostAsync("/RPC2", "ptz.factory.instance", new JsonObject { ["channel"] = 0 }, login["session"]);
        var status = await web.PostAsync("/RPC2", new JsonObject { ["method"] = "ptz.getStatus", ["object"] = (long)camera["result"]!, ["id"] = 3, ["session"] = login["session"]!.DeepClone() });

        Assert.Equal((401, 268632071), ((int)challenge["error"]!["code"]!, (int)wrong["error"]!["code"]!));
        Assert.True((uint)login["session"]! > 0);
        Assert.Equal(("IPC", 1), ((string)type["params"]!["type"]!, host.Devices[1].Channels));
        Assert.Equal((string)time["params"]!["time"]!, (string)time["result"]!);
        Assert.Equal(3, status["params"]!["status"]!["Postion"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_session_that_is_not_kept_alive_ends()
    {
        var clock = new FakeTimeProvider();
        await using var host = await Web.StartAsync(options => options with { Time = clock, SessionTimeout = TimeSpan.FromSeconds(60) });
        using var web = Web.Of(host, password: null);
        var login = await web.LoginAsync();

        clock.Advance(TimeSpan.FromSeconds(62));

        await Limit.UntilAsync(() => host.Devices[0].JsonSessions.Count == 0, "the session ends");
        Assert.Equal(287637504, (int)(await web.PostAsync("/RPC2", "magicBox.getSerialNo", session: login["session"]))["error"]!["code"]!);
    }

    [Fact]
    public async Task A_login_belongs_to_its_own_path_and_a_call_to_the_other()
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host, password: null);

        var call = await web.PostAsync("/RPC2_Login", "magicBox.getSerialNo");
        var outside = await web.PostAsync("/OutsideCmd", "magicBox.reboot");

        Assert.Equal(268894209, (int)call["error"]!["code"]!);
        Assert.Equal(268894210, (int)outside["error"]!["code"]!);
        Assert.False(host.Devices[0].Faults.PoweredOff);
    }
}
