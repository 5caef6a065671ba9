using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Event;
using Akka.Remote.Transport.DotNetty;

namespace DeviceCluster.Contracts.Akka.Tls;

/// <summary>
/// What a member shows to the others, and by what it knows them: a certificate of an authority that is ours alone. What the machine itself
/// trusts does not count here.
/// </summary>
public sealed class ClusterIdentity
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _roots = [];
    private readonly X509Certificate2Collection _between = [];
    private readonly TimeProvider _time;

    /// <param name="certificate">The member's own, with its private key.</param>
    /// <param name="authority">One or several authorities, as while one takes the place of another; those between them and the members, too.</param>
    /// <param name="time">Says what has expired.</param>
    public ClusterIdentity(X509Certificate2 certificate, X509Certificate2Collection authority, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(authority);
        Certificate = certificate;
        _time = time;
        foreach (var each in authority)
            (each.SubjectName.RawData.AsSpan().SequenceEqual(each.IssuerName.RawData) ? _roots : _between).Add(each);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>What an actor system needs beside <see cref="ClusterTls.Hocon"/>.</summary>
    public DotNettySslSetup Setup =>
        new(Certificate, suppressValidation: false, requireMutualAuthentication: true, validateCertificateHostname: true, IsOneOfUs);

    /// <summary>From PEM files: the certificate, its key, not encrypted, and the authority, which may be several certificates.</summary>
    /// <exception cref="CryptographicException">A file holds something else, or the key belongs to another certificate.</exception>
    public static ClusterIdentity FromFiles(string certificate, string key, string authority, TimeProvider time)
    {
        using var read = X509Certificate2.CreateFromPemFile(certificate, key);
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(authority);
        // A key that is only in memory is not taken by TLS everywhere.
        return new ClusterIdentity(X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null), trusted, time);
    }

    /// <summary>Null: the certificate is one of ours, and good now. Otherwise the words say what is wrong with it.</summary>
    public string? Refuse(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var now = _time.GetLocalNow().DateTime;
        if (now < certificate.NotBefore)
            return $"it is not valid before {certificate.NotBefore.ToUniversalTime():u}";
        if (now > certificate.NotAfter)
            return $"it has expired at {certificate.NotAfter.ToUniversalTime():u}";
        if (!MayBeBothEnds(certificate))
            return "it is not for both ends of a connection: its extended key usage must name serverAuth and clientAuth, or be absent";

        using var chain = NewChain(now);
        try
        {
            return chain.Build(certificate)
                ? null
                : $"it is not of the cluster's authority ({string.Join(", ", chain.ChainStatus.Select(s => $"{s.Status}").Distinct())}): its issuer is {certificate.Issuer}";
        }
        catch (InvalidOperationException e)
        {
            // Its user's own store is opened by .NET, though nothing in it counts.
            return $"it could not be looked at: {e.Message} Set HOME to a folder of this process";
        }
    }

    /// <summary>Looks at who is at the other end, as Akka asks it. Whoever accepts a connection knows no name; whoever makes one wants the name it asked for.</summary>
    public bool IsOneOfUs(X509Certificate2? certificate, X509Chain? chain, string remotePeer, SslPolicyErrors errors, ILoggingAdapter log)
    {
        var wrong = certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? "it showed no certificate"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"its certificate is for another name ({certificate.Subject}); the name asked for must stand in it"
            : Refuse(certificate);
        if (wrong is not null)
            log.Warning("{Peer} is refused as a member of the cluster: {Reason}", remotePeer, wrong);
        return wrong is null;
    }

    private X509Chain NewChain(DateTime now)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        chain.ChainPolicy.ExtraStore.AddRange(_between);
        chain.ChainPolicy.VerificationTime = now;
        // A private authority has nobody to ask; a stranger's certificate must not make us ask anybody.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain;
    }

    // A member is both, server and client.
    private static bool MayBeBothEnds(X509Certificate2 certificate)
    {
        var usage = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        return usage is null
            || (Has(usage.EnhancedKeyUsages, ServerAuthentication) && Has(usage.EnhancedKeyUsages, ClientAuthentication));
    }

    private static bool Has(OidCollection usages, string oid) => usages.Cast<Oid>().Any(usage => usage.Value == oid);
}
