namespace DeviceCluster.Simulator.Clock;

/// <summary>When a clock is changed: on the n-th such day of the week (-1 = the last one), or with week 0 on that day of the month.</summary>
internal sealed record DaylightChange(int Month, int Week, int Day, int Hour, int Minute)
{
    private const int DaysOfWeek = 7, LastWeek = -1, MostWeeks = 4;

    public bool IsValid => Month is >= 1 and <= 12 && Hour is >= 0 and <= 23 && Minute is >= 0 and <= 59
        && (Week == 0 ? Day >= 1 && Day <= DateTime.DaysInMonth(2000, Month) : Week is LastWeek or (>= 1 and <= MostWeeks) && Day is >= 0 and < DaysOfWeek);

    public DateTime In(int year)
    {
        var days = DateTime.DaysInMonth(year, Month);
        return new DateTime(year, Month, 1, Hour, Minute, 0).AddDays(DayOfMonth(year, days) - 1);
    }

    private int DayOfMonth(int year, int days)
    {
        if (Week == 0)
            return Math.Min(Day, days);

        var first = (Day - (int)new DateTime(year, Month, 1).DayOfWeek + DaysOfWeek) % DaysOfWeek + 1;
        return Week == LastWeek ? first + (days - first) / DaysOfWeek * DaysOfWeek : first + (Week - 1) * DaysOfWeek;
    }
}
