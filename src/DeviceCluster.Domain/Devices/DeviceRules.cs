using System.Net;
using System.Net.Sockets;
using System.Text;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Devices;

/// <summary>Which values a command may carry. Each check gives a refusal in words, or null.</summary>
internal static class DeviceRules
{
    /// <summary>The login packet has 64 bytes for each, the last one zero.</summary>
    private const int MaxLoginBytes = 63;

    private const int MaxSerialBytes = 47;
    private const int MaxHostName = 253;
    private const int MaxLabel = 63;

    public static Decision? Check(DeviceCommand.Enrol c) =>
        Check(c.Address) ?? Check(c.User, c.Password) ?? CheckSerial(c.Serial);

    public static Decision? Check(DeviceAddress address) => address switch
    {
        { Port: < 1 or > 65535 } => Invalid($"the port {address.Port} is not allowed", "give a TCP port from 1 to 65535; devices listen on 37777"),
        _ when !IsHost(address.Host) => Invalid(
            "the address is neither an IP address nor a host name",
            "give an IPv4 address in four parts, an IPv6 address, or a host name of at most 253 letters, digits, '-' and '.'"),
        _ => null,
    };

    public static Decision? Check(string user, Secret password) =>
        CheckText("user name", user) ?? CheckText("password", password.Reveal());

    private static Decision? CheckSerial(string? serial) => serial switch
    {
        null => null,
        _ when serial.Length is 0 || Bytes(serial) > MaxSerialBytes || serial.Any(char.IsControl) => Invalid(
            "the serial number is not allowed", $"give 1 to {MaxSerialBytes} bytes without control characters, or none to take the first one seen"),
        _ => null,
    };

    // The text itself stays out of the words: one of the two is a password.
    private static Decision? CheckText(string what, string? text) => text switch
    {
        null or "" => Invalid($"the {what} is empty", $"give a {what} of 1 to {MaxLoginBytes} bytes"),
        _ when Bytes(text) > MaxLoginBytes => Invalid(
            $"the {what} has {Bytes(text)} bytes", $"give at most {MaxLoginBytes} bytes: the login of the devices has no room for more"),
        _ when text.Any(char.IsControl) => Invalid($"the {what} contains a control character", "leave out line ends, tabs and the like"),
        _ => null,
    };

    // "127.1" and "017700000001" are addresses to some resolvers and names to others, so a name of digits is none.
    private static bool IsHost(string? host) =>
        host is { Length: > 0 and <= MaxHostName }
        && (IsDottedQuad(host) || IsIPv6(host) || (host.Any(char.IsAsciiLetter) && host.Split('.').All(IsLabel) && !LooksNumeric(host)));

    private static bool IsDottedQuad(string host) =>
        IPAddress.TryParse(host, out var ip) && ip.AddressFamily == AddressFamily.InterNetwork && ip.ToString() == host;

    private static bool IsIPv6(string host) =>
        host.Contains(':', StringComparison.Ordinal) && !host.Contains('[', StringComparison.Ordinal)
        && IPAddress.TryParse(host, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool LooksNumeric(string host) => IPAddress.TryParse(host, out _);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabel && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static Decision Invalid(string reason, string remedy) => Decision.Refused(RefusalCode.Invalid, reason, remedy);
}
