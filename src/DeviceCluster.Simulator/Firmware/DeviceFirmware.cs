using System.Collections.Frozen;
using System.Collections.Immutable;
using DeviceCluster.Simulator.Ptz;

namespace DeviceCluster.Simulator.Firmware;

/// <summary>A generation of devices as data: which dialects it speaks, and the ways in which it differs from the others.</summary>
public sealed record DeviceFirmware(string Name)
{
    /// <summary>A recorder of 2012: the password as it is, the old live view, no JSON.</summary>
    public static DeviceFirmware Dvr2012 { get; } = new("dvr2012")
    {
        DeviceClass = "DVR",
        Version = "2.608.0000.0",
        BuildDate = "2012-07-04",
        SpeaksChallenge = false,
        SpeaksText = false,
        SpeaksJson = false,
        TellsDiscovery = false,
        ClockInResult = true,
    };

    /// <summary>A recorder of 2015: JSON on ports of its own, and none on the device port.</summary>
    public static DeviceFirmware Nvr2015 { get; } = new("nvr2015")
    {
        DeviceClass = "NVR",
        Version = "3.200.0000.0",
        BuildDate = "2015-05-20",
        SpeaksDeviceJson = false,
        ChallengeCode = 401,
        ClockInResult = true,
    };

    /// <summary>A camera of 2019: one channel, the older numbers and spellings of JSON, and no stop of all moves: each is ended as it was begun.</summary>
    public static DeviceFirmware Ipc2019 { get; } = new("ipc2019")
    {
        DeviceClass = "IPC",
        Version = "2.800.0000004.0.R",
        BuildDate = "2019-03-15",
        MostChannels = 1,
        ChallengeCode = 401,
        ClockInResult = true,
        Lacks = ["ptz.stopMove"],
    };

    /// <summary>A recorder of 2026.</summary>
    public static DeviceFirmware Nvr2026 { get; } = new("nvr2026")
    {
        DeviceClass = "NVR",
        Version = "4.001.0000001.0",
        BuildDate = "2025-06-01",
        MovingEvery = 2,
        SessionsAreText = true,
        PositionKey = "Position",
    };

    public static FrozenDictionary<string, DeviceFirmware> All { get; } =
        new[] { Dvr2012, Nvr2015, Ipc2019, Nvr2026 }.ToFrozenDictionary(firmware => firmware.Name, StringComparer.Ordinal);

    public string DeviceClass { get; private init; } = "";

    public string Version { get; private init; } = "";

    public string BuildDate { get; private init; } = "";

    public int MostChannels { get; private init; } = int.MaxValue;

    /// <summary>Login by challenge; without it a device takes the password as it is alone.</summary>
    public bool SpeaksChallenge { get; private init; } = true;

    /// <summary>The text dialect of live view (f4).</summary>
    public bool SpeaksText { get; private init; } = true;

    /// <summary>JSON: port 5000, /RPC2, /OutsideCmd.</summary>
    public bool SpeaksJson { get; private init; } = true;

    /// <summary>JSON on the device port too (f6).</summary>
    public bool SpeaksDeviceJson { get; private init; } = true;

    /// <summary>Answers the JSON search on UDP 37810; the binary one on 5050 every device answers.</summary>
    public bool TellsDiscovery { get; private init; } = true;

    /// <summary>The error number that carries a login challenge.</summary>
    public int ChallengeCode { get; private init; } = 268632079;

    /// <summary>Sessions over HTTP are 32 hex characters, else numbers.</summary>
    public bool SessionsAreText { get; private init; }

    /// <summary>global.getCurrentTime says the time in <c>result</c> too.</summary>
    public bool ClockInResult { get; private init; }

    /// <summary>ptz.getStatus of most firmwares is misspelt.</summary>
    public string PositionKey { get; private init; } = "Postion";

    /// <summary>Methods of JSON that others of its time have, and this one does not.</summary>
    public ImmutableArray<string> Lacks { get; private init; } = [];

    /// <summary>The first camera moves, and of the others each so-many-th; the rest stand fast.</summary>
    public int MovingEvery { get; private init; } = 1;

    internal string Model(int channels) => DeviceClass switch
    {
        "IPC" => "IPC-HDW1",
        "DVR" => channels <= 4 ? "DVR0404LE" : channels <= 8 ? "DVR0804LE" : "DVR1604LE",
        _ => channels <= 4 ? "DHI-NVR4104HS" : channels <= 8 ? "DHI-NVR4108HS" : "DHI-NVR5216",
    };

    internal PtzProfile Camera(int channel0) => channel0 % MovingEvery == 0 ? PtzProfile.Dome : PtzProfile.Fixed;
}
