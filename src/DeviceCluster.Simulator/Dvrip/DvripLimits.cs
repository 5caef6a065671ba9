namespace DeviceCluster.Simulator.Dvrip;

/// <summary>What a client may ask of a device before the device hangs up.</summary>
internal static class DvripLimits
{
    public const int MessageBeforeLogin = 4 * 1024;
    public const int Message = 64 * 1024;
    public const int JsonMessage = 1024 * 1024;

    /// <summary>The answers of a bundle together.</summary>
    public const int JsonBundle = 4 * 1024 * 1024;

    /// <summary>Connections of one device, whoever made them.</summary>
    public const int Connections = 512;

    public const int StreamsPerSession = 64;
    public const int StreamsPerDevice = 256;

    public static readonly TimeSpan WholeMessage = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan BeforeLogin = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan UnreadOutput = TimeSpan.FromSeconds(60);

    public static int For(byte command, bool known) => !known ? MessageBeforeLogin : command == Commands.Rpc ? JsonMessage : Message;
}
