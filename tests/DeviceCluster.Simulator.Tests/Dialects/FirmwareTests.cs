using System.Net;
using DeviceCluster.Simulator.Firmware;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Dialects;

public class FirmwareTests
{
    [Fact]
    public async Task A_recorder_of_2012_takes_the_plain_password_and_knows_no_JSON()
    {
        await using var host = await StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var challenge = await client.AskAsync(RawLogin.RealmRequest);
        var login = await client.AskAsync($"a0000060 00000000 00000000 00000000 00000000 00000000 {RawLogin.PlainTrailer}", $"{RawLogin.User}&&{RawLogin.Password}");
        await client.RequestAsync("magicBox.getSerialNo");
        await client.SendTextAsync("TransactionID:1", "Method:AddObject", "ParameterName:Dahua.Device.Network.ControlConnection.Passive");
        var serial = await client.AskAsync("a4000000 00000000 07");

        Assert.Equal((0xB0, 1), (challenge.Command, (int)challenge.Header[8]));
        Assert.DoesNotContain("Random", challenge.Text, StringComparison.Ordinal);
        Assert.Equal((0xB0, 0, 4), (login.Command, (int)login.Header[8], (int)login.Header[10]));
        // Neither the JSON nor the text was answered before it.
        Assert.Equal((0xB4, "SIM000100000001"), (serial.Command, serial.Text));
    }

    [Fact]
    public async Task Its_web_side_has_scripts_and_pictures_but_no_JSON()
    {
        await using var host = await StartAsync();
        using var web = Web.Of(host);

        using var json = await web.GetAsync("/RPC2_Login");

        Assert.Equal(HttpStatusCode.NotFound, json.StatusCode);
        Assert.Equal("type=DVR0404LE\r\n", await web.TextAsync("/cgi-bin/magicBox.cgi?action=getDeviceType"));
        Assert.Equal(0xFF, (await web.BytesAsync("/cgi-bin/snapshot.cgi?channel=1"))[0]);
        Assert.True(await RawConnection.IsResetAtOnceAsync(host.Devices[0].Address, host.JsonPort));
    }

    [Fact]
    public async Task A_recorder_of_2015_answers_JSON_on_its_own_port_and_not_on_the_device_port()
    {
        await using var host = await Web.StartAsync(options => options with { Firmware = [DeviceFirmware.Nvr2015] });
        using var device = await RawLogin.LoggedInAsync(host);
        using var json = await RawDhip.OpenAsync(host);

        await device.RequestAsync("magicBox.getSerialNo");
        var next = await device.AskAsync("a4000000 00000000 07");
        await json.LoginAsync();
        var serial = await json.CallAsync("magicBox.getSerialNo");

        // The JSON was not answered before it.
        Assert.Equal((0xB4, "SIM000100000001"), (next.Command, next.Text));
        Assert.Equal("SIM000100000001", (string?)serial["params"]!["sn"]);
    }

    [Fact]
    public async Task A_fleet_takes_its_firmwares_in_turn()
    {
        await using var host = await Fleet.StartAsync(options => options with
        {
            Devices = 4,
            Firmware = [DeviceFirmware.Dvr2012, DeviceFirmware.Ipc2019, DeviceFirmware.Nvr2026],
        });

        Assert.Equal(["dvr2012", "ipc2019", "nvr2026", "dvr2012"], host.Devices.Select(device => device.Firmware.Name));
        Assert.Equal([4, 1, 4, 4], host.Devices.Select(device => device.Channels));
    }

    [Fact]
    public async Task Clocks_of_a_fleet_drift_each_by_its_own_and_the_same_at_each_start()
    {
        async Task<DateTime[]> ClocksAsync()
        {
            var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
            await using var host = await Fleet.StartAsync(options => options with { Devices = 5, Time = time, ClockDrift = 1000 });
            time.Advance(TimeSpan.FromDays(1));
            return [.. host.Devices.Select(device => device.Clock.LocalNow)];
        }

        var first = await ClocksAsync();

        Assert.Equal(5, first.Distinct().Count());
        Assert.Equal(first, await ClocksAsync());
    }

    private static Task<SimulatorHost> StartAsync() => Web.StartAsync(options => options with { Firmware = [DeviceFirmware.Dvr2012] });
}
