using System.Globalization;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Node.Pbm.Lists;

/// <summary>How a device is reached beside its SDK port, as people write it. Nothing written is null: it stays as it is.</summary>
internal static class AccessText
{
    public const string PortRule = "1 to 65535, or auto: the device is asked";
    public const string PlainRule = "yes or no";

    /// <summary>What whoever allows the plain login must know.</summary>
    public static string Warning(string devices) =>
        $"warning: {devices}: where the device knows no login by challenge, its password now travels READABLE over the network at every login, and whoever "
        + "listens on the way has it. Use an account and a password that open nothing else, and a network of its own";

    /// <exception cref="FormatException">The text is none; the message says what would be right.</exception>
    public static int? Port(string name, string? text) => text switch
    {
        null => null,
        "auto" => DeviceCommand.SetAccess.AutomaticPort,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 => port,
        _ => throw new FormatException($"'{text}' is no {name}: {PortRule}"),
    };

    /// <exception cref="FormatException">The text is none.</exception>
    public static bool? Plain(string? text) => text switch
    {
        null => null,
        "yes" => true,
        "no" => false,
        _ => throw new FormatException($"'{text}' is no plain-login: {PlainRule}"),
    };

    /// <summary>What a device is enrolled with; null where nothing is written.</summary>
    /// <exception cref="FormatException">A text is none.</exception>
    public static DeviceAccess? Of(string? httpPort, string? rtspPort, string? plainLogin)
    {
        var (http, rtsp, plain) = (Port("http-port", httpPort), Port("rtsp-port", rtspPort), Plain(plainLogin));
        return http is null && rtsp is null && plain is null ? null : new DeviceAccess(Set(http), Set(rtsp), plain ?? false);
    }

    private static int? Set(int? port) => port == DeviceCommand.SetAccess.AutomaticPort ? null : port;
}
