using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Pictures;

/// <summary>The picture of old clients: asked for on the control connection (11, in another form than the live view's), sent there in pieces. [1] for the form.</summary>
internal static class OldSnapshot
{
    private const int FormAt = 28, Length = 0x28;
    private const byte Form = 0x0A;
    private const int ChannelAt = 0;
    private const int Piece = 0x8000;

    public static bool IsAskedBy(in DvripMessage message) => message.Extension.Length == Length && message.Header[FormAt] == Form;

    /// <summary>A channel that the device has not is answered by a picture without a byte.</summary>
    public static void Answer(DvripConnection connection, in DvripMessage message)
    {
        if (connection.Session is null)
            return;

        var channel0 = message.Extension[ChannelAt];
        var picture = channel0 < connection.Device.Channels ? Snapshots.Take(connection.Device, channel0) : [];
        var pieces = Math.Max(1, (picture.Length + Piece - 1) / Piece);
        for (var piece = 0; piece < pieces; piece++)
            connection.Reply(Create(channel0, picture.AsSpan(piece * Piece, Math.Min(Piece, picture.Length - piece * Piece))));
    }

    private static byte[] Create(byte channel0, ReadOnlySpan<byte> part) => DvripReply.Create(Commands.Media, part, DvripReply.Old)
        .WithByte(24, Form).WithByte(25, channel0).WithByte(FormAt, Form);
}
