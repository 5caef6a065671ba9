using DeviceCluster.Actors.Live;

namespace DeviceCluster.Node.Configuration;

/// <summary>Reads the times and bounds of live views.</summary>
internal static class LiveOptions
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static LiveSettings Read(SettingsReader reader)
    {
        var usual = new LiveSettings();
        return new LiveSettings
        {
            Linger = reader.Duration("Live:Linger", usual.Linger, TimeSpan.Zero, 3600 * Second),
            FirstKeyFrame = reader.Duration("Live:FirstKeyFrame", usual.FirstKeyFrame, Second, 20 * Second),
            Silence = reader.Duration("Live:Silence", usual.Silence, Second, 300 * Second),
            Ticket = reader.Duration("Live:Ticket", usual.Ticket, Second, 3600 * Second),
            ViewsPerDevice = reader.Number("Live:ViewsPerDevice", usual.ViewsPerDevice, 1, 1024),
        };
    }
}
