namespace DeviceCluster.Contracts.Devices;

/// <summary>How a device is reached beside the port of its SDK, as people set it. Null: the device is asked, or the usual port is taken.</summary>
/// <param name="HttpPort">Where it speaks HTTP: pictures come from there.</param>
/// <param name="RtspPort">Where it speaks RTSP.</param>
/// <param name="PlainLogin">A device that knows no challenge gets the password itself, readable by whoever listens on the way.</param>
public sealed record DeviceAccess(int? HttpPort = null, int? RtspPort = null, bool PlainLogin = false)
{
    public static DeviceAccess Default { get; } = new();

    public override string ToString() =>
        $"HTTP port {Port(HttpPort)}, RTSP port {Port(RtspPort)}, plain login {(PlainLogin ? "allowed" : "not allowed")}";

    private static string Port(int? port) => port is { } set ? FormattableString.Invariant($"{set}") : "automatic";
}
