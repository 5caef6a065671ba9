using System.Collections.Immutable;

namespace DeviceCluster.Domain.Configuration;

/// <summary>The tables that public sources know. Devices have more, and are asked for those too.</summary>
public static class TableNames
{
    public static ImmutableArray<string> Known { get; } =
    [
        "AccessFilter", "ChannelTitle", "Encode", "General", "Https", "Locales", "MediaGlobal", "MotionDetect", "NTP", "Network", "Ptz", "RTSP", "Record", "RecordMode", "RemoteDevice",
        "StorageGroup", "UPnP", "VideoInOptions", "VideoWidget",
    ];

    /// <summary>What would be right instead of a name that a device refused.</summary>
    public static string Instead(string name) => Known.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } meant && meant != name
        ? $"large and small letters count: ask for {meant}"
        : $"most devices have {string.Join(", ", Known)}";
}
