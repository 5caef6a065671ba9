using System.Security.Cryptography;
using System.Text;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Mapping;

namespace DeviceCluster.Actors.Credentials;

/// <summary>
/// Seals the passwords of devices, and what jobs do, for the journal and opens them for who uses them: AES-256-GCM, with what they are of
/// authenticated. Tells orders apart.
/// </summary>
public sealed class CredentialVault(EnvelopeKey key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int DigestLength = 16;

    private readonly byte[] _digestKey = HMACSHA256.HashData(key.Bytes, "devicecluster order digest"u8);

    public string KeyId => key.Id;

    /// <summary>
    /// Gives <paramref name="known"/> itself back when it holds the same password, so that an order given twice is seen to change nothing.
    /// </summary>
    public SealedSecret Seal(DeviceId device, Secret password, SealedSecret? known = null) =>
        known is not null && TryOpen(device, known) is { } held && held.Equals(password)
            ? known
            : Seal(For(device), Encoding.UTF8.GetBytes(password.Reveal()));

    /// <exception cref="KeyException">Sealed under another key, or not for this device.</exception>
    public Secret Open(DeviceId device, SealedSecret secret)
    {
        if (secret.KeyId != key.Id)
            throw new KeyException(
                $"the password of {device} was sealed under the envelope key {secret.KeyId}, but this node has {key.Id} (from {key.Source}). "
                + $"Start the node with the key {secret.KeyId}, or set the credential of the device anew");
        return TryOpen(device, secret)
            ?? throw new KeyException(
                $"the sealed password of {device} is damaged, or was sealed for another device. Set the credential of the device anew");
    }

    /// <summary>What a job does: there may be a password in it.</summary>
    public SealedSecret Seal(OrderKey job, JobWork work) => Seal(For(job), JobWorkBytes.Write(work));

    /// <exception cref="KeyException">Sealed under another key, or not for this job.</exception>
    public JobWork Open(OrderKey job, SealedSecret work) => TryOpen(For(job), work) is { } bytes
        ? JobWorkBytes.Read(bytes)
        : throw new KeyException(
            $"the work of the job was sealed under the envelope key {work.KeyId}, but this node has {key.Id} (from {key.Source}), or it is damaged. "
            + "Start the job anew");

    /// <summary>
    /// The same for the same command, its password included. Under the key: from a bare hash in the journal passwords could be guessed.
    /// </summary>
    public string Digest(DeviceCommand command)
    {
        var type = WireTypes.Find(command.GetType())
            ?? throw new InvalidOperationException($"{command.GetType().Name} is a command without a manifest");
        return Digest([.. Encoding.ASCII.GetBytes(type.Manifest), 0, .. type.Write(command)]);
    }

    /// <summary>The same for the same work.</summary>
    public string Digest(JobWork work) => Digest(JobWorkBytes.Write(work));

    private string Digest(byte[] text)
    {
        var digest = HMACSHA256.HashData(_digestKey, text);
        CryptographicOperations.ZeroMemory(text);
        return Convert.ToHexStringLower(digest.AsSpan(0, DigestLength));
    }

    // The text is zero after it.
    private SealedSecret Seal(byte[] of, byte[] text)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var sealedText = new byte[text.Length];
        var tag = new byte[TagLength];
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(nonce, text, sealedText, tag, of);
        CryptographicOperations.ZeroMemory(text);
        return new SealedSecret(key.Id, [.. nonce], [.. sealedText], [.. tag]);
    }

    private Secret? TryOpen(DeviceId device, SealedSecret secret)
    {
        if (TryOpen(For(device), secret) is not { } text)
            return null;
        var opened = new Secret(Encoding.UTF8.GetString(text));
        CryptographicOperations.ZeroMemory(text);
        return opened;
    }

    private byte[]? TryOpen(byte[] of, SealedSecret secret)
    {
        if (secret.KeyId != key.Id || secret.Nonce.Length != NonceLength || secret.Tag.Length != TagLength)
            return null;

        var text = new byte[secret.Ciphertext.Length];
        try
        {
            using var aes = new AesGcm(key.Bytes, TagLength);
            aes.Decrypt(secret.Nonce.AsSpan(), secret.Ciphertext.AsSpan(), secret.Tag.AsSpan(), text, of);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] For(DeviceId device) => Encoding.UTF8.GetBytes(device.Value);

    // No device has a name with a space in it.
    private static byte[] For(OrderKey job) => Encoding.UTF8.GetBytes($"job {job}");
}
