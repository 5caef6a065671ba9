namespace DeviceCluster.Sdk.Interop;

/// <summary>How long a call of the library may take.</summary>
internal static class NativeWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Whole milliseconds, at least one: zero would mean the library's own wait.</summary>
    public static int Milliseconds(TimeSpan wait) => wait > TimeSpan.Zero && wait <= Longest
        ? (int)Math.Ceiling(wait.TotalMilliseconds)
        : throw new ArgumentOutOfRangeException(nameof(wait), wait, $"more than 0 and at most {Longest}");
}
