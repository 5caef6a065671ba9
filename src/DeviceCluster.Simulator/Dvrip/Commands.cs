namespace DeviceCluster.Simulator.Dvrip;

/// <summary>The first byte of a message: what it asks, or what it answers.</summary>
internal static class Commands
{
    public const byte Logout = 0x0A;
    public const byte LogoutReply = 0x0B;
    public const byte OldLive = 0x11;
    public const byte Log = 0x60;
    public const byte Alarm = 0x68;
    public const byte Capabilities = 0x83;
    public const byte Login = 0xA0;
    public const byte LoginReply = 0xB0;
    public const byte KeepAlive = 0xA1;
    public const byte Configuration = 0xA3;
    public const byte SystemInfo = 0xA4;
    public const byte Users = 0xA6;
    public const byte ChannelNames = 0xA8;
    public const byte Media = 0xBC;
    public const byte OldJoin = 0xF1;
    public const byte Text = 0xF4;
    public const byte Rpc = 0xF6;

    /// <summary>In the <c>a</c> family the answer's code is the question's with this bit set.</summary>
    public const byte ReplyBit = 0x10;

    /// <summary>What a client may send; anything else is not DVRIP.</summary>
    public static bool IsRequest(byte command) => command is Logout or OldLive or Log or Alarm or Capabilities or Login or KeepAlive
        or Configuration or SystemInfo or Users or ChannelNames or OldJoin or Text or Rpc;
}
