using System.Security.Cryptography;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>
/// A secret that people may have chosen, made into a key by a way that is slow on purpose: whoever reads the database must not be able to try
/// words against what is written there of it.
/// </summary>
public sealed class StretchedSecret
{
    private const int Rounds = 200_000;
    private const int Length = 32;

    private readonly byte[] _key;

    public StretchedSecret(ReadOnlySpan<byte> secret)
    {
        _key = Rfc2898DeriveBytes.Pbkdf2(secret, "devicecluster shared secret"u8, Rounds, HashAlgorithmName.SHA256, Length);
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(_key, "devicecluster shared secret id"u8)[..6]);
    }

    public string Id { get; }

    internal ReadOnlySpan<byte> Bytes => _key;

    public override string ToString() => $"secret {Id}";
}
