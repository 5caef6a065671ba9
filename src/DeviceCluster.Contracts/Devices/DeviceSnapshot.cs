using System.Collections.Immutable;

namespace DeviceCluster.Contracts.Devices;

/// <summary>
/// All a device remembers, as it is stored in a snapshot. <paramref name="SecondTryAt"/>: a proved credential that was refused is sent once more
/// then. <paramref name="FormerAddress"/>: where a removed device was. <paramref name="Orders"/>: the last ones carried out, oldest first.
/// </summary>
public sealed record DeviceSnapshot(
    DeviceId Device,
    DeviceAddress? Address,
    string? User,
    SealedSecret? Password,
    int CredentialVersion,
    CredentialStanding Standing,
    string? CredentialReason,
    int? LoginError,
    int? AttemptsLeft,
    DateTimeOffset? CredentialSince,
    string? PinnedSerial,
    DeviceIdentity? Identity,
    string? ForeignSerial,
    DateTimeOffset? LockedUntil,
    bool Enabled,
    DateTimeOffset? SecondTryAt = null,
    DeviceAddress? FormerAddress = null,
    ImmutableArray<CarriedOutOrder> Orders = default,
    string? Name = null,
    ImmutableSortedDictionary<string, string>? Tags = null,
    DeviceAccess? Access = null) : IForDevice
{
    public ImmutableArray<CarriedOutOrder> Orders { get; init; } = Orders.IsDefault ? [] : Orders;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Tags ?? DeviceTags.None;

    public DeviceAccess Access { get; init; } = Access ?? DeviceAccess.Default;
}

/// <summary>What is known of the present credential version.</summary>
public enum CredentialStanding
{
    /// <summary>Never sent.</summary>
    Untried = 0,

    /// <summary>Sent, without a known outcome yet.</summary>
    Tried = 1,

    /// <summary>Accepted at least once.</summary>
    Proved = 2,

    /// <summary>Refused, or its only attempt has no known outcome.</summary>
    Refused = 3,
}
