using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace DeviceCluster.Simulator.Http;

/// <summary>Digest authentication (RFC 2617, MD5, qop auth). A nonce proves itself, so nothing is kept for those who only ask.</summary>
internal sealed class DigestGate(TimeProvider time)
{
    private const int NonceTimeBytes = sizeof(long), NonceProofBytes = 8;

    private static readonly TimeSpan NonceLife = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Null when the request may pass.</summary>
    public HttpReply? Check(HttpContext context, VirtualDevice device)
    {
        if (!device.Logins.IsInitialised)
            return Challenge(device, "Invalid Authority!\r\n", stale: false);

        // Whatever is no digest, Basic above all, is told what would be right.
        if (DigestHeader.Read(context.Request.Headers.Authorization.ToString()) is not { } digest
            || digest.Realm != device.Realm || digest.Uri != context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)
            return Challenge(device, "Error\r\nUnauthorized\r\n", stale: false);

        if (!IsFresh(device, digest.Nonce))
            return Challenge(device, "Error\r\nUnauthorized\r\n", stale: true);

        var verdict = device.Logins.Judge(digest.User, password => Matches(digest, context.Request.Method, device, password));
        return verdict.Error is { } error ? Challenge(device, $"Error\r\n{error.Words}\r\n", stale: false) : null;
    }

    private static bool Matches(DigestHeader digest, string method, VirtualDevice device, string password)
    {
        var secret = Md5($"{digest.User}:{device.Realm}:{password}");
        var request = Md5($"{method}:{digest.Uri}");
        var right = digest.Quality is null
            ? Md5($"{secret}:{digest.Nonce}:{request}")
            : Md5($"{secret}:{digest.Nonce}:{digest.Count}:{digest.ClientNonce}:{digest.Quality}:{request}");
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(right), Encoding.ASCII.GetBytes(digest.Response.ToLowerInvariant()));
    }

    private HttpReply Challenge(VirtualDevice device, string text, bool stale)
    {
        var words = $"Digest realm=\"{device.Realm}\", qop=\"auth\", nonce=\"{Nonce(device, time.GetUtcNow().UtcTicks)}\", opaque=\"{Opaque(device)}\"";
        return HttpReply.Text(text, StatusCodes.Status401Unauthorized) with
        {
            Headers = [("WWW-Authenticate", stale ? words + ", stale=\"true\"" : words)],
        };
    }

    private bool IsFresh(VirtualDevice device, string nonce)
    {
        Span<byte> ticks = stackalloc byte[NonceTimeBytes + NonceProofBytes];
        if (nonce.Length != 2 * ticks.Length || Convert.FromHexString(nonce, ticks, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;

        var made = BinaryPrimitives.ReadInt64BigEndian(ticks);
        return nonce.Equals(Nonce(device, made), StringComparison.OrdinalIgnoreCase)
            && time.GetUtcNow().UtcTicks - made is >= 0 and var age && age <= NonceLife.Ticks;
    }

    private string Nonce(VirtualDevice device, long ticks)
    {
        var bytes = new byte[NonceTimeBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, ticks);
        byte[] what = [.. bytes, .. Encoding.ASCII.GetBytes(device.Serial)];
        var proof = HMACSHA256.HashData(_key, what);
        return Convert.ToHexStringLower([.. bytes, .. proof.AsSpan(0, NonceProofBytes)]);
    }

    private static string Opaque(VirtualDevice device) => Md5(device.Serial);

#pragma warning disable CA5351 // The protocol's choice, not ours.
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
