using System.Text.Json.Nodes;
using DeviceCluster.Sdk.Information;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Information;

/// <summary>What a device tells of its disks, its recording and its inputs, and at login.</summary>
[Collection(WithSdk.Name)]
public class InformationCallsTests(SdkFixture fixture)
{
    [Fact]
    public async Task The_disks_are_told_part_by_part()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        var disks = await Until.WithinLimit(() => login.ReadDisks(SdkFixture.Wait));

        const long Size = 4_000_000_000_000 / 1024 / 1024;
        var disk = Assert.Single(disks);
        Assert.Equal((0, 0, Size, false, DiskUse.ReadWrite), (disk.Disk, disk.Part, disk.SizeMebibytes, disk.Failed, disk.Use));
        Assert.InRange(disk.FreeMebibytes, Size / 10 - 1, Size / 10 + 1);
    }

    [Fact]
    public async Task A_channel_that_is_not_recorded_is_told_apart_from_the_others()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        device.Configuration.Set("RecordMode", 2, new JsonObject { ["Mode"] = 2 });

        var recorded = await Until.WithinLimit(() => login.ReadRecording(SdkFixture.Wait));

        Assert.Equal([true, true, false, true], recorded.AsEnumerable());
    }

    [Fact]
    public async Task An_alarm_input_that_is_switched_on_is_told()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        var before = await Until.WithinLimit(() => login.ReadAlarmInputs(SdkFixture.Wait));
        device.SwitchAlarmInput(2, on: true);
        var after = await Until.WithinLimit(() => login.ReadAlarmInputs(SdkFixture.Wait));

        Assert.Equal([false, false, false, false], before.AsEnumerable());
        Assert.Equal([false, false, true, false], after.AsEnumerable());
    }

    [Fact]
    public async Task A_question_is_asked_by_the_devices_name_of_it()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        var answer = await Until.WithinLimit(() => login.Ask("magicBox.getSerialNo", 0, SdkFixture.Wait));

        Assert.Equal(device.Serial, answer.GetProperty("params").GetProperty("sn").GetString());
    }

    [Fact]
    public async Task What_the_device_does_not_know_or_what_asks_nothing_is_refused()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        string[] questions = ["magicBox.getColour", "magicBox.reboot", ""];

        var refused = await Until.WithinLimit(() => questions
            .Select(question => Assert.Throws<SdkException>(() => login.Ask(question, 0, SdkFixture.Wait)).Name).ToArray());

        Assert.Equal(["NET_UNSUPPORTED", "NET_NOT_SUPPORTED", "NET_ILLEGAL_PARAM"], refused);
    }

    [Fact]
    public async Task A_login_tells_disks_and_alarm_ports_and_asks_for_none_that_are_not_wanted()
    {
        var (whole, brief) = (fixture.NewDevice(), fixture.NewDevice());
        using var all = await fixture.LoginAsync(whole);
        fixture.Sdk.SetLoginQuestions(disks: false, alarmPorts: false);
        try
        {
            using var less = await fixture.LoginAsync(brief);

            Assert.Equal((1, 4, 2), (all.Facts.Disks, all.Facts.AlarmInputs, all.Facts.AlarmOutputs));
            Assert.Equal((0, 0, 0), (less.Facts.Disks, less.Facts.AlarmInputs, less.Facts.AlarmOutputs));
            Assert.Contains("storage.getDeviceAllInfo", whole.Facts.Calls.Keys);
            Assert.DoesNotContain("storage.getDeviceAllInfo", brief.Facts.Calls.Keys);
        }
        finally
        {
            fixture.Sdk.SetLoginQuestions(disks: true, alarmPorts: true);
        }
    }
}
