using DeviceCluster.Testing.Processes;

namespace DeviceCluster.EndToEnd.Tests;

/// <summary>What devices and networks do to a whole node, told as an operator sees it.</summary>
public class FaultTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task A_wrong_password_is_sent_once_and_the_operator_heals_it()
    {
        await using var fleet = await Recorders.StartAsync();
        await using var node = await NodeProcess.StartAsync();
        var recorder = fleet.Devices[0];

        await node.PbmAsync($"device add nvr -host {recorder.Address} -port {fleet.DvripPort} -user admin", "wrong");
        await node.WaitUntilAsync("device show nvr", "CredentialError", Soon);
        var why = await node.PbmAsync("device why nvr");
        await node.PbmAsync("device set-credential nvr -user admin", Recorders.Password);
        await node.WaitUntilAsync("device show nvr", "Online", Soon);

        Assert.Contains("password", why.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, recorder.Facts.LoginsRefused);
        Assert.Equal(2, recorder.Facts.LoginPackets);
    }

    [Fact]
    public async Task A_device_that_reboots_comes_back_by_itself()
    {
        await using var fleet = await Recorders.StartAsync();
        await using var node = await NodeProcess.StartAsync();
        var recorder = fleet.Devices[0];
        await node.PbmAsync($"device add nvr -host {recorder.Address} -port {fleet.DvripPort} -user admin", Recorders.Password);
        await node.WaitUntilAsync("device show nvr", "Online", Soon);

        recorder.Faults.Reboot(TimeSpan.FromSeconds(2));
        await node.WaitUntilAsync("device show nvr", "Backoff|Connecting", Soon);

        await recorder.SeesAsync(d => d.Facts.LoginsAccepted == 2, "a second login", Soon);
        await node.WaitUntilAsync("device show nvr", "Online", Soon);
    }
}
