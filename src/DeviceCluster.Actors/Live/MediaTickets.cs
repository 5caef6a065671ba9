using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>Issues and reads the short-lived signed tickets of media URLs: HMAC-SHA256 over all they say, compared in constant time.</summary>
public sealed class MediaTickets(MediaKey key)
{
    private const int NonceLength = 12;
    private const int FixedLength = 1 + NonceLength + sizeof(long) + sizeof(long) + sizeof(int) + 1;
    private const int MaxLength = FixedLength + 1 + 32 + 1 + DeviceId.MaxLength + HMACSHA256.HashSizeInBytes;
    private const int MaxTextLength = (MaxLength * 4 / 3) + 4;

    public string Issue(MediaGrant grant)
    {
        var buffer = new byte[MaxLength];
        var length = Write(grant, buffer);
        length += HMACSHA256.HashData(key.Bytes, buffer.AsSpan(0, length), buffer.AsSpan(length));
        return Base64Url.EncodeToString(buffer.AsSpan(0, length));
    }

    /// <summary>True when the ticket is ours and its time is not over; <paramref name="why"/> says in words why not.</summary>
    public bool TryRead(string? token, DateTimeOffset now, [NotNullWhen(true)] out MediaGrant? grant, out string why) =>
        Read(token, now, out grant, out why) == TicketVerdict.Good;

    /// <summary>As <see cref="TryRead"/>, with the reason for programs.</summary>
    public TicketVerdict Read(string? token, DateTimeOffset now, [NotNullWhen(true)] out MediaGrant? grant, out string why)
    {
        grant = null;
        if (string.IsNullOrEmpty(token))
            return Refuse(TicketVerdict.Missing, "the URL has no token", out why);
        if (token.Length > MaxTextLength || !TryDecode(token, out var bytes) || bytes.Length <= HMACSHA256.HashSizeInBytes)
            return Refuse(TicketVerdict.Forged, "the token is not one of this cluster", out why);

        var body = bytes.AsSpan(0, bytes.Length - HMACSHA256.HashSizeInBytes);
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Bytes, body, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, bytes.AsSpan(body.Length)))
            return Refuse(TicketVerdict.Forged, "the token's signature is wrong", out why);
        if (!TryParse(body, key.Id, out var signed))
            return Refuse(TicketVerdict.Forged, "the token is of another form or key", out why);
        if (signed.Expires <= now)
            return Refuse(TicketVerdict.Expired, "the token has expired", out why);

        grant = signed;
        why = "";
        return TicketVerdict.Good;
    }

    private static TicketVerdict Refuse(TicketVerdict verdict, string words, out string why)
    {
        why = words;
        return verdict;
    }

    private int Write(MediaGrant grant, Span<byte> to)
    {
        to[0] = (byte)grant.Kind;
        RandomNumberGenerator.Fill(to.Slice(1, NonceLength));
        var at = 1 + NonceLength;
        BinaryPrimitives.WriteInt64BigEndian(to[at..], grant.Expires.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(to[(at += sizeof(long))..], grant.Epoch);
        BinaryPrimitives.WriteInt32BigEndian(to[(at += sizeof(long))..], grant.Channel);
        to[at += sizeof(int)] = (byte)grant.Stream;
        at++;
        at += WriteText(key.Id, to[at..]);
        at += WriteText(grant.Device.Value, to[at..]);
        return at;
    }

    private static int WriteText(string text, Span<byte> to)
    {
        var length = Encoding.UTF8.GetBytes(text, to[1..]);
        to[0] = (byte)length;
        return length + 1;
    }

    private static bool TryParse(ReadOnlySpan<byte> body, string keyId, [NotNullWhen(true)] out MediaGrant? grant)
    {
        grant = null;
        if (body.Length < FixedLength || !Enum.IsDefined((MediaKind)body[0]))
            return false;

        var at = body[(1 + NonceLength)..];
        var expires = BinaryPrimitives.ReadInt64BigEndian(at);
        var epoch = BinaryPrimitives.ReadInt64BigEndian(at[8..]);
        var channel = BinaryPrimitives.ReadInt32BigEndian(at[16..]);
        var stream = (StreamKind)at[20];
        var rest = at[21..];
        if (!TryText(ref rest, out var signer) || signer != keyId || !TryText(ref rest, out var device) || !DeviceId.TryParse(device, out var id))
            return false;

        grant = new MediaGrant(id, channel, stream, epoch, new DateTimeOffset(expires, TimeSpan.Zero)) { Kind = (MediaKind)body[0] };
        return rest.IsEmpty;
    }

    private static bool TryText(ref ReadOnlySpan<byte> from, out string text)
    {
        text = "";
        if (from.IsEmpty || from.Length < 1 + from[0])
            return false;
        text = Encoding.UTF8.GetString(from.Slice(1, from[0]));
        from = from[(1 + from[0])..];
        return true;
    }

    private static bool TryDecode(string token, out byte[] bytes)
    {
        bytes = [];
        var buffer = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (Base64Url.DecodeFromChars(token, buffer, out _, out var written) != OperationStatus.Done)
            return false;
        bytes = buffer[..written];
        return true;
    }
}
