using System.Globalization;
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
        Check(c.Address) ?? Check(c.User, c.Password) ?? CheckSerial(c.Serial) ?? CheckAccess(c.Access, c.Serial);

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

    public static Decision? Check(DeviceCommand.Rename c) => IsShown(c.Name, DeviceCommand.Rename.MaxName) && c.Name == c.Name.Trim() && c.Name.Length > 0
        ? null
        : Invalid(
            "the name is not allowed",
            $"give 1 to {DeviceCommand.Rename.MaxName} characters that can be shown, without a space at the beginning or the end");

    public static Decision? Check(DeviceCommand.Tag c)
    {
        if (c.Set.Keys.Concat(c.Unset).FirstOrDefault(key => !DeviceTags.IsKey(key)) is { } wrong)
            return Invalid($"a key of {wrong.Length} characters is not allowed", $"use {DeviceTags.KeyRule}");
        if (c.Set.FirstOrDefault(tag => !IsShown(tag.Value, DeviceTags.MaxValue)).Key is { } key)
            return Invalid($"the value of '{key}' is not allowed", $"use at most {DeviceTags.MaxValue} characters that can be shown");
        return c.Unset.FirstOrDefault(c.Set.ContainsKey) is { } both
            ? Invalid($"'{both}' is to be set and to be removed", "do one of the two")
            : null;
    }

    public static Decision? Check(DeviceCommand.SetAccess c) => c is { HttpPort: null, RtspPort: null, PlainLogin: null }
        ? Invalid("nothing of the access is to be set", "name the HTTP port, the RTSP port or the plain login")
        : CheckPort("HTTP", Port(c.HttpPort, before: null)) ?? CheckPort("RTSP", Port(c.RtspPort, before: null));

    /// <summary>The port that holds after an order: null leaves it, the automatic one takes it away.</summary>
    public static int? Port(int? ordered, int? before) => ordered switch
    {
        null => before,
        DeviceCommand.SetAccess.AutomaticPort => null,
        _ => ordered,
    };

    public static Decision? CheckCount(DeviceId device, int count) => count <= DeviceTags.MaxCount
        ? null
        : Invalid($"device {device} would have {count} tags", $"remove some in the same order: a device has room for {DeviceTags.MaxCount}");

    private static Decision? CheckAccess(DeviceAccess? access, string? serial) => access switch
    {
        null => null,
        { PlainLogin: true } when serial is not null => Invalid(
            "a serial number and the plain login do not go together: a device that needs that login does not say who it is before it has the password",
            "leave one of the two out"),
        _ => CheckPort("HTTP", access.HttpPort) ?? CheckPort("RTSP", access.RtspPort),
    };

    private static Decision? CheckPort(string what, int? port) => port is < 1 or > 65535
        ? Invalid($"the {what} port {port} is not allowed", "give a TCP port from 1 to 65535, or leave it automatic")
        : null;

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

    // What stands in lists of many devices must not change how they are read: no line ends, no marks of direction, nothing without a shape.
    private static bool IsShown(string? text, int most) =>
        text is not null && text.Length <= most && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned));

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static Decision Invalid(string reason, string remedy) => Decision.Refused(RefusalCode.Invalid, reason, remedy);
}
