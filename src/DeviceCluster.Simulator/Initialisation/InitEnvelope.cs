using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Initialisation;

/// <summary>The envelope in which a password travels before there is one: a key under RSA, and under that key the content. One RSA key serves the fleet.</summary>
internal static class InitEnvelope
{
    private const int RsaBits = 2048;
    private const int MaxContent = 16 * 1024;

    private static readonly Lazy<RSA> Key = new(() => RSA.Create(RsaBits));

    /// <summary>Sixteen ASCII zeros.</summary>
    private static ReadOnlySpan<byte> Vector => "0000000000000000"u8;

    public static JsonObject Offer()
    {
        var open = Key.Value.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["pub"] = $"N:{Convert.ToHexString(open.Modulus!)},E:{Convert.ToHexString(open.Exponent!)}",
            ["asymmetric"] = "RSA",
            ["cipher"] = new JsonArray("AES-128", "RPAC-256"),
            ["AESPadding"] = new JsonArray("ZERO"),
        };
    }

    /// <summary>Null when it cannot be opened, or there is no JSON object in it.</summary>
    public static JsonObject? Open(string? cipher, string? salt, string? content)
    {
        if (salt is null || content is not { Length: <= MaxContent })
            return null;

        try
        {
            var key = Key.Value.Decrypt(Convert.FromHexString(salt), RSAEncryptionPadding.Pkcs1);
            return Decrypt(cipher, key, Convert.FromBase64String(content)) is { } text ? JsonNode.Parse(text.TrimEnd('\0')) as JsonObject : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static string? Decrypt(string? cipher, byte[] key, byte[] content)
    {
        var length = cipher switch
        {
            "RPAC-256" => 32,
            "AES-128" => 16,
            _ => 0,
        };
        if (length == 0 || key.Length != length || !key.All(digit => char.IsAsciiDigit((char)digit)))
            return null;

        using var aes = Aes.Create();
        aes.Key = key;
        // Zeros fill the last block; they are cut off the text.
        var bytes = cipher == "AES-128"
            ? aes.DecryptEcb(content, PaddingMode.None)
            : aes.DecryptCbc(content, Vector, PaddingMode.None);
        return Encoding.UTF8.GetString(bytes);
    }
}
