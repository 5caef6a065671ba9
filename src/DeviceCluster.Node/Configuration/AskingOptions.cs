using DeviceCluster.Actors.Asking;

namespace DeviceCluster.Node.Configuration;

/// <summary>Reads the times and bounds of what devices are asked.</summary>
internal static class AskingOptions
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static AskingSettings Read(SettingsReader reader)
    {
        var usual = new AskingSettings();
        return new AskingSettings
        {
            Waiting = reader.Number("Asking:Waiting", usual.Waiting, 1, 1024),
            // Together less than who asks waits.
            Patience = reader.Duration("Asking:Patience", usual.Patience, Second, 12 * Second),
            Limit = reader.Duration("Asking:Limit", usual.Limit, Second, 12 * Second),
            ClockEvery = reader.Duration("Asking:ClockEvery", usual.ClockEvery, TimeSpan.Zero, 24 * 3600 * Second),
        };
    }
}
