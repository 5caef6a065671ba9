using System.Security.Cryptography;
using System.Text;
using DeviceCluster.Actors.Storage.PostgreSql;

namespace DeviceCluster.Node.Pbm;

/// <summary>The secret that opens this node to pbm; only its hash stays in memory.</summary>
internal sealed class PbmSecret(string text)
{
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>As a shared database may know it. Slow on purpose.</summary>
    public StretchedSecret Stretched() => new(_hash);

    /// <summary>Constant time, whatever the length of what was presented.</summary>
    public bool Matches(string presented)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(presented), hash);
        return CryptographicOperations.FixedTimeEquals(hash, _hash);
    }
}
