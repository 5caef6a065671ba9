namespace DeviceCluster.Domain.Clock;

/// <summary>
/// When a device's clock is put forward or back: on the <paramref name="Week"/>-th such day of the week in a month (-1 = the last one; Sunday = 0), or, with
/// week 0, on that day of the month.
/// </summary>
public sealed record DaylightDay(int Month, int Week, int Day, int Hour, int Minute)
{
    private const int WeekDays = 7;
    private const int LastWeek = -1;

    public bool IsValid => Month is >= 1 and <= 12 && Hour is >= 0 and <= 23 && Minute is >= 0 and <= 59
        && (Week == 0 ? Day is >= 1 and <= 31 : Week is LastWeek or (>= 1 and <= 5) && Day is >= 0 and < WeekDays);

    public DateTime In(int year) => new DateTime(year, Month, DayOfMonth(year)).AddHours(Hour).AddMinutes(Minute);

    private int DayOfMonth(int year)
    {
        var days = DateTime.DaysInMonth(year, Month);
        if (Week == 0)
            return Math.Min(Day, days);
        var first = 1 + ((Day - (int)new DateTime(year, Month, 1).DayOfWeek + WeekDays) % WeekDays);
        var last = first + ((days - first) / WeekDays * WeekDays);
        return Week == LastWeek ? last : Math.Min(first + ((Week - 1) * WeekDays), last);
    }
}
