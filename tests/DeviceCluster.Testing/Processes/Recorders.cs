using System.Net;
using DeviceCluster.Simulator;

namespace DeviceCluster.Testing.Processes;

/// <summary>A small fleet of virtual recorders in the test's process; its counters are the judge.</summary>
public static class Recorders
{
    public const string Password = "Sesame-17";

    private static int _fleets;

    public static Task<SimulatorHost> StartAsync(int devices = 1) =>
        SimulatorHost.StartAsync(
            new SimulatorOptions
            {
                Devices = devices,
                First = new IPAddress([127, 24, (byte)Interlocked.Increment(ref _fleets), 1]),
                Password = Password,
                DvripPort = 0,
                DiscoveryPort = -1,
            },
            CancellationToken.None);

    /// <summary>Waits for something the recorder has seen.</summary>
    public static async Task SeesAsync(this VirtualDevice device, Func<VirtualDevice, bool> what, string words, TimeSpan limit)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var rounds = limit / tick.Period;
        for (var round = 0; !what(device); round++)
        {
            if (round >= rounds)
                throw new TimeoutException($"{device.Address} did not see {words} within {limit.TotalSeconds} s");
            await tick.WaitForNextTickAsync();
        }
    }
}
