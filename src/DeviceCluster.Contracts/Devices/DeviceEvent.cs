using System.Collections.Immutable;

namespace DeviceCluster.Contracts.Devices;

/// <summary>What happened to a device. Journaled for ever: add members, never rename or remove one.</summary>
public abstract record DeviceEvent(DeviceId Device, DateTimeOffset At) : IForDevice
{
    public sealed record Enrolled(
        DeviceId Device, DeviceAddress Address, string User, SealedSecret Password, int CredentialVersion, string? Serial, DateTimeOffset At)
        : DeviceEvent(Device, At);

    public sealed record AddressChanged(DeviceId Device, DeviceAddress Address, DateTimeOffset At) : DeviceEvent(Device, At);

    public sealed record CredentialChanged(DeviceId Device, string User, SealedSecret Password, int CredentialVersion, DateTimeOffset At)
        : DeviceEvent(Device, At);

    /// <summary>Written before the packet that carries the proof of an unproved credential leaves: a crash after it never costs a second try.</summary>
    public sealed record CredentialTried(DeviceId Device, int CredentialVersion, DateTimeOffset At) : DeviceEvent(Device, At);

    /// <summary>The first success of a credential version, and who answered.</summary>
    public sealed record CredentialProved(DeviceId Device, int CredentialVersion, DeviceIdentity Identity, DateTimeOffset At)
        : DeviceEvent(Device, At);

    /// <summary>The device refused the credential, or the only attempt has no known outcome (<paramref name="LoginError"/> 3).</summary>
    public sealed record CredentialRefused(
        DeviceId Device, int CredentialVersion, int LoginError, string Reason, int? AttemptsLeft, DateTimeOffset At)
        : DeviceEvent(Device, At);

    /// <summary>The attempt ended without a judgement on the credential: its packet never left, or the device refused for another reason.</summary>
    public sealed record CredentialNotJudged(DeviceId Device, int CredentialVersion, string Reason, DateTimeOffset At)
        : DeviceEvent(Device, At);

    public sealed record Locked(DeviceId Device, DateTimeOffset Until, DateTimeOffset At) : DeviceEvent(Device, At);

    public sealed record IdentityChanged(DeviceId Device, string Serial, DateTimeOffset At) : DeviceEvent(Device, At);

    /// <summary>An operator lifted a credential error, a lock or an identity change.</summary>
    public sealed record Retried(DeviceId Device, DateTimeOffset At) : DeviceEvent(Device, At);

    public sealed record Enabled(DeviceId Device, DateTimeOffset At) : DeviceEvent(Device, At);

    public sealed record Disabled(DeviceId Device, DateTimeOffset At) : DeviceEvent(Device, At);

    public sealed record Removed(DeviceId Device, DateTimeOffset At) : DeviceEvent(Device, At);

    public sealed record Renamed(DeviceId Device, string Name, DateTimeOffset At) : DeviceEvent(Device, At);

    /// <summary><paramref name="Tags"/>: all that the device has from now on.</summary>
    public sealed record Tagged(DeviceId Device, ImmutableSortedDictionary<string, string> Tags, DateTimeOffset At) : DeviceEvent(Device, At);

    /// <summary><paramref name="Access"/>: all of it, from now on.</summary>
    public sealed record AccessChanged(DeviceId Device, DeviceAccess Access, DateTimeOffset At) : DeviceEvent(Device, At);

    /// <summary>
    /// Written together with what an order changed, so that the same order sent again changes nothing. <paramref name="Digest"/> tells what was
    /// ordered, passwords included, under a key of the cluster.
    /// </summary>
    public sealed record OrderCarriedOut(DeviceId Device, OrderKey Key, string Digest, DateTimeOffset At) : DeviceEvent(Device, At);
}
