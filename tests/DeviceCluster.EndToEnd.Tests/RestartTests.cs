using DeviceCluster.Testing.Processes;

namespace DeviceCluster.EndToEnd.Tests;

/// <summary>A node may die at any moment: devices come back, and no password is spent twice.</summary>
public class RestartTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task A_node_killed_and_started_again_has_its_devices_back_without_enrolment()
    {
        await using var fleet = await Recorders.StartAsync(devices: 3);
        await using var node = await NodeProcess.StartAsync();
        for (var n = 1; n <= 3; n++)
            await node.PbmAsync($"device add nvr-{n} -host {fleet.Devices[n - 1].Address} -port {fleet.DvripPort} -user admin", Recorders.Password);
        await node.WaitUntilAsync("device list", "(?s)Online.*Online.*Online", Soon);

        await node.KillAsync();
        await node.StartAgainAsync();

        await node.WaitUntilAsync("device list", "(?s)Online.*Online.*Online", Soon);
    }

    [Fact]
    public async Task A_kill_between_the_attempt_and_its_answer_never_costs_an_unproved_password_a_second_try()
    {
        await using var fleet = await Recorders.StartAsync();
        await using var node = await NodeProcess.StartAsync();
        var recorder = fleet.Devices[0];
        recorder.Faults.AnswerLoginAfter(TimeSpan.FromMinutes(1));
        await node.PbmAsync($"device add nvr -host {recorder.Address} -port {fleet.DvripPort} -user admin", Recorders.Password);
        await recorder.SeesAsync(d => d.Facts.LoginPackets == 1, "the login packet", Soon);

        await node.KillAsync();
        recorder.Faults.Heal();
        await node.StartAgainAsync();

        await node.WaitUntilAsync("device show nvr", "CredentialError", Soon);
        Assert.Equal(1, recorder.Facts.LoginPackets);
        Assert.Equal(0, (await node.PbmAsync("device retry nvr")).ExitCode);
        await node.WaitUntilAsync("device show nvr", "Online", Soon);
    }

    [Fact]
    public async Task A_device_that_answers_the_login_packet_after_nine_seconds_is_asked_only_once()
    {
        await using var fleet = await Recorders.StartAsync();
        await using var node = await NodeProcess.StartAsync();
        var recorder = fleet.Devices[0];
        recorder.Faults.AnswerLoginAfter(TimeSpan.FromSeconds(9));

        await node.PbmAsync($"device add nvr -host {recorder.Address} -port {fleet.DvripPort} -user admin", Recorders.Password);
        await node.WaitUntilAsync("device show nvr", "CredentialError", Soon);
        await node.KillAsync();
        await node.StartAgainAsync();
        await node.WaitUntilAsync("device show nvr", "CredentialError", Soon);

        Assert.Equal(1, recorder.Facts.LoginPackets);
    }

    [Fact]
    public async Task A_stop_in_order_logs_every_device_out_and_exits_0()
    {
        await using var fleet = await Recorders.StartAsync(devices: 3);
        await using var node = await NodeProcess.StartAsync();
        for (var n = 1; n <= 3; n++)
            await node.PbmAsync($"device add nvr-{n} -host {fleet.Devices[n - 1].Address} -port {fleet.DvripPort} -user admin", Recorders.Password);
        await node.WaitUntilAsync("device list", "(?s)Online.*Online.*Online", Soon);

        var exit = await node.StopAsync();

        Assert.Equal(0, exit);
        Assert.All(fleet.Devices, d => Assert.Equal(1, d.Facts.LogoutsClean));
        Assert.All(fleet.Devices, d => Assert.Equal(0, d.Facts.OpenSessions));
    }
}
