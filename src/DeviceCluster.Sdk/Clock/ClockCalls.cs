using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Clock;

/// <summary>Reads and sets a device's clock. Each call blocks for its wait at most.</summary>
public static unsafe class ClockCalls
{
    private const uint TimeConfig = 8;
    private const int NoChannel = -1;

    /// <exception cref="SdkException">The device did not answer in time or sent what is no time, or the login is over.</exception>
    public static ClockReading ReadClock(this LoginHandle login, TimeSpan wait)
    {
        const string What = "reading the clock";

        var shown = default(NativeClockTime);
        uint written = 0;
        using var use = new LoginUse(login, What);
        var asked = login.Time.GetUtcNow();
        var begun = login.Time.GetTimestamp();
        if (NativeMethods.GetDeviceConfig(
                use.Raw, TimeConfig, NoChannel, &shown, (uint)sizeof(NativeClockTime), &written, NativeWait.Milliseconds(wait)) == 0)
            throw new SdkException(What, NativeMethods.GetLastError());
        return new ClockReading(Read(What, in shown), asked, login.Time.GetElapsedTime(begun));
    }

    /// <summary>Sets the clock to a time of the device's own zone, to the second.</summary>
    /// <exception cref="SdkException">The device refused, did not answer in time, or the login is over.</exception>
    public static void SetClock(this LoginHandle login, DateTime local, TimeSpan wait)
    {
        const string What = "setting the clock";

        var time = new NativeClockTime
        {
            Year = (uint)local.Year,
            Month = (uint)local.Month,
            Day = (uint)local.Day,
            Hour = (uint)local.Hour,
            Minute = (uint)local.Minute,
            Second = (uint)local.Second,
        };
        using var use = new LoginUse(login, What);
        if (NativeMethods.SetDeviceConfig(
                use.Raw, TimeConfig, NoChannel, &time, (uint)sizeof(NativeClockTime), NativeWait.Milliseconds(wait)) == 0)
            throw new SdkException(What, NativeMethods.GetLastError());
    }

    private static DateTime Read(string what, in NativeClockTime time)
    {
        try
        {
            return new DateTime((int)time.Year, (int)time.Month, (int)time.Day, (int)time.Hour, (int)time.Minute, (int)time.Second);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new SdkException(what, SdkErrors.BadAnswer, "the device's clock shows what is no time");
        }
    }
}
