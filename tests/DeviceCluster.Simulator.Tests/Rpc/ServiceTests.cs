using System.Globalization;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Rpc;

/// <summary>Disks, alarm inputs, tables with their shapes, the clock's zone, and a reboot's whole course.</summary>
public class ServiceTests
{
    [Fact]
    public async Task A_device_tells_its_disks_inputs_outputs_and_cameras()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        host.Devices[0].SwitchAlarmInput(2, on: true);

        var disks = await client.CallAsync("storage.getDeviceAllInfo");
        var inputs = await client.CallAsync("alarm.getInSlots");
        var outputs = await client.CallAsync("alarm.getOutSlots");
        var on = await client.CallAsync("alarm.getInState");
        var cameras = await client.CallAsync("LogicDeviceManager.getCameraState", """{"uniqueChannels":[-1]}""");

        Assert.Equal(("/dev/sda", 4e12), ((string)disks["params"]!["info"]![0]!["Name"]!, (double)disks["params"]!["info"]![0]!["Detail"]![0]!["TotalBytes"]!));
        Assert.Equal((4, 2, 4), ((int)inputs["result"]!, (int)outputs["result"]!, (int)on["result"]!));
        Assert.Equal(4, cameras["params"]!["states"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_part_of_a_table_may_be_set_and_the_rest_stays()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var set = await client.CallAsync("configManager.setConfig", """{"name":"General","table":{"MachineName":"Gate"}}""");
        var read = await client.CallAsync("configManager.getConfig", """{"name":"General"}""");
        var name = await client.CallAsync("magicBox.getMachineName");

        Assert.True((bool)set["result"]!);
        Assert.Equal(("Gate", 1, "Gate"), ((string)read["params"]!["table"]!["MachineName"]!, (int)read["params"]!["table"]!["LocalNo"]!, (string)name["params"]!["name"]!));
    }

    [Theory]
    [InlineData("General", """{"MachineName":7}""")]
    [InlineData("General", """{"NoSuchName":"x"}""")]
    [InlineData("General", """{"MachineName":{"a":1}}""")]
    [InlineData("MotionDetect", """[{"Enable":"yes"},{},{},{}]""")]
    [InlineData("NTP", """{"TimeZone":99}""")]
    [InlineData("Locales", """{"DSTStart":{"Month":13}}""")]
    public async Task A_table_whose_inside_has_the_wrong_shape_is_refused_and_stays(string name, string table)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        var before = await client.CallAsync("configManager.getConfig", $$"""{"name":"{{name}}"}""");

        var set = await client.CallAsync("configManager.setConfig", $$"""{"name":"{{name}}","table":{{table}}}""");
        var after = await client.CallAsync("configManager.getConfig", $$"""{"name":"{{name}}"}""");

        Assert.Equal((false, 268894211), ((bool)set["result"]!, (int)set["error"]!["code"]!));
        Assert.Equal(before["params"]!.ToJsonString(), after["params"]!.ToJsonString());
    }

    [Fact]
    public async Task A_table_that_needs_a_reboot_says_so_until_there_was_one()
    {
        var clock = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = clock, RebootTime = TimeSpan.FromSeconds(30) });
        using var client = await RawLogin.LoggedInAsync(host);

        var set = await client.CallAsync("configManager.setConfig", """{"name":"Network","table":{"Hostname":"gate"}}""");
        var needs = await client.CallAsync("magicBox.needReboot");
        await client.CallAsync("magicBox.reboot");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await client.EndsByResetAsync());
        await Limit.UntilAsync(() => host.Devices[0].Faults.PoweredOff, "the device goes");
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.True(await RawConnection.IsResetAtOnceAsync(host.Devices[0].Address, host.DvripPort));
        clock.Advance(TimeSpan.FromSeconds(2));
        using var again = await RawLogin.LoggedInAsync(host);

        Assert.Equal(("NeedReboot", 1), ((string)set["params"]!["options"]![0]!, (int)needs["params"]!["needReboot"]!));
        Assert.Equal(0, (int)(await again.CallAsync("magicBox.needReboot"))["params"]!["needReboot"]!);
        Assert.InRange((int)(await again.CallAsync("magicBox.getUpTime"))["params"]!["info"]!["last"]!, 0, 2);
    }

    [Fact]
    public async Task The_zone_and_its_daylight_time_move_the_clock_of_the_device()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await using var host = await Fleet.StartAsync(options => options with { Time = clock });
        using var client = await RawLogin.LoggedInAsync(host);

        await client.CallAsync("configManager.setConfig", """{"name":"NTP","table":{"TimeZone":1}}""");
        var winter = await TimeAsync(client);
        await client.CallAsync("configManager.setConfig", """{"name":"Locales","table":{"DSTEnable":true}}""");
        var summer = await TimeAsync(client);
        await client.CallAsync("global.setCurrentTime", """{"time":"2026-12-24 18:00:00"}""");

        Assert.Equal((13, 14), (winter.Hour, summer.Hour));
        Assert.Equal(new DateTime(2026, 12, 24, 18, 0, 0), await TimeAsync(client));
        Assert.Equal(new DateTime(2026, 12, 24, 17, 0, 0), host.Devices[0].Clock.UtcNow);
    }

    private static async Task<DateTime> TimeAsync(RawConnection client) =>
        DateTime.Parse((string)(await client.CallAsync("global.getCurrentTime"))["params"]!["time"]!, CultureInfo.InvariantCulture);
}
