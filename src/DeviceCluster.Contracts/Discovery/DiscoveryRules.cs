using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Discovery;

/// <summary>
/// What may be asked and ordered. It is looked at by who sends and again where it arrives, and said in the same words, which hold none of the values.
/// </summary>
public static partial class DiscoveryRules
{
    private static readonly string Times = string.Create(
        CultureInfo.InvariantCulture, $"{DiscoveryLimits.Shortest.TotalSeconds} to {DiscoveryLimits.Longest.TotalSeconds} s");

    /// <summary>Null: it may be asked.</summary>
    public static DiscoveryReply.Refused? Of(DiscoveryQuery query) =>
        query.HowLong < DiscoveryLimits.Shortest || query.HowLong > DiscoveryLimits.Longest
            ? Wrong(string.Create(CultureInfo.InvariantCulture, $"a search cannot take {query.HowLong.TotalSeconds:0.###} s"), $"let it take {Times}")
            : (query is DiscoveryQuery.Probe probe ? OfAddresses(probe) : null) ?? OfLocal(query.LocalAddress);

    /// <summary>Null: it may be ordered. Whether the password breaks a rule, the library says.</summary>
    public static DiscoveryReply.Refused? Of(DiscoveryOrder.Initialise order) =>
        !SixPairs().IsMatch(order.Mac)
            ? Wrong("that is no MAC", "six pairs of hex digits, as a search shows it: 3c:ef:8c:00:00:01")
            : OfText(order.User, DiscoveryLimits.Name, "the account's name")
                ?? OfLength(order.Password.Reveal(), DiscoveryLimits.Name, "the password")
                ?? OfText(order.Phone, DiscoveryLimits.Phone, "the phone number")
                ?? OfText(order.Mail, DiscoveryLimits.Mail, "the mail address")
                ?? OfLocal(order.LocalAddress)
                ?? OfOrigin(order.By);

    private static DiscoveryReply.Refused? OfAddresses(DiscoveryQuery.Probe probe)
    {
        if (probe.Addresses.IsDefaultOrEmpty)
            return Wrong("there is no address to ask", $"give 1 to {DiscoveryLimits.Addresses} IPv4 addresses");
        var count = probe.Addresses.Length;
        if (count > DiscoveryLimits.Addresses)
            return Wrong($"{count} addresses are too many for one probe", $"at most {DiscoveryLimits.Addresses}, such as a /24 network");
        for (var i = 0; i < count; i++)
        {
            if (!IsIPv4(probe.Addresses[i]))
                return Wrong($"address {i + 1} of {count} is no IPv4 address", "write it as 10.0.0.5: devices are searched by such alone");
        }

        return null;
    }

    private static DiscoveryReply.Refused? OfLocal(string? address) => address is null || IsIPv4(address)
        ? null
        : Wrong("the local address is no IPv4 address", "an address of the node as 10.0.0.5; without one all its networks are searched");

    private static DiscoveryReply.Refused? OfText(string? text, int most, string what) => text switch
    {
        null => null,
        "" => Wrong($"{what} is empty", "give it, or leave out what may be left out"),
        _ when text.Any(char.IsControl) => Wrong($"{what} has a control character in it", "use characters that can be shown"),
        _ => OfLength(text, most, what),
    };

    private static DiscoveryReply.Refused? OfLength(string text, int most, string what) => Encoding.UTF8.GetByteCount(text) is var bytes && bytes > most
        ? Wrong($"{what} has {bytes} bytes", $"there may be {most}")
        : null;

    private static DiscoveryReply.Refused? OfOrigin(Origin by) =>
        by.Who.Length is 0 or > Origin.MaxLength || by.Where.Length > Origin.MaxLength
            ? Wrong("who gives the order is empty or too long", $"use 1 to {Origin.MaxLength} characters")
            : null;

    // Read as it is written: "10.1" and "010.0.0.1" are read too, as something else than is meant.
    private static bool IsIPv4(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;

    private static DiscoveryReply.Refused Wrong(string reason, string remedy) => new(RefusalCode.Invalid, reason, remedy);

    [GeneratedRegex(@"^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}\z")]
    private static partial Regex SixPairs();
}
