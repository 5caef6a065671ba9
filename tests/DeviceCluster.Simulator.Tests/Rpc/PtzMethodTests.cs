using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Firmware;
using DeviceCluster.Simulator.Ptz;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Rpc;

public class PtzMethodTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task A_camera_moves_while_time_passes_and_stops_by_itself()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        var camera = await CameraAsync(client, 0);

        Assert.True((bool)(await client.CallAsync("ptz.moveContinuously", """{"speed":[0.5,0,0],"timeout":2}""", camera: camera))["result"]!);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var under = await StatusAsync(client, camera);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var after = await StatusAsync(client, camera);

        Assert.Equal(("Moving", 40), ((string)under["MoveStatus"]!, (double)under["Position"]![0]!));
        Assert.Equal(("Idle", 80), ((string)after["MoveStatus"]!, (double)after["Position"]![0]!));
    }

    [Fact]
    public async Task The_control_port_tells_the_positions_with_their_times()
    {
        await using var host = await StartAsync(control: true);
        using var client = await RawLogin.LoggedInAsync(host);
        var camera = await CameraAsync(client, 2);
        await client.CallAsync("ptz.start", """{"code":"Right","arg1":0,"arg2":8,"arg3":0}""", camera: camera);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await client.CallAsync("ptz.stop", """{"code":"Right","arg1":0,"arg2":8,"arg3":0}""", camera: camera);

        using var http = new HttpClient();
        var report = await http.GetFromJsonAsync<JsonObject>(new Uri(host.Control!, "/devices/1/ptz/3"));
        var facts = await http.GetFromJsonAsync<JsonObject>(new Uri(host.Control!, "/devices/1"));

        Assert.Equal((3, 160, false), ((int)report!["channel"]!, (double)report["position"]!["pan"]!, (bool)report["moving"]!));
        var log = report["log"]!.AsArray();
        Assert.Equal(("ptz.start Right", "ptz.stop Right"), ((string)log[0]!["what"]!, (string)log[^1]!["what"]!));
        Assert.Equal(TimeSpan.FromSeconds(2), (DateTimeOffset)log[^1]!["at"]! - (DateTimeOffset)log[0]!["at"]!);
        Assert.Equal((2, 1), ((int)facts!["ptzOrders"]!, (int)facts["calls"]!["ptz.stop"]!));
    }

    [Fact]
    public async Task A_preset_is_set_with_a_name_listed_and_gone_to()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        var camera = await CameraAsync(client, 0);
        await client.CallAsync("ptz.moveAbsolutely", """{"position":[0.5,-0.25,0],"speed":1}""", camera: camera);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await client.CallAsync("ptz.setPreset", """{"index":5,"name":"Gate"}""", camera: camera);
        await client.CallAsync("ptz.moveAbsolutely", """{"position":[-0.5,0,1],"speed":1}""", camera: camera);
        _clock.Advance(TimeSpan.FromSeconds(10));
        var away = await StatusAsync(client, camera);

        await client.CallAsync("ptz.gotoPreset", """{"index":5,"speed":8}""", camera: camera);
        _clock.Advance(TimeSpan.FromSeconds(10));
        var back = await StatusAsync(client, camera);
        var presets = await client.CallAsync("ptz.getPresets", camera: camera);

        Assert.Equal([270, 0, 30], away["Position"]!.AsArray().Select(axis => (double)axis!));
        Assert.Equal([90, 45, 1], back["Position"]!.AsArray().Select(axis => (double)axis!));
        Assert.Equal(5, (int)back["PresetID"]!);
        Assert.Equal((5, "Gate"), ((int)presets["params"]!["presets"]![0]!["Index"]!, (string)presets["params"]!["presets"]![0]!["Name"]!));
    }

    [Fact]
    public async Task A_camera_tells_what_it_can_and_one_that_stands_fast_can_nothing()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        var fixedCamera = await CameraAsync(client, 1);

        var can = (await client.CallAsync("ptz.getCurrentProtocolCaps", camera: await CameraAsync(client, 0)))["params"]!["caps"]!;
        var cannot = (await client.CallAsync("ptz.getCurrentProtocolCaps", camera: fixedCamera))["params"]!["caps"]!;
        var moved = await client.CallAsync("ptz.start", """{"code":"Up","arg1":0,"arg2":5,"arg3":0}""", camera: fixedCamera);

        Assert.Equal((true, 255, 90), ((bool)can["Pan"]!, (int)can["PresetMax"]!, (double)can["PtzMotionRange"]!["VerticalAngle"]![1]!));
        Assert.Equal((false, false, 0), ((bool)cannot["Pan"]!, (bool)cannot["Zoom"]!, (int)cannot["PresetMax"]!));
        Assert.Equal((false, 268959743), ((bool)moved["result"]!, (int)moved["error"]!["code"]!));
        Assert.Equal((1, 1), (host.Devices[0].Facts.PtzOrders, host.Devices[0].Facts.PtzRefused));
    }

    [Theory]
    [InlineData("[4096,1024,8192,5120]", 15, 7.5, 2)]
    [InlineData("[2048,4096,2048,4096]", 345, 0, 1)]
    [InlineData("[8192,5120,4096,1024]", 15, 7.5, 1)]
    public async Task A_box_of_the_picture_is_brought_to_its_middle_and_drawn_the_other_way_round_goes_wider(string box, double pan, double tilt, double zoom)
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.CallAsync("ptz.moveDirectly", $$"""{"screen":{{box}},"speed":1}""", camera: await CameraAsync(client, 0));

        Assert.True((bool)reply["result"]!);
        var target = Assert.IsType<PtzLeg.GoTo>(host.Devices[0].Ptz[0].State.Run!.Now).Target;
        Assert.Equal((pan, tilt, zoom), (target.Pan, target.Tilt, target.Zoom));
    }

    [Theory]
    [InlineData("ptz.gotoPreset", """{"index":0}""")]
    [InlineData("ptz.setPreset", """{"index":300,"name":"x"}""")]
    [InlineData("ptz.setPreset", """{"name":"x"}""")]
    [InlineData("ptz.start", """{"code":"Dance","arg1":0,"arg2":1,"arg3":0}""")]
    [InlineData("ptz.start", """{"code":"Up","arg1":0,"arg2":9,"arg3":0}""")]
    [InlineData("ptz.moveAbsolutely", """{"position":[2,0,0]}""")]
    [InlineData("ptz.moveAbsolutely", """{"position":[0,0]}""")]
    [InlineData("ptz.moveContinuously", """{"speed":[1,1,1],"timeout":3601}""")]
    [InlineData("ptz.moveDirectly", """{"screen":[0,0,9000,10]}""")]
    [InlineData("ptz.auxControl", """{"function":99,"open":true}""")]
    [InlineData("ptz.menuControl", """{"key":"3"}""")]
    [InlineData("ptz.start", "null")]
    public async Task Nonsense_is_a_bad_parameter(string method, string parameters)
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.CallAsync(method, parameters, camera: await CameraAsync(client, 0));

        Assert.Equal((false, 268894211), ((bool)reply["result"]!, (int)reply["error"]!["code"]!));
    }

    [Fact]
    public async Task A_channel_beyond_the_count_has_no_object_and_a_made_up_object_no_channel()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var beyond = await client.CallAsync("ptz.factory.instance", """{"channel":4}""");
        var madeUp = await client.CallAsync("ptz.getStatus", camera: 77);

        Assert.Equal(268894211, (int)beyond["error"]!["code"]!);
        Assert.Equal(268894209, (int)madeUp["error"]!["code"]!);
    }

    [Fact]
    public async Task A_camera_that_finds_its_zero_turns_back_to_where_it_looked()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        var camera = await CameraAsync(client, 0);
        await client.CallAsync("ptz.moveAbsolutely", """{"position":[0.5,-0.25,1],"speed":1}""", camera: camera);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True((bool)(await client.CallAsync("ptz.directionCalibration", camera: camera))["result"]!);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var under = await StatusAsync(client, camera);
        _clock.Advance(TimeSpan.FromSeconds(10));
        var after = await StatusAsync(client, camera);

        Assert.Equal(("Moving", 10), ((string)under["MoveStatus"]!, (double)under["Position"]![0]!));
        Assert.Equal("Idle", (string)after["MoveStatus"]!);
        Assert.Equal([90, 45, 30], after["Position"]!.AsArray().Select(axis => (double)axis!));
    }

    [Fact]
    public async Task An_older_camera_has_no_stop_of_all_moves_and_ends_each_as_it_was_begun()
    {
        await using var host = await StartAsync(DeviceFirmware.Ipc2019);
        using var client = await RawLogin.LoggedInAsync(host);
        var camera = await CameraAsync(client, 0);
        await client.CallAsync("ptz.start", """{"code":"Continuously","arg1":50,"arg2":0,"arg3":0}""", camera: camera);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var all = await client.CallAsync("ptz.stopMove", camera: camera);
        var under = await StatusAsync(client, camera);
        await client.CallAsync("ptz.stop", """{"code":"Continuously","arg1":0,"arg2":0,"arg3":0}""", camera: camera);
        var after = await StatusAsync(client, camera);
        var methods = (await client.CallAsync("ptz.listMethod"))["params"]!["method"]!.AsArray().Select(name => (string)name!).ToArray();

        Assert.Equal((false, 268894210), ((bool)all["result"]!, (int)all["error"]!["code"]!));
        Assert.Equal(("Moving", "Idle"), ((string)under["MoveStatus"]!, (string)after["MoveStatus"]!));
        Assert.Contains("ptz.stop", methods);
        Assert.DoesNotContain("ptz.stopMove", methods);
    }

    [Fact]
    public async Task A_move_may_name_its_channel_instead_of_an_object()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var moved = await client.CallAsync("ptzBase.moveContinuously", """{"channel":0,"speed":[0,0.5,0],"timeout":1}""");
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.True((bool)moved["result"]!);
        Assert.Equal(20, (double)(await StatusAsync(client, await CameraAsync(client, 0)))["Position"]![1]!);
    }

    [Fact]
    public async Task A_camera_whose_device_loses_its_power_stands_where_it_was()
    {
        await using var host = await StartAsync(control: true);
        using var client = await RawLogin.LoggedInAsync(host);
        await client.CallAsync("ptz.moveContinuously", """{"speed":[0.1,0,0],"timeout":0}""", camera: await CameraAsync(client, 0));
        _clock.Advance(TimeSpan.FromSeconds(1));

        host.Devices[0].Faults.PowerOff();
        _clock.Advance(TimeSpan.FromSeconds(100));

        using var http = new HttpClient();
        var report = await http.GetFromJsonAsync<JsonObject>(new Uri(host.Control!, "/devices/1/ptz/1"));
        Assert.Equal((8, "power lost"), ((double)report!["position"]!["pan"]!, (string)report["log"]!.AsArray()[^1]!["what"]!));
    }

    private Task<SimulatorHost> StartAsync(DeviceFirmware firmware) => Fleet.StartAsync(options => options with { Time = _clock, Firmware = [firmware] });

    private Task<SimulatorHost> StartAsync(bool control = false) => Fleet.StartAsync(options => options with
    {
        Time = _clock,
        Control = control ? new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0) : null,
    });

    private static async Task<long> CameraAsync(RawConnection client, int channel0) =>
        (long)(await client.CallAsync("ptz.factory.instance", $$"""{"channel":{{channel0}}}"""))["result"]!;

    private static async Task<JsonNode> StatusAsync(RawConnection client, long camera) =>
        (await client.CallAsync("ptz.getStatus", camera: camera))["params"]!["status"]!;
}
