namespace DeviceCluster.Media.Dhav;

/// <summary>
/// The packed local time of a header: seconds 6 bits, minutes 6, hours 5, day 5, month 4, year since 2000 6, from the low bit up.
/// </summary>
public static class DhavTime
{
    private const int FirstYear = 2000;

    /// <summary>
    /// Devices send month 0, month 15 or second 63 now and then: each field is drawn to its nearest possible value, never refused.
    /// </summary>
    public static DateTime Unpack(uint packed)
    {
        var year = FirstYear + (int)(packed >> 26);
        var month = Math.Clamp((int)(packed >> 22) & 0xF, 1, 12);
        var day = Math.Clamp((int)(packed >> 17) & 0x1F, 1, DateTime.DaysInMonth(year, month));
        var hour = Math.Min((int)(packed >> 12) & 0x1F, 23);
        var minute = Math.Min((int)(packed >> 6) & 0x3F, 59);
        var second = Math.Min((int)packed & 0x3F, 59);
        return new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
    }

    /// <summary>Years outside 2000 to 2063 are drawn to the nearest; parts of a second are cut off.</summary>
    public static uint Pack(DateTime local)
    {
        var year = (uint)Math.Clamp(local.Year - FirstYear, 0, 63);
        return year << 26 | (uint)local.Month << 22 | (uint)local.Day << 17
            | (uint)local.Hour << 12 | (uint)local.Minute << 6 | (uint)local.Second;
    }
}
