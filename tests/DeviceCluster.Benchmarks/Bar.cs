using System.Globalization;

namespace DeviceCluster.Benchmarks;

/// <summary>What a ratio must be: at least a number (a rate), or at most one (a cost). Where nobody has said what it must be, it is told and not judged.</summary>
internal sealed record Bar
{
    private readonly double? _limit;
    private readonly bool _atLeast;

    private Bar(double? limit, bool atLeast)
    {
        _limit = limit;
        _atLeast = atLeast;
    }

    public static Bar ToldOnly { get; } = new(limit: null, atLeast: true);

    public static Bar AtLeast(double limit) => new(limit, atLeast: true);

    public static Bar AtMost(double limit) => new(limit, atLeast: false);

    public bool IsMetBy(double ratio) => _limit is null || (_atLeast ? ratio >= _limit : ratio <= _limit);

    public string Verdict(double ratio) => _limit is null ? "told only" : IsMetBy(ratio) ? "met" : "MISSED";

    public override string ToString() => _limit is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{(_atLeast ? "≥" : "≤")} {_limit:0.##}");
}
