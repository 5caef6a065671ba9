using System.Collections.Immutable;
using System.Text.Json;

namespace DeviceCluster.Domain.Clock;

/// <summary>A device's zone, and whether it sets itself, as its tables NTP and Locales say. How Locales names its members is a guess: [?].</summary>
public static class ZoneTables
{
    public const string Ntp = "NTP";
    public const string Locales = "Locales";

    /// <summary>Minutes beside UTC by the number in <c>NTP.TimeZone</c>. Which number is which zone is a guess: [?].</summary>
    private static readonly ImmutableArray<int> Zones =
    [
        0, 60, 120, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 540, 570, 600, 660, 720, 780,
        -60, -120, -180, -210, -240, -300, -360, -420, -480, -540, -600, -660, -720,
    ];

    /// <summary>Null: the device does not tell, or not in a way that is known. Without <paramref name="locales"/> the zone has no rule.</summary>
    public static DeviceZone? Zone(JsonElement? ntp, JsonElement? locales)
    {
        if (Number(ntp, "TimeZone") is not { } number || number < 0 || number >= Zones.Length)
            return null;
        var offset = TimeSpan.FromMinutes(Zones[number]);
        return Flag(locales, "DSTEnable") == true && Day(locales, "DSTStart") is { } begins && Day(locales, "DSTEnd") is { } ends
            ? new DeviceZone(offset, begins, ends)
            : new DeviceZone(offset);
    }

    /// <summary>Null: the device does not tell.</summary>
    public static bool? FollowsNtp(JsonElement? ntp) => Flag(ntp, "Enable");

    private static DaylightDay? Day(JsonElement? locales, string name)
    {
        var day = Member(locales, name);
        return Number(day, "Month") is { } month && Number(day, "Week") is { } week && Number(day, "Day") is { } number
            && Number(day, "Hour") is { } hour && Number(day, "Minute") is { } minute
            && new DaylightDay(month, week, number, hour, minute) is { IsValid: true } valid ? valid : null;
    }

    private static int? Number(JsonElement? table, string name) =>
        Member(table, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    private static bool? Flag(JsonElement? table, string name) => Member(table, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static JsonElement? Member(JsonElement? table, string name) =>
        table is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var member) ? member : null;
}
