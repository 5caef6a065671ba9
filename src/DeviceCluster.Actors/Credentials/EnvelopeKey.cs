using System.Security.Cryptography;

namespace DeviceCluster.Actors.Credentials;

/// <summary>The 32-byte key that seals the passwords of devices, and the short id that every sealed secret names it by.</summary>
public sealed class EnvelopeKey
{
    public const int Length = 32;

    private readonly byte[] _key;

    private EnvelopeKey(byte[] key, string source)
    {
        _key = key;
        Source = source;
        // Of a hash made for this use alone, so the id tells nothing that helps against the key.
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(key, "devicecluster envelope key id"u8)[..6]);
    }

    public string Id { get; }

    /// <summary>Where the key was read from, for messages.</summary>
    public string Source { get; }

    internal ReadOnlySpan<byte> Bytes => _key;

    /// <exception cref="KeyException">The text is not 32 bytes in base64.</exception>
    public static EnvelopeKey FromBase64(string text, string source)
    {
        var bytes = new byte[Length + 3];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Length
            ? new EnvelopeKey(bytes[..Length], source)
            : throw new KeyException(
                $"the envelope key from {source} is not {Length} bytes in base64. Give the key that this cluster was started with; "
                + $"for a new cluster make one with: head -c {Length} /dev/urandom | base64");
    }

    /// <summary>The key of the file; a new one, mode 0600, where there is no file yet.</summary>
    /// <exception cref="KeyException">The file is not usable, or others can read it.</exception>
    public static EnvelopeKey FromFileOrCreate(string path) => FromBase64(SecretFile.ReadOrCreate(path, Length), path);

    public override string ToString() => $"envelope key {Id}";
}
