using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>Every enrolled device comes back after a restart.</summary>
public sealed class DeviceWakerTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private const int Devices = 25;

    [Fact]
    public async Task All_devices_are_woken_also_when_the_list_is_read_more_often_than_a_round_takes()
    {
        await using (var node = await StartAsync())
        {
            for (var device = 0; device < Devices; device++)
                Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(Enrol(device), CancellationToken.None));
        }

        // At most some five wakes between two reads of the list.
        var settings = Settings with { Sessions = Settings.Sessions with { WakesPerSecond = 10, WakeEvery = TimeSpan.FromMilliseconds(500) } };
        await using var next = await StartAsync(settings);

        await Limits.UntilAsync(async () => await next.EntitiesAsync() == Devices);
    }

    private static DeviceCommand.Enrol Enrol(int device) => new(
        new DeviceId($"d{device}"), new DeviceAddress($"10.0.{device}.7"), "admin", new Secret("secret"), Serial: null);
}
