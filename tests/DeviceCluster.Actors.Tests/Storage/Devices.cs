using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>The devices that the storage tests speak of.</summary>
internal static class Devices
{
    public static readonly DeviceId Gate = new("gate");
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly SessionStatus Online = new(SessionPhase.Online, Noon, "logged in", null, null, null);

    public static SealedSecret Sealed { get; } = new("k", [1], [2], [3]);

    public static DeviceEvent.Enrolled Enrolled(DeviceId device) => new(device, new DeviceAddress("10.0.0.7"), "admin", Sealed, 1, null, Noon);

    public static ImmutableArray<DeviceEvent> OneProved(DeviceId device) =>
    [
        Enrolled(device),
        new DeviceEvent.CredentialTried(device, 1, Noon),
        new DeviceEvent.CredentialProved(device, 1, new DeviceIdentity("4K01", 4, 31), Noon),
    ];
}
