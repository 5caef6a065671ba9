using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Wire;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>The values that several messages carry, both ways. What may be missing is null on both sides.</summary>
internal static class Values
{
    public static Timestamp ToWire(this DateTimeOffset at) => Timestamp.FromDateTimeOffset(at);

    public static Timestamp? ToWire(this DateTimeOffset? at) => at is { } time ? Timestamp.FromDateTimeOffset(time) : null;

    public static DateTimeOffset FromWire(this Timestamp? at) => at?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch;

    public static DateTimeOffset? OrNull(this Timestamp? at) => at?.ToDateTimeOffset();

    public static AccessData ToWire(this DeviceAccess access)
    {
        var data = new AccessData { PlainLogin = access.PlainLogin };
        if (access.HttpPort is { } http)
            data.HttpPort = http;
        if (access.RtspPort is { } rtsp)
            data.RtspPort = rtsp;
        return data;
    }

    public static DeviceAccess FromWire(this AccessData? data) => data is null
        ? DeviceAccess.Default
        : new(data.HasHttpPort ? data.HttpPort : null, data.HasRtspPort ? data.RtspPort : null, data.PlainLogin);

    public static AddressData ToWire(this DeviceAddress address) => new() { Host = address.Host, Port = address.Port };

    public static DeviceAddress FromWire(this AddressData? data) =>
        data is null ? throw new ArgumentException("the address is missing", nameof(data)) : new DeviceAddress(data.Host, data.Port);

    public static DeviceAddress? OrNull(this AddressData? data) => data?.FromWire();

    public static SealedData ToWire(this SealedSecret secret) => new()
    {
        KeyId = secret.KeyId,
        Nonce = ByteString.CopyFrom(secret.Nonce.AsSpan()),
        Ciphertext = ByteString.CopyFrom(secret.Ciphertext.AsSpan()),
        Tag = ByteString.CopyFrom(secret.Tag.AsSpan()),
    };

    public static SealedSecret FromWire(this SealedData? data) => data is null
        ? throw new ArgumentException("the password is missing", nameof(data))
        : new SealedSecret(data.KeyId, [.. data.Nonce.Span], [.. data.Ciphertext.Span], [.. data.Tag.Span]);

    public static SealedSecret? OrNull(this SealedData? data) => data?.FromWire();

    public static IdentityData ToWire(this DeviceIdentity identity) =>
        new() { Serial = identity.Serial, Channels = identity.Channels, DeviceType = identity.DeviceType };

    public static DeviceIdentity FromWire(this IdentityData? data) => data is null
        ? throw new ArgumentException("the identity is missing", nameof(data))
        : new DeviceIdentity(data.Serial, data.Channels, data.DeviceType);

    public static DeviceIdentity? OrNull(this IdentityData? data) => data?.FromWire();

    public static IEnumerable<TagData> ToWire(this ImmutableSortedDictionary<string, string> tags) =>
        tags.Select(tag => new TagData { Key = tag.Key, Value = tag.Value });

    public static ImmutableSortedDictionary<string, string> FromWire(this RepeatedField<TagData> tags) =>
        DeviceTags.Of(tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));

    public static StatusData ToWire(this SessionStatus status)
    {
        var data = new StatusData
        {
            Phase = (int)status.Phase,
            Since = status.Since.ToWire(),
            Reason = status.Reason,
            NextAttempt = status.NextAttempt.ToWire(),
        };
        if (status.LoginError is { } error)
            data.LoginError = error;
        if (status.AttemptsLeft is { } left)
            data.AttemptsLeft = left;
        return data;
    }

    public static SessionStatus FromWire(this StatusData? data) => data is null
        ? throw new ArgumentException("the status is missing", nameof(data))
        : new SessionStatus(
            (SessionPhase)data.Phase,
            data.Since.FromWire(),
            data.Reason,
            data.NextAttempt.OrNull(),
            data.HasLoginError ? data.LoginError : null,
            data.HasAttemptsLeft ? data.AttemptsLeft : null);
}
