using System.Security.Cryptography;
using System.Text;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Credentials;

/// <summary>Seals the passwords of devices for the journal and opens them for a login: AES-256-GCM, with the device id authenticated.</summary>
public sealed class CredentialVault(EnvelopeKey key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public string KeyId => key.Id;

    /// <summary>
    /// Gives <paramref name="known"/> itself back when it holds the same password, so that an order given twice is seen to change nothing.
    /// </summary>
    public SealedSecret Seal(DeviceId device, Secret password, SealedSecret? known = null) =>
        known is not null && TryOpen(device, known) is { } held && held.Equals(password) ? known : Seal(device, password);

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

    private SealedSecret Seal(DeviceId device, Secret password)
    {
        var text = Encoding.UTF8.GetBytes(password.Reveal());
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var sealedText = new byte[text.Length];
        var tag = new byte[TagLength];
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(nonce, text, sealedText, tag, For(device));
        CryptographicOperations.ZeroMemory(text);
        return new SealedSecret(key.Id, [.. nonce], [.. sealedText], [.. tag]);
    }

    private Secret? TryOpen(DeviceId device, SealedSecret secret)
    {
        if (secret.KeyId != key.Id || secret.Nonce.Length != NonceLength || secret.Tag.Length != TagLength)
            return null;

        var text = new byte[secret.Ciphertext.Length];
        try
        {
            using var aes = new AesGcm(key.Bytes, TagLength);
            aes.Decrypt(secret.Nonce.AsSpan(), secret.Ciphertext.AsSpan(), secret.Tag.AsSpan(), text, For(device));
            return new Secret(Encoding.UTF8.GetString(text));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static byte[] For(DeviceId device) => Encoding.UTF8.GetBytes(device.Value);
}
