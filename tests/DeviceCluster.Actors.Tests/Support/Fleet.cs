using System.Net;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Simulator;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>Virtual devices for one test, with the orders that enrol them.</summary>
internal static class Fleet
{
    public const string Password = "right-1234";

    private static int _next;

    public static Task<SimulatorHost> StartAsync(int devices = 1, Func<SimulatorOptions, SimulatorOptions>? change = null)
    {
        // Each test has addresses of its own, so that late packets of one never reach another.
        var block = Interlocked.Increment(ref _next);
        var options = new SimulatorOptions
        {
            Devices = devices,
            First = new IPAddress([127, 22, (byte)block, 1]),
            Password = Password,
            DvripPort = 0,
            DiscoveryPort = -1,
        };
        return SimulatorHost.StartAsync(change?.Invoke(options) ?? options);
    }

    public static DeviceCommand.Enrol Enrol(this SimulatorHost fleet, DeviceId id, int number = 1, string password = Password) => new(
        id,
        new DeviceAddress(fleet.Devices[number - 1].Address.ToString(), fleet.DvripPort),
        "admin",
        new Secret(password),
        Serial: null);
}
