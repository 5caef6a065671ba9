using System.Globalization;
using DeviceCluster.Sdk.Watchdogs;

namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>In a process of its own: arms a watchdog, then does what each line of its input says, and answers with the time.</summary>
internal static class WatchdogChild
{
    public const string Name = "watchdog";

    public static int Run(string[] arguments)
    {
        using var sdk = NetSdk.Load(new SdkOptions { LibraryPath = arguments[0] }, TimeProvider.System);
        var kill = TimeSpan.FromMilliseconds(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        using var watchdog = Watchdog.Arm(sdk, trip: TimeSpan.FromMilliseconds(1), kill);
        Console.WriteLine($"latch={watchdog.HasLatch}");
        while (Console.ReadLine() is { } order)
        {
            if (order == "feed")
                watchdog.Feed(beatSentAt: 0);
            if (order == "disarm")
                watchdog.Dispose();
            Console.WriteLine(Watchdog.Now.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }
}
