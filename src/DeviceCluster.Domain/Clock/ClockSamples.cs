using System.Collections.Immutable;
using DeviceCluster.Contracts.Clock;

namespace DeviceCluster.Domain.Clock;

/// <summary>The last offsets that were measured of a clock since it was set, and how fast it goes by them.</summary>
public sealed record ClockSamples
{
    public const int Capacity = 144;

    private const int Fewest = 3;

    // A clock tells whole seconds: over less time that is all there is to see.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);

    public static ClockSamples None { get; } = new();

    /// <summary>Oldest first.</summary>
    public ImmutableArray<ClockSample> Items { get; private init; } = [];

    /// <summary>
    /// Seconds a day that the clock gains: the median of the slopes between all pairs of samples, so that a third of them may be wrong. Null while
    /// they are too few, or too near to each other.
    /// </summary>
    public double? SecondsPerDay
    {
        get
        {
            if (Items.Length < Fewest || Items[^1].At - Items[0].At < Shortest)
                return null;
            var slopes = Slopes();
            slopes.Sort();
            return (slopes[slopes.Count / 2] + slopes[(slopes.Count - 1) / 2]) / 2;
        }
    }

    public ClockSamples With(ClockSample sample) =>
        this with { Items = [.. Items.Skip(Items.Length >= Capacity ? Items.Length - Capacity + 1 : 0), sample] };

    private List<double> Slopes()
    {
        var slopes = new List<double>(Items.Length * (Items.Length - 1) / 2);
        for (var older = 0; older < Items.Length; older++)
        {
            for (var newer = older + 1; newer < Items.Length; newer++)
            {
                var days = (Items[newer].At - Items[older].At).TotalDays;
                if (days > 0)
                    slopes.Add((Items[newer].Offset - Items[older].Offset).TotalSeconds / days);
            }
        }

        return slopes;
    }
}
