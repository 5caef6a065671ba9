using System.Net;
using System.Security.Cryptography;
using DeviceCluster.Testing.Certificates;

namespace DeviceCluster.Testing.Clusters;

/// <summary>What the nodes of one cluster share and nobody else knows, made for this cluster alone.</summary>
public sealed class ClusterSecrets : IDisposable
{
    private const int KeyBytes = 32;

    private readonly TestAuthority _authority = new();

    public string EnvelopeKey { get; } = Key();

    public string MediaKey { get; } = Key();

    public string Pbm { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The files by which a node shows the others that it is one of them; the address is part of the proof.</summary>
    public CertificateFiles Certify(string folder, IPAddress address) => _authority.Write(folder, "cluster", address.ToString());

    public void Dispose() => _authority.Dispose();

    private static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
}
