using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;

namespace DeviceCluster.Contracts.Tests;

/// <summary>Searches and first accounts, full and sparse.</summary>
internal static class SampleDiscovery
{
    private static readonly Origin Admin = new("admin", "10.0.0.9");

    public static DiscoveredDevice Recorder { get; } = new(
        "4K01ABC", "10.0.0.7", 37777, 80, "3c:ef:8c:00:00:01", "DHI-NVR4216", "NVR", "4.001.0000000.1", 16, false, "10.0.0.2");

    public static DiscoveryOrder.Initialise Initialise { get; } = new(
        "3c:ef:8c:00:00:01", "admin", new Secret("Kölner-4711"), "0221", "gate@example.org", "10.0.0.2", Admin);

    public static IEnumerable<object> All =>
    [
        new DiscoveryQuery.Search(TimeSpan.FromSeconds(3), "10.0.0.2", Binary: true),
        new DiscoveryQuery.Search(DiscoveryLimits.Longest, null, Binary: false),
        new DiscoveryQuery.Probe(["10.0.0.7", "10.0.0.8"], TimeSpan.FromSeconds(3), "10.0.0.2", Binary: true),
        new DiscoveryQuery.Probe(["10.0.0.7"], DiscoveryLimits.Shortest, null, Binary: false),
        Initialise,
        Initialise with { Phone = null, Mail = null, LocalAddress = null },
        new DiscoveryReply.Found("node-1:4053", [Recorder, Recorder with { Initialised = true }, Recorder with { Initialised = null, LocalAddress = "" }], 3),
        new DiscoveryReply.Found("node-1:4053", [], 0),
        new DiscoveryReply.Initialised(),
        new DiscoveryReply.Refused(RefusalCode.Busy, "a reason", "a remedy"),
        new DiscoveryReply.Refused(RefusalCode.NoAnswer, "a reason", "a remedy", new DeviceError(0x80000002, "NET_NETWORK_ERROR")),
    ];
}
