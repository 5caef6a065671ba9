using System.Collections.Immutable;
using System.Text;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Domain.Tests.Devices;

/// <summary>The device that the tests speak of.</summary>
internal static class Samples
{
    public static readonly DeviceId Gate = new("gate");
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly DeviceAddress Address = new("10.0.0.7");
    public static readonly DeviceAddress Elsewhere = new("10.0.0.8");
    public static readonly DeviceIdentity Nvr = new("4K01", Channels: 4, DeviceType: 31);

    /// <summary>Stands for a sealed password; the same text is the same secret.</summary>
    public static SealedSecret Sealed(string text) => new("k1", [1], [.. Encoding.UTF8.GetBytes(text)], [2]);

    public static DeviceCommand.Enrol EnrolGate(string? serial = null) => new(Gate, Address, "admin", new Secret("right"), serial);

    public static DeviceState Enrolled(string? serial = null) =>
        DeviceState.New(Gate).Apply(new DeviceEvent.Enrolled(Gate, Address, "admin", Sealed("right"), 1, serial, Noon));

    public static DeviceState Proved() =>
        Enrolled().Apply(Tried()).Apply(new DeviceEvent.CredentialProved(Gate, 1, Nvr, Noon));

    public static DeviceEvent.CredentialTried Tried(int version = 1) => new(Gate, version, Noon);

    public static DeviceEvent.CredentialRefused Refused(int? attemptsLeft, int version = 1) =>
        new(Gate, version, 1, "wrong password", attemptsLeft, Noon);

    public static DeviceState With(this DeviceState state, params ImmutableArray<DeviceEvent> events) =>
        events.Aggregate(state, (s, e) => s.Apply(e));
}
