using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeviceCluster.Contracts.Akka.Tls;

namespace DeviceCluster.Node.Configuration;

/// <summary>Reads the three files of TLS between nodes, and looks whether they belong together and are good now.</summary>
internal static class ClusterTlsOptions
{
    private const string Certificate = "Cluster:Certificate";
    private const string Key = "Cluster:CertificateKey";
    private const string Authority = "Cluster:Authority";
    private const string CertificateAllowed = "a PEM file with this node's certificate";
    private const string KeyAllowed = "a PEM file with that certificate's private key, not encrypted";
    private const string AuthorityAllowed = "a PEM file with the certificate of the cluster's own authority, or several while one takes the place of another";

    public static ClusterIdentity? Read(SettingsReader reader, TimeProvider time)
    {
        var (certificate, key, authority) =
            (reader.Optional(Certificate, CertificateAllowed, Existing), reader.Optional(Key, KeyAllowed, Existing), reader.Optional(Authority, AuthorityAllowed, Existing));
        if (certificate is null && key is null && authority is null)
            return null;
        foreach (var (setting, file) in new[] { (Certificate, certificate), (Key, key), (Authority, authority) })
        {
            if (file is null)
                reader.Refuse(setting, "missing", $"all three, {Certificate}, {Key} and {Authority}, or none of them");
        }
        return certificate is null || key is null || authority is null ? null : Read(reader, certificate, key, authority, time);
    }

    // One after the other, so that the file at fault is the one that is named.
    private static ClusterIdentity? Read(SettingsReader reader, string certificate, string key, string authority, TimeProvider time)
    {
        var readable = Try(reader, Certificate, certificate, CertificateAllowed, () => X509Certificate2.CreateFromPem(File.ReadAllText(certificate)).Dispose());
        readable &= Try(reader, Authority, authority, AuthorityAllowed, () => RefuseWithoutRoot(authority));
        readable &= SecretFiles.IsHiddenFromOthers(key) || Refuse(reader, key);
        ClusterIdentity? identity = null;
        readable = readable && Try(reader, Key, key, KeyAllowed, () => identity = ClusterIdentity.FromFiles(certificate, key, authority, time));
        if (!readable || identity is null)
            return null;
        if (identity.Refuse(identity.Certificate) is not { } wrong)
            return identity;
        reader.Refuse(Certificate, $"'{certificate}', and no node would accept it: {wrong}", "a certificate that is valid now and was given by the authority in Cluster:Authority");
        return null;
    }

    private static void RefuseWithoutRoot(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        if (certificates.Count == 0)
            throw new CryptographicException("there is no certificate in it.");
        if (!certificates.Any(each => each.Subject == each.Issuer))
            throw new CryptographicException("none of its certificates is a root, signed by itself.");
    }

    private static bool Refuse(SettingsReader reader, string key)
    {
        reader.Refuse(Key, $"'{key}', which everybody can read", $"{KeyAllowed}, that only its owner and its group can read: chmod 640 {key}");
        return false;
    }

    private static string? Existing(string file) => File.Exists(file) ? Path.GetFullPath(file) : null;

    private static bool Try(SettingsReader reader, string setting, string file, string allowed, Action load)
    {
        try
        {
            load();
            return true;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reader.Refuse(setting, $"'{file}', which cannot be used ({e.Message})", allowed);
            return false;
        }
    }
}
