using System.Net;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>Starts a small fleet on free ports.</summary>
internal static class Fleet
{
    public static SimulatorOptions Options { get; } = new()
    {
        Password = RawLogin.Password,
        First = new IPAddress([127, 20, 0, 1]),
        DvripPort = 0,
        DiscoveryPort = -1,
    };

    public static Task<SimulatorHost> StartAsync(Func<SimulatorOptions, SimulatorOptions>? change = null) =>
        SimulatorHost.StartAsync(change is null ? Options : change(Options));
}
