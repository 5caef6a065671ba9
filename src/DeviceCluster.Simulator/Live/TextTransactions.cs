using System.Globalization;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Live;

/// <summary>Live view as clients of today ask for it: reserve a media connection, join it, switch a monitor on and off, give it back.</summary>
internal static class TextTransactions
{
    private const string Control = "Dahua.Device.Network.ControlConnection.";
    private const string Monitor = "Dahua.Device.Network.Monitor.General";

    public static void Handle(DvripConnection connection, in DvripMessage message, ILogger log)
    {
        var text = TextMessage.Read(message.Text);
        if ((text["Method"], text["ParameterName"]) == ("GetParameterNames", Control + "AckSubChannel"))
        {
            Join(connection, text);
            return;
        }

        connection.Reply((text["Method"], text["ParameterName"]) switch
        {
            _ when connection.Session is null => text.Reply(TextFault.NotLoggedIn),
            ("AddObject", Control + "Passive") => Reserve(connection, connection.Session, text),
            ("DeleteObject", _) => Release(connection.Session, text),
            ("GetParameterNames", Monitor) => Switch(connection, connection.Session, text, log),
            _ => text.Reply(TextFault.Unknown),
        });
    }

    private static byte[] Reserve(DvripConnection connection, Session session, TextMessage text) =>
        session.Reserve(connection.Device.NextConnectionId()) is { } stream
            ? text.Reply(TextFault.None, ("ConnectionID", stream.Id.ToString(CultureInfo.InvariantCulture)))
            : text.Reply(TextFault.TooMany);

    private static void Join(DvripConnection connection, TextMessage text)
    {
        var stream = text.Number("SessionID") is { } session && text.Number("ConnectionID") is { } id
            ? connection.Device.FindSession(session)?.Find(id)
            : null;
        if (connection.Session is not null || connection.Stream is not null)
            connection.Reply(text.Reply(TextFault.BadState));
        else if (stream is null || !stream.Join(connection, text.Reply(TextFault.None)))
            connection.Reply(text.Reply(TextFault.NoSuchObject));
    }

    private static byte[] Release(Session session, TextMessage text) =>
        text.Number("ConnectionID") is { } id && session.Release(id) ? text.Reply(TextFault.None) : text.Reply(TextFault.NoSuchObject);

    private static byte[] Switch(DvripConnection connection, Session session, TextMessage text, ILogger log)
    {
        if (text.Number("ConnectionID") is not { } id || session.Find(id) is not { } live)
            return text.Reply(TextFault.NoSuchObject);

        if (text.Number("state") is not (0 or 1))
            return text.Reply(TextFault.BadValue);

        if (text.Number("state") == 0)
        {
            live.Stop();
            return text.Reply(TextFault.None);
        }

        if (Channel(connection.Device, text, log) is not { } channel0 || text.Number("stream") is not { } stream || stream >= Programme.Streams)
            return text.Reply(TextFault.BadValue);

        return text.Reply(live.Start(channel0, (int)stream) ? TextFault.None : TextFault.TooMany);
    }

    /// <summary>Channels count from 0 here. A client that counts from 1 shows itself by asking for one more than there are.</summary>
    private static int? Channel(VirtualDevice device, TextMessage text, ILogger log)
    {
        var channel = text.Number("channel");
        if (channel < device.Channels)
            return (int)channel;

        if (channel != device.Channels)
            return null;

        device.Facts.CountedFromOne();
        log.LogWarning("{Serial} was asked for live channel {Channel} counted from 1; it shows its last channel", device.Serial, channel);
        return device.Channels - 1;
    }
}
