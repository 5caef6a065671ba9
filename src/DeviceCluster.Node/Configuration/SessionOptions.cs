using DeviceCluster.Actors.Sessions;

namespace DeviceCluster.Node.Configuration;

/// <summary>Reads the rates and times of device sessions.</summary>
internal static class SessionOptions
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static SessionSettings Read(SettingsReader reader)
    {
        var usual = new SessionSettings();
        return usual with
        {
            LoginsPerSecond = reader.Rate("Sessions:LoginsPerSecond", usual.LoginsPerSecond, 0.1, 10_000),
            LoginBurst = reader.Number("Sessions:LoginBurst", usual.LoginBurst, 1, 10_000),
            LoginsPerSecondAndSite = reader.Rate("Sessions:LoginsPerSecondAndSite", usual.LoginsPerSecondAndSite, 0.1, 10_000),
            LoginBurstOfSite = reader.Number("Sessions:LoginBurstOfSite", usual.LoginBurstOfSite, 1, 10_000),
            LoginDeadline = reader.Duration("Sessions:LoginDeadline", usual.LoginDeadline, Second, 120 * Second),
            MuteCheck = reader.Duration("Sessions:MuteCheck", usual.MuteCheck, Second, 300 * Second),
            WakeEvery = reader.Duration("Sessions:WakeEvery", usual.WakeEvery, Second, 600 * Second),
            WakesPerSecond = reader.Number("Sessions:WakesPerSecond", usual.WakesPerSecond, 1, 10_000),
        };
    }
}
