using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeviceCluster.Node.Pbm;

namespace DeviceCluster.Node.Configuration;

/// <summary>Where pbm is served, the certificate without which it is served on loopback only, and the secret where it comes from outside.</summary>
internal sealed record PbmOptions(IPEndPoint Listen, X509Certificate2? Certificate, PbmSecret? Secret)
{
    public const string SecretAllowed = "16 to 128 letters, digits and signs of ASCII without spaces, as 'openssl rand -base64 32' makes them";

    private const string CertificateAllowed = "a PEM file with the certificate and its chain";
    private const string KeyAllowed = "a PEM file with the certificate's private key, not encrypted";

    public static IPEndPoint Default { get; } = new(IPAddress.Loopback, 9110);

    public bool Tls => Certificate is not null;

    public static PbmOptions Read(SettingsReader reader)
    {
        var listen = reader.EndPoint("Pbm:Listen", Default);
        var certificate = reader.Optional("Pbm:Certificate", CertificateAllowed, Existing);
        var key = reader.Optional("Pbm:CertificateKey", KeyAllowed, Existing);
        if (certificate is not null != key is not null)
            reader.Refuse(key is null ? "Pbm:CertificateKey" : "Pbm:Certificate", "missing", "both, the certificate and its key, or neither");
        if (!listen.IsLoopback() && certificate is null)
            reader.Refuse(
                "Pbm:Listen", $"'{listen}'",
                "a loopback address as long as Pbm:Certificate and Pbm:CertificateKey are not set: the secret would cross the network in clear text");
        var secret = reader.Optional("Pbm:Secret", $"{SecretAllowed}; without it one is made and kept in the data folder", ParseSecret, secret: true);
        return new PbmOptions(listen, certificate is not null && key is not null ? Load(reader, certificate, key) : null, secret);
    }

    private static PbmSecret? ParseSecret(string text) => text.Length is >= 16 and <= 128 && text.All(c => c is > ' ' and <= '~') ? new PbmSecret(text) : null;

    private static string? Existing(string file) => File.Exists(file) ? Path.GetFullPath(file) : null;

    // The certificate alone first, so that the file at fault is the one that is named.
    private static X509Certificate2? Load(SettingsReader reader, string certificate, string key)
    {
        using var open = Try(reader, "Pbm:Certificate", certificate, CertificateAllowed, () => X509Certificate2.CreateFromPem(File.ReadAllText(certificate)));
        return open is null || !IsHidden(reader, key)
            ? null
            : Try(reader, "Pbm:CertificateKey", key, KeyAllowed, () => X509Certificate2.CreateFromPemFile(certificate, key));
    }

    private static bool IsHidden(SettingsReader reader, string key)
    {
        try
        {
            if (SecretFiles.IsHiddenFromOthers(key))
                return true;
            reader.Refuse("Pbm:CertificateKey", $"'{key}', which everybody can read", $"{KeyAllowed}, that only its owner and its group can read: chmod 640 {key}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reader.Refuse("Pbm:CertificateKey", $"'{key}', which cannot be used ({e.Message})", KeyAllowed);
        }
        return false;
    }

    private static X509Certificate2? Try(SettingsReader reader, string setting, string file, string allowed, Func<X509Certificate2> load)
    {
        try
        {
            return load();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reader.Refuse(setting, $"'{file}', which cannot be used ({e.Message})", allowed);
            return null;
        }
    }
}
