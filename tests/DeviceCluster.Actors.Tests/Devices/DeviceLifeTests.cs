using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>Enrolled, logged in, unplugged, restarted, removed: judged by what the device saw.</summary>
public sealed class DeviceLifeTests(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    [Fact]
    public async Task An_enrolled_device_comes_online_and_tells_who_it_is()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await StartAsync();

        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        var report = await node.Devices.ReportAsync(Gate, CancellationToken.None);
        Assert.Equal(fleet.Devices[0].Serial, report.Identity?.Serial);
        await Limits.UntilAsync(async () => (await node.Devices.ReportAsync(Gate, CancellationToken.None)).CredentialProved);
        Assert.Equal(1, fleet.Devices[0].Facts.LoginsAccepted);
    }

    [Fact]
    public async Task A_wrong_password_is_sent_once_and_the_right_one_heals()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await StartAsync();

        await OrderAsync(node, fleet.Enrol(Gate, password: "wrong"));
        await node.UntilPhaseAsync(Gate, SessionPhase.CredentialError);

        // The state is known before the journal has it.
        await Limits.UntilAsync(async () => (await node.Devices.WhyAsync(Gate, CancellationToken.None)).Entries
            .Any(entry => entry.What == "credential refused" && entry.Detail!.Contains("wrong password", StringComparison.Ordinal)));
        Assert.Equal(1, (await node.StatusAsync(Gate)).LoginError);
        Assert.Equal(1, fleet.Devices[0].Facts.LoginPackets);

        await OrderAsync(node, new DeviceCommand.SetCredential(Gate, "admin", new Secret(Fleet.Password)));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        Assert.Equal(2, fleet.Devices[0].Facts.LoginPackets);
    }

    [Fact]
    public async Task A_refused_password_is_not_sent_again_by_a_restarted_node()
    {
        await using var fleet = await Fleet.StartAsync();
        await using (var node = await StartAsync())
        {
            await OrderAsync(node, fleet.Enrol(Gate, password: "wrong"));
            await node.UntilPhaseAsync(Gate, SessionPhase.CredentialError);
        }

        await using var next = await StartAsync();
        await next.UntilPhaseAsync(Gate, SessionPhase.CredentialError);

        Assert.Equal(1, fleet.Devices[0].Facts.LoginPackets);
    }

    [Fact]
    public async Task A_restarted_node_brings_its_devices_back_by_itself()
    {
        await using var fleet = await Fleet.StartAsync(devices: 3);
        await using (var node = await StartAsync())
        {
            for (var number = 1; number <= 3; number++)
                await OrderAsync(node, fleet.Enrol(new DeviceId($"d{number}"), number));
            await Limits.UntilAsync(() => fleet.Devices.All(device => device.Facts.OpenSessions == 1));

            // The list of those to wake is a projection, and the node ends before it may have seen all.
            await Limits.UntilAsync(async () => (await node.Parts.Storage.ReadSide.EnrolledAsync(CancellationToken.None)).Count == 3);
        }

        await using var next = await StartAsync();

        await Limits.UntilAsync(() => fleet.Devices.All(device => device.Facts.LoginsAccepted == 2));
    }

    [Fact]
    public async Task A_node_that_stops_logs_every_device_out_in_order()
    {
        await using var fleet = await Fleet.StartAsync(devices: 8);
        await using var node = await StartAsync();
        for (var number = 1; number <= 8; number++)
            await OrderAsync(node, fleet.Enrol(new DeviceId($"d{number}"), number));
        await Limits.UntilAsync(() => fleet.Devices.All(device => device.Facts.OpenSessions == 1));

        await node.StopAsync();

        Assert.All(fleet.Devices, device => Assert.Equal((1, 0), (device.Facts.LogoutsClean, device.Facts.SessionsAborted)));
    }

    [Fact]
    public async Task An_unplugged_device_is_noticed_and_comes_back()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await StartAsync();
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        fleet.Devices[0].Faults.Unplug();
        await Limits.UntilAsync(async () => (await node.StatusAsync(Gate)).Phase is SessionPhase.Backoff or SessionPhase.Connecting);
        fleet.Devices[0].Faults.Plug();

        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        Assert.Contains((await node.Devices.WhyAsync(Gate, CancellationToken.None)).Entries, entry => entry.What == nameof(SessionPhase.Backoff));
    }

    [Fact]
    public async Task A_removed_device_is_logged_out_and_its_entity_makes_room()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await StartAsync();
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        await OrderAsync(node, new DeviceCommand.Remove(Gate));

        await Limits.UntilAsync(() => fleet.Devices[0].Facts.LogoutsClean == 1);
        await Limits.UntilAsync(async () => await node.EntitiesAsync() == 0);
        Assert.False((await node.Devices.ReportAsync(Gate, CancellationToken.None)).Enrolled);
    }

    [Fact]
    public async Task An_unknown_id_is_refused_in_words_and_leaves_nothing_behind()
    {
        await using var node = await StartAsync();

        var reply = await node.Devices.TellAsync(new DeviceCommand.Disable(Gate), CancellationToken.None);

        Assert.Equal(RefusalCode.NotEnrolled, Assert.IsType<DeviceReply.Refused>(reply).Code);
        await Limits.UntilAsync(async () => await node.EntitiesAsync() == 0);
    }

    [Fact]
    public async Task A_disabled_device_is_logged_out_and_stays_so_until_it_is_enabled()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await StartAsync();
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        await OrderAsync(node, new DeviceCommand.Disable(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Disabled);
        Assert.Equal(1, fleet.Devices[0].Facts.LogoutsClean);

        await OrderAsync(node, new DeviceCommand.Enable(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        Assert.Equal(2, fleet.Devices[0].Facts.LoginsAccepted);
    }

    [Fact]
    public async Task A_change_of_address_moves_the_session()
    {
        await using var fleet = await Fleet.StartAsync(devices: 2);
        await using var node = await StartAsync();
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        await OrderAsync(node, new DeviceCommand.ChangeAddress(Gate, fleet.Enrol(Gate, number: 2).Address));

        // Another device answers there: its serial number is not the pinned one, so it does not even get a proof of the password.
        await node.UntilPhaseAsync(Gate, SessionPhase.IdentityChanged);
        Assert.Equal(1, fleet.Devices[0].Facts.LogoutsClean);
        Assert.Equal((1, 0), (fleet.Devices[1].Facts.Challenges, fleet.Devices[1].Facts.LoginPackets));
    }
}
