using System.Globalization;

namespace DeviceCluster.Drills;

/// <summary>What a drill found: its figures in order, and each bar that did not hold.</summary>
internal sealed record DrillReport(string Name, int Seed, IReadOnlyList<(string Name, object Value)> Figures, IReadOnlyList<string> Failures)
{
    public bool Holds => Failures.Count == 0;

    /// <summary>The one line that is kept: names and values without a space in them.</summary>
    public string Line => string.Join(' ',
        [$"drill={Name}", $"seed={Seed}", .. Figures.Select(figure => $"{figure.Name}={Show(figure.Value)}"), $"failed={Failures.Count}"]);

    private static string Show(object value) => value switch
    {
        TimeSpan time => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
