using System.Globalization;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Live;

/// <summary>Live view as old clients ask for it: a second connection says which session it belongs to (f1), the control connection switches channels (11).</summary>
internal static class OldLive
{
    private const int JoinFirstAt = 12, JoinSecondAt = 13;
    private const int SwitchesAt = 8, Switches = 16;
    private const int FormAt = 26;
    private const byte TextForm = 8;

    /// <summary>The two forms of a join cannot be told apart by their bytes, so both are kept until a channel is switched on.</summary>
    public static void Join(DvripConnection connection, in DvripMessage message)
    {
        if (connection.Session is not null || connection.Stream is not null
            || connection.Device.FindSession(message.Session) is not { } session
            || session.Reserve(connection.Device.NextConnectionId()) is not { } stream)
        {
            connection.Refuse("joins no session");
            return;
        }

        stream.Expect(message.Header[JoinFirstAt], message.Header[JoinSecondAt]);
        // One kind of client waits for the answer, the other does not mind it.
        stream.Join(connection, DvripReply.Create(Commands.OldJoin, "", DvripReply.Old).WithNumber(DvripMessage.SessionAt, message.Session));
    }

    public static void Switch(DvripConnection connection, in DvripMessage message)
    {
        if (connection.Session is not { } session)
            return;

        if (message.Header[FormAt] == TextForm)
            SwitchByText(connection.Device, session, TextMessage.Read(message.Text));
        else if (message.Extension.Length == Switches)
            SwitchByTable(connection.Device, session, message);
    }

    /// <summary>The table is the whole state of the first sixteen channels: what is not on in it is off.</summary>
    private static void SwitchByTable(VirtualDevice device, Session session, in DvripMessage message)
    {
        for (var channel0 = 0; channel0 < Math.Min(Switches, device.Channels); channel0++)
            Set(session, channel0, message.Extension[channel0], message.Header[SwitchesAt + channel0] != 0);
    }

    private static void SwitchByText(VirtualDevice device, Session session, TextMessage text)
    {
        if (text.Number("ChannelName") is { } channel0 && channel0 < device.Channels && text.Number("Stream") is { } stream)
            Set(session, (int)channel0, (int)stream, text["Operate"] == "1");
    }

    private static void Set(Session session, int channel0, int stream, bool on)
    {
        var running = Array.Find(session.Streams(), live => live.IsOld && live.IsOn && live.Channel0 == channel0);
        if (!on || running?.Stream != stream)
            running?.Stop();

        if (!on || stream is < 0 or >= Programme.Streams || running?.IsOn == true)
            return;

        var joined = running ?? Array.Find(session.Streams(), live => live.IsOld && !live.IsOn && live.Expects(channel0, stream))
            ?? Array.Find(session.Streams(), live => live.IsOld && !live.IsOn);
        if (joined?.Start(channel0, stream) != true)
            Answer(session, channel0, "1");
    }

    /// <summary>On the control connection, as some devices tell that a channel could not be switched on.</summary>
    private static void Answer(Session session, int channel0, string code) => session.Control.Reply(
        DvripReply.Create(Commands.Media, string.Create(CultureInfo.InvariantCulture, $"channel={channel0}&return={code},"), DvripReply.Old));
}
