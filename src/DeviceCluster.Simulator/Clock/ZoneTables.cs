using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Clock;

/// <summary>The zone in the words of the tables NTP and Locales.</summary>
internal static class ZoneTables
{
    /// <summary>Minutes from UTC by the number that the table NTP carries.</summary>
    private static readonly int[] Zones =
    [
        0, 60, 120, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 540, 570, 600, 660, 720, 780,
        -60, -120, -180, -210, -240, -300, -360, -420, -480, -540, -600, -660, -720,
    ];

    /// <summary>A zone that devices do not know is told as UTC.</summary>
    public static int Number(TimeSpan offset) => Math.Max(0, Array.IndexOf(Zones, (int)offset.TotalMinutes));

    public static JsonObject Locales() => new()
    {
        ["DSTEnable"] = false,
        ["DSTStart"] = Change(month: 3),
        ["DSTEnd"] = Change(month: 10),
        ["TimeFormat"] = "yyyy-MM-dd HH:mm:ss",
        ["WeekEnable"] = true,
    };

    /// <summary>Null when the tables name no zone, or no day.</summary>
    public static ZoneRules? Read(JsonNode ntp, JsonNode locales)
    {
        if (Number(ntp, "TimeZone") is not { } zone || zone < 0 || zone >= Zones.Length)
            return null;

        var offset = TimeSpan.FromMinutes(Zones[zone]);
        var start = Change(locales["DSTStart"]);
        var end = Change(locales["DSTEnd"]);
        if (start is not { IsValid: true } || end is not { IsValid: true })
            return null;

        return locales["DSTEnable"] is JsonValue on && on.TryGetValue(out bool enabled) && enabled
            ? new ZoneRules(offset, start, end)
            : new ZoneRules(offset);
    }

    private static JsonObject Change(int month) => new()
    {
        ["Year"] = 2026,
        ["Month"] = month,
        ["Week"] = -1,
        ["Day"] = 0,
        ["Hour"] = 2,
        ["Minute"] = 0,
    };

    private static DaylightChange? Change(JsonNode? table) =>
        Number(table, "Month") is { } month && Number(table, "Week") is { } week && Number(table, "Day") is { } day
        && Number(table, "Hour") is { } hour && Number(table, "Minute") is { } minute
            ? new DaylightChange(month, week, day, hour, minute)
            : null;

    private static int? Number(JsonNode? table, string name) =>
        table?[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
