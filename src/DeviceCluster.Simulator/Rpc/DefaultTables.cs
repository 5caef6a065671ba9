using System.Collections.Frozen;
using System.Text.Json.Nodes;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Simulator.Clock;
using DeviceCluster.Simulator.Live;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The tables of a device as it left the factory, with what is true of its channels.</summary>
internal static class DefaultTables
{
    private const int RecordKinds = 4;
    private const int ExtraKinds = 3;
    private const int SnapKinds = 3;

    private static readonly FrozenDictionary<string, Func<VirtualDevice, JsonNode>> Tables = new Dictionary<string, Func<VirtualDevice, JsonNode>>
    {
        ["General"] = device => new JsonObject { ["LocalNo"] = device.Number, ["MachineName"] = device.FactoryName, ["LockLoginEnable"] = true },
        ["NTP"] = device => new JsonObject
        {
            ["Enable"] = false,
            ["Address"] = "pool.ntp.org",
            ["Port"] = 123,
            ["TimeZone"] = ZoneTables.Number(ZoneRules.Of(device.Time).Offset),
            ["UpdatePeriod"] = 60,
        },
        ["Locales"] = _ => ZoneTables.Locales(),
        ["Encode"] = device => PerChannel(device, channel0 => Encode(device, channel0)),
        ["MotionDetect"] = device => PerChannel(device, _ => new JsonObject { ["Enable"] = true, ["Level"] = 3 }),
        ["VideoWidget"] = device => PerChannel(device, _ => new JsonObject
        {
            ["ChannelTitle"] = new JsonObject { ["EncodeBlend"] = true },
            ["TimeTitle"] = new JsonObject { ["EncodeBlend"] = true },
        }),
        ["ChannelTitle"] = device => PerChannel(device, channel0 => new JsonObject { ["Name"] = $"CAM {channel0 + 1}" }),
        ["RemoteDevice"] = device => new JsonObject(Enumerable.Range(0, device.Channels).Select(Camera)),
        ["Network"] = Network,
        ["RTSP"] = _ => new JsonObject { ["Enable"] = false, ["Port"] = 554, ["RTP"] = new JsonObject { ["StartPort"] = 20000, ["EndPort"] = 40000 } },
        // Few public sources have these three; of the last, one.
        ["UPnP"] = _ => new JsonObject { ["Enable"] = true },
        ["Https"] = _ => new JsonObject { ["Enable"] = false, ["Port"] = 443 },
        ["AccessFilter"] = _ => new JsonObject { ["Enable"] = false },
        ["MediaGlobal"] = _ => new JsonObject { ["OverWrite"] = true, ["PacketLength"] = 60, ["PacketType"] = "Time" },
        ["Record"] = device => PerChannel(device, _ => new JsonObject { ["PreRecord"] = 4, ["Redundancy"] = false, ["Stream"] = 0 }),
        // 0 = by its plan, 1 = always, 2 = never.
        ["RecordMode"] = device => PerChannel(device, _ => new JsonObject { ["Mode"] = 0, ["ModeExtra1"] = 2 }),
        ["StorageGroup"] = _ => new JsonArray(new JsonObject { ["Name"] = "ReadWrite", ["OverWrite"] = true, ["Channels"] = new JsonArray() }),
        ["Ptz"] = device => PerChannel(device, channel0 => new JsonObject { ["ProtocolName"] = device.Firmware.Camera(channel0).Moves ? "DH-SD1" : "NONE", ["Address"] = 8 }),
        ["VideoInOptions"] = device => PerChannel(device, _ => new JsonObject { ["Mirror"] = false, ["Flip"] = false, ["Backlight"] = 0 }),
    }.ToFrozenDictionary();

    public static FrozenSet<string> Names { get; } = Tables.Keys.ToFrozenSet();

    public static JsonNode Create(string name, VirtualDevice device) => Tables[name](device);

    private static JsonArray PerChannel(VirtualDevice device, Func<int, JsonNode> create) =>
        new([.. Enumerable.Range(0, device.Channels).Select(channel0 => (JsonNode?)create(channel0))]);

    private static JsonObject Encode(VirtualDevice device, int channel0) => new()
    {
        ["MainFormat"] = Repeat(RecordKinds, () => Format(device.Programme[channel0, 0])),
        ["ExtraFormat"] = Repeat(ExtraKinds, () => Format(device.Programme[channel0, 1])),
        ["SnapFormat"] = Repeat(SnapKinds, () => Format(device.Programme[channel0, 0])),
    };

    private static JsonObject Format(Clip clip) => new()
    {
        ["AudioEnable"] = clip.HasSound,
        ["Audio"] = new JsonObject { ["Compression"] = "G.711A", ["Frequency"] = 8000, ["Depth"] = 16 },
        ["VideoEnable"] = true,
        ["Video"] = new JsonObject
        {
            ["Compression"] = clip.Format.Codec == VideoCodec.H265 ? "H.265" : "H.264",
            ["Width"] = clip.Format.Width,
            ["Height"] = clip.Format.Height,
            ["FPS"] = clip.PicturesPerSecond,
            ["BitRate"] = clip.VideoKilobits,
            ["BitRateControl"] = "CBR",
            ["GOP"] = clip.PicturesPerSecond * 2,
            ["Quality"] = 4,
            ["Profile"] = "Main",
        },
    };

    private static JsonArray Repeat(int count, Func<JsonNode> create) => new([.. Enumerable.Range(0, count).Select(_ => (JsonNode?)create())]);

    private static KeyValuePair<string, JsonNode?> Camera(int channel0) => new($"System_CONFIG_NETCAMERA_INFO_{channel0}", new JsonObject
    {
        ["Enable"] = true,
        ["Address"] = $"192.168.1.{channel0 % 250 + 2}",
        ["Port"] = 37777,
        ["ProtocolType"] = "Dahua2",
        ["VideoInputChannels"] = 1,
    });

    private static JsonObject Network(VirtualDevice device) => new()
    {
        ["DefaultInterface"] = "eth0",
        ["Hostname"] = device.FactoryName,
        ["eth0"] = new JsonObject
        {
            ["IPAddress"] = device.Address.ToString(),
            ["SubnetMask"] = "255.0.0.0",
            ["DefaultGateway"] = "127.0.0.1",
            ["DhcpEnable"] = false,
            ["PhysicalAddress"] = device.Mac,
        },
    };
}
