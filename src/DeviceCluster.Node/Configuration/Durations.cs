using System.Globalization;

namespace DeviceCluster.Node.Configuration;

/// <summary>Times as people write them: 250ms, 5s, 1.5m, 2h, or 00:00:05.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    public static bool TryParse(string text, out TimeSpan time)
    {
        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * seconds < TimeSpan.MaxValue.TotalSeconds)
            {
                time = TimeSpan.FromSeconds(number * seconds);
                return true;
            }
        }
        // "5" alone would be five days.
        time = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time);
    }

    public static string Show(TimeSpan time)
    {
        var (unit, seconds) = Units.Reverse().FirstOrDefault(u => time.TotalSeconds >= u.Seconds && time.TotalSeconds % u.Seconds == 0, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds / seconds}{unit}");
    }
}
