using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Ptz;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Domain.Ptz;

namespace DeviceCluster.Node.Configuration;

/// <summary>Reads the times and bounds of pictures, of cameras that are moved, and of jobs.</summary>
internal static class SteeringOptions
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <param name="reader">Of the settings.</param>
    /// <param name="longest">The library gives a picture up after it.</param>
    public static SnapshotSettings Snapshots(SettingsReader reader, TimeSpan longest)
    {
        var usual = new SnapshotSettings();
        return new SnapshotSettings
        {
            Guard = reader.Duration("Snapshots:Guard", usual.Guard, SnapshotSettings.LeastGuard, 60 * Second),
            Wait = reader.Duration("Snapshots:Wait", usual.Wait < longest ? usual.Wait : longest, Second / 10, longest),
            Waiting = reader.Number("Snapshots:Waiting", usual.Waiting, 1, 1024),
            Kept = reader.Duration("Snapshots:Kept", usual.Kept, 10 * Second, 600 * Second),
            KeptBytes = (long)reader.Number("Snapshots:KeptMegabytes", (int)(usual.KeptBytes >> 20), 1, 1024) << 20,
        };
    }

    public static PtzSettings Ptz(SettingsReader reader)
    {
        var usual = PtzPolicy.Default;
        return new PtzSettings
        {
            Policy = usual with
            {
                LeaseAfterMove = reader.Duration("Ptz:LeaseAfterMove", usual.LeaseAfterMove, Second, 300 * Second),
                LongestMove = reader.Duration("Ptz:LongestMove", usual.LongestMove, Second, 300 * Second),
                LongestLease = reader.Duration("Ptz:LongestLease", usual.LongestLease, 10 * Second, 24 * 3600 * Second),
            },
        };
    }

    public static JobSettings Jobs(SettingsReader reader)
    {
        var usual = new JobSettings();
        return usual with { ItemsPerSecond = reader.Number("Jobs:ItemsPerSecond", usual.ItemsPerSecond, 1, 1000) };
    }
}
