using System.Globalization;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Queries;

/// <summary>The binary questions of old clients: system information (a4), channel names (a8), configuration (a3).</summary>
internal static class DeviceQueries
{
    private const int ItemAt = 8;

    public static void Handle(DvripConnection connection, in DvripMessage message)
    {
        if (connection.Session is null)
            return;

        var device = connection.Device;
        var item = message.Header[ItemAt];
        var reply = message.Command switch
        {
            Commands.SystemInfo when item == 1 => ChannelInfo(device),
            Commands.SystemInfo => DvripReply.Create(Commands.SystemInfo | Commands.ReplyBit, SystemInfo(device, item)),
            Commands.ChannelNames => DvripReply.Create(Commands.ChannelNames | Commands.ReplyBit, Names(device)),
            _ => DvripReply.Create((byte)(message.Command | Commands.ReplyBit)),
        };
        connection.Reply(reply.WithByte(ItemAt, item));
    }

    /// <summary>Item 1: the third byte is the number of channels.</summary>
    private static byte[] ChannelInfo(VirtualDevice device) =>
        DvripReply.Create(Commands.SystemInfo | Commands.ReplyBit, [0, 0, (byte)Math.Min(device.Channels, byte.MaxValue), 0]);

    /// <summary>An item that the device does not know is answered by nothing.</summary>
    private static string SystemInfo(VirtualDevice device, byte item) => item switch
    {
        2 => device.Disks.ToString(CultureInfo.InvariantCulture),
        7 => device.Serial,
        8 => device.Firmware.Version,
        11 => device.Model,
        19 => "1:4:8:9:16",
        20 => "English&&SimpChinese",
        26 => "FTP:1:Record,Snap&&SMTP:1:AlarmText&&NTP:2:AdjustSysTime&&AutoMaintain:1:Reboot",
        29 => "General",
        30 => "Online",
        31 => "Live:1&&Playback:1",
        33 => "1",
        _ => "",
    };

    private static string Names(VirtualDevice device) =>
        string.Join("&&", Enumerable.Range(1, device.Channels).Select(channel => string.Create(CultureInfo.InvariantCulture, $"CAM {channel}")));
}
