namespace DeviceCluster.Simulator.Dvrip;

/// <summary>Makes text from the network fit for a log line: short, and without control characters.</summary>
internal static class Printable
{
    private const int MaxLength = 64;

    public static string Of(string text)
    {
        var shown = text.Length > MaxLength ? text[..MaxLength] : text;
        return string.Create(shown.Length, shown, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
        });
    }
}
