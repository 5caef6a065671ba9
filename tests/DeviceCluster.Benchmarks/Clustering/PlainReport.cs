using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>What a peer answers: as large as a device's own report, and made beforehand.</summary>
internal static class PlainReport
{
    public static DeviceReport Of(DeviceId device) => new(
        device, Enrolled: true, new DeviceAddress("192.0.2.1"), "admin", Enabled: false, Identity: null,
        new SessionStatus(SessionPhase.Disabled, DateTimeOffset.UnixEpoch, "disabled", null, null, null), 1, CredentialProved: false, "127.0.0.1:4053", []);
}
