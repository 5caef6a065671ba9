using DeviceCluster.Contracts.Devices;
using DeviceCluster.Node.Pbm.Lists;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The command <c>device access</c>, and the same switches where a device is enrolled.</summary>
internal static class DeviceAccessCommand
{
    private const string HttpPort = "http-port";
    private const string RtspPort = "rtsp-port";
    private const string PlainLogin = "plain-login";

    public static Command Command => new()
    {
        Name = "access",
        Help = "says how a device is reached beside its DVRIP port; what is not named stays",
        Once = true,
        Switches = { Switches.Device(), Values() },
        Examples = { "device access gate -http-port 8080", "device access gate -http-port auto", "device access gate -plain-login yes" },
    };

    public static IEnumerable<Switch> Values() =>
    [
        Switches.Value(HttpPort, "N|auto", "where it speaks HTTP, if not where it tells: pictures come from there"),
        Switches.Value(RtspPort, "N|auto", "where it speaks RTSP, if not where its table says"),
        Switches.Value(PlainLogin, "yes|no", "whether a device that knows no login by challenge gets the password itself, READABLE on the network"),
    ];

    public static DeviceCommand.SetAccess Order(CommandContext context) => Read(() => new DeviceCommand.SetAccess(
        context.Device(), AccessText.Port(HttpPort, context.Text(HttpPort)), AccessText.Port(RtspPort, context.Text(RtspPort)),
        AccessText.Plain(context.Text(PlainLogin))));

    public static DeviceAccess? Access(CommandContext context) =>
        Read(() => AccessText.Of(context.Text(HttpPort), context.Text(RtspPort), context.Text(PlainLogin)));

    public static Task WarnAsync(bool? plainLogin, CommandContext context) =>
        plainLogin == true ? context.TextAsync(AccessText.Warning($"{context.Device()}")) : Task.CompletedTask;

    /// <summary>Of <c>device show</c>.</summary>
    public static async Task ShowAsync(DeviceAccess access, CommandContext context)
    {
        await context.RowAsync("httpPort", Text(access.HttpPort));
        await context.RowAsync("rtspPort", Text(access.RtspPort));
        await context.RowAsync("plainLogin", Shown.YesNo(access.PlainLogin));
    }

    private static string Text(int? port) => port is null ? "auto" : Shown.Number(port);

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw CommandFailure.Usage(e.Message, $"-{HttpPort} and -{RtspPort}: {AccessText.PortRule}; -{PlainLogin}: {AccessText.PlainRule}");
        }
    }
}
