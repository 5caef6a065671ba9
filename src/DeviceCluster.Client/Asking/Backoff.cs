namespace DeviceCluster.Client.Asking;

/// <summary>How long to wait before a question is sent again: longer each time, never long, and not at the same moment as everybody else.</summary>
internal static class Backoff
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <param name="turn">Counts from 1.</param>
    /// <param name="chance">From 0 to below 1; the wait is from half to the whole of what the turn allows.</param>
    public static TimeSpan Of(int turn, double chance)
    {
        var whole = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(turn - 1, 16)));
        return TimeSpan.FromMilliseconds(whole * (1 + chance) / 2);
    }
}
