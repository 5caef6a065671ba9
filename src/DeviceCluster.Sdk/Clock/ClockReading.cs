namespace DeviceCluster.Sdk.Clock;

/// <summary>What a device's clock showed, to the second, and between which moments of ours.</summary>
/// <param name="Shown">In the device's own zone, of which it says nothing here.</param>
/// <param name="Asked">When the question left.</param>
/// <param name="RoundTrip">From then until the answer was here.</param>
public sealed record ClockReading(DateTime Shown, DateTimeOffset Asked, TimeSpan RoundTrip)
{
    /// <summary>The moment at which the clock showed it, as well as that can be known: half of the round trip later.</summary>
    public DateTimeOffset At => Asked + (RoundTrip / 2);
}
