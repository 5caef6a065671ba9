using System.Collections.Immutable;

namespace DeviceCluster.Contracts.Devices;

/// <summary>A password as it is journaled: AES-256-GCM under the envelope key named by <see cref="KeyId"/>; the device id is authenticated with it.</summary>
public sealed record SealedSecret(string KeyId, ImmutableArray<byte> Nonce, ImmutableArray<byte> Ciphertext, ImmutableArray<byte> Tag)
{
    public bool Equals(SealedSecret? other) =>
        other is not null && KeyId == other.KeyId && Nonce.AsSpan().SequenceEqual(other.Nonce.AsSpan())
        && Ciphertext.AsSpan().SequenceEqual(other.Ciphertext.AsSpan()) && Tag.AsSpan().SequenceEqual(other.Tag.AsSpan());

    public override int GetHashCode() => HashCode.Combine(KeyId, Ciphertext.Length, Tag.IsEmpty ? 0 : Tag[0]);

    public override string ToString() => $"sealed under {KeyId}";
}
