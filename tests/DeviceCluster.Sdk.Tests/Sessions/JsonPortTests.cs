using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Sdk.Clock;
using DeviceCluster.Sdk.Configuration;
using DeviceCluster.Sdk.Control;
using DeviceCluster.Sdk.Information;
using DeviceCluster.Sdk.Ptz;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator;
using DeviceCluster.Simulator.Json;

namespace DeviceCluster.Sdk.Tests.Sessions;

/// <summary>Devices that do not answer JSON on their device port: they are asked on a port of its own, without the caller's doing.</summary>
[Collection(WithSdk.Name)]
public class JsonPortTests(SdkFixture fixture)
{
    private const uint Right = 3;

    [Fact]
    public async Task A_device_without_f6_tells_what_it_is_and_has()
    {
        var device = fixture.NewDeviceWithoutF6();
        using var login = await fixture.LoginAsync(device);

        var serial = await Until.WithinLimit(() => login.Ask("magicBox.getSerialNo", 0, SdkFixture.Wait));
        var disks = await Until.WithinLimit(() => login.ReadDisks(SdkFixture.Wait));

        Assert.Equal(device.Serial, serial.GetProperty("params").GetProperty("sn").GetString());
        Assert.Single(disks);
        Assert.Equal(1, device.JsonSessions.Count);
    }

    [Fact]
    public async Task Its_clock_and_its_tables_are_read_and_written()
    {
        var device = fixture.NewDeviceWithoutF6();
        using var login = await fixture.LoginAsync(device);
        var wanted = new DateTime(2031, 2, 28, 23, 59, 30);

        await Until.WithinLimit(() => login.SetClock(wanted, SdkFixture.Wait));
        var clock = await Until.WithinLimit(() => login.ReadClock(SdkFixture.Wait));
        var before = await Until.WithinLimit(() => login.ReadTable("General", null, SdkFixture.Wait));
        var changed = JsonNode.Parse(before.Table.GetRawText())!;
        changed["MachineName"] = "gate";
        await Until.WithinLimit(() => login.WriteTable(before with { Table = JsonSerializer.SerializeToElement(changed) }, SdkFixture.Wait));
        var after = await Until.WithinLimit(() => login.ReadTable("General", null, SdkFixture.Wait));

        Assert.InRange(clock.Shown, wanted, wanted + Until.Limit);
        Assert.Equal("gate", after.Table.GetProperty("MachineName").GetString());
        Assert.Equal(1, device.JsonSessions.Count);
    }

    [Fact]
    public async Task Its_cameras_move()
    {
        var device = fixture.NewDeviceWithoutF6();
        using var login = await AskedAsync(device);

        await Until.WithinLimit(() => login.Steer(0, Right, second: 5));
        await Until.TrueAsync(() => device.Ptz[0].State is { IsMoving: true, Position.Pan: > 0 }, "the camera turns to the right");
        await Until.WithinLimit(() => login.Steer(0, Right, second: 5, stop: true));

        Assert.False(device.Ptz[0].State.IsMoving);
    }

    [Fact]
    public async Task A_restart_is_ordered_over_it_and_ends_both_connections()
    {
        var device = fixture.NewDeviceWithoutF6();
        using var login = await AskedAsync(device);

        await Until.WithinLimit(login.Reboot);

        await Until.TrueAsync(() => device.JsonSessions.Count == 0, "the device has restarted");
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_or_to_another_question_is_refused_and_both_connections_stay()
    {
        var device = fixture.NewDeviceWithoutF6();
        using var login = await AskedAsync(device);

        // Not counted: the answer to a keep-alive may come first.
        device.Faults.Answers.Order(AnswerFault.Huge);
        var huge = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.ReadClock(SdkFixture.Wait)));
        device.Faults.Answers.Heal();
        device.Faults.Answers.Order(AnswerFault.WrongId);
        var wrong = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.ReadClock(TimeSpan.FromMilliseconds(300))));
        device.Faults.Answers.Heal();
        var clock = await Until.WithinLimit(() => login.ReadClock(SdkFixture.Wait));

        Assert.Equal(("NET_RETURN_DATA_ERROR", "NET_NETWORK_ERROR"), (huge.Name, wrong.Name));
        Assert.InRange(clock.RoundTrip, TimeSpan.Zero, Until.Limit);
        Assert.Equal(1, device.JsonSessions.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_JSON_session_ends_with_the_login(bool abort)
    {
        var device = fixture.NewDeviceWithoutF6();
        var login = await fixture.LoginAsync(device);
        await Until.WithinLimit(() => login.ReadClock(SdkFixture.Wait));

        if (abort)
            login.Abort();
        else
            login.Logout();

        await Until.TrueAsync(() => device.JsonSessions.Count == 0, "the device has ended the JSON session");
    }

    /// <summary>A login that has found out where its device is asked: what is ordered over it has all of its time.</summary>
    private async Task<LoginHandle> AskedAsync(VirtualDevice device)
    {
        var login = await fixture.LoginAsync(device);
        await Until.WithinLimit(() => login.ReadClock(SdkFixture.Wait));
        return login;
    }
}
