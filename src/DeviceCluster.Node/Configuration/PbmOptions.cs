using System.Net;

namespace DeviceCluster.Node.Configuration;

/// <summary>Where pbm is served, and the certificate (PEM) without which it is served on loopback only.</summary>
internal sealed record PbmOptions(IPEndPoint Listen, string? Certificate, string? CertificateKey)
{
    public static IPEndPoint Default { get; } = new(IPAddress.Loopback, 9110);

    public bool Tls => Certificate is not null;

    public static PbmOptions Read(SettingsReader reader)
    {
        var options = new PbmOptions(
            reader.EndPoint("Pbm:Listen", Default),
            reader.Optional("Pbm:Certificate", "a PEM file with the certificate and its chain", Existing),
            reader.Optional("Pbm:CertificateKey", "a PEM file with the certificate's private key", Existing));
        if (options.Tls != options.CertificateKey is not null)
            reader.Refuse(options.Tls ? "Pbm:CertificateKey" : "Pbm:Certificate", "missing", "both, the certificate and its key, or neither");
        if (!options.Listen.IsLoopback() && !options.Tls)
            reader.Refuse(
                "Pbm:Listen", $"'{options.Listen}'",
                "a loopback address as long as Pbm:Certificate and Pbm:CertificateKey are not set: the secret would cross the network in clear text");
        return options;
    }

    private static string? Existing(string file) => File.Exists(file) ? Path.GetFullPath(file) : null;
}
