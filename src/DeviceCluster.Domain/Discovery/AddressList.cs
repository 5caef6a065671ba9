using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DeviceCluster.Domain.Discovery;

/// <summary>
/// IPv4 addresses as people write many: separated by commas, each one address, a range of the last part (10.0.0.5-20) or a network (10.0.0.0/28, of
/// which the network's own address and the broadcast are left out).
/// </summary>
public static class AddressList
{
    public const string Rule = "addresses like 10.0.0.5, 10.0.0.5-20 or 10.0.0.0/28, separated by commas";

    private const int MostOfAll = 1 << 16;
    private const int WidestNetwork = 16;

    /// <summary>Each address once, in the order given. False: <paramref name="wrong"/> is what cannot be read, with the reason.</summary>
    public static bool TryParse(string text, out ImmutableArray<IPAddress> addresses, out string wrong)
    {
        var found = new List<uint>();
        (addresses, wrong) = ([], "");
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Read(part) is not { } range)
            {
                wrong = $"'{part}' is no address, range or network";
                return false;
            }

            for (long next = range.First; next <= range.Last && found.Count <= MostOfAll; next++)
                found.Add((uint)next);
        }

        addresses = [.. found.Distinct().Select(Address)];
        wrong = addresses.IsEmpty ? "there is no address" : "";
        return !addresses.IsEmpty;
    }

    private static (uint First, uint Last)? Read(string part)
    {
        if (part.Split('/') is [var network, var length])
            return Number(network) is { } at && Whole(length, WidestNetwork, 32) is { } bits ? Network(at, bits) : null;
        if (part.Split('-') is [var first, var last])
            return Number(first) is { } from && Whole(last, 0, 255) is { } to && to >= (from & 0xFF) ? (from, (from & 0xFFFFFF00) | (uint)to) : null;
        return Number(part) is { } single ? (single, single) : null;
    }

    // Of two addresses or one, all are devices'.
    private static (uint First, uint Last) Network(uint at, int bits)
    {
        var rest = (uint)((1L << (32 - bits)) - 1);
        return bits >= 31 ? (at & ~rest, at | rest) : ((at & ~rest) + 1, (at | rest) - 1);
    }

    // Four parts: IPAddress reads "10" and "10.1" too, as something else than is meant.
    private static uint? Number(string text) =>
        text.Count(c => c == '.') == 3 && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes())
            : null;

    private static int? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static IPAddress Address(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }
}
