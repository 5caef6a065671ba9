using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DeviceCluster.Contracts.Jobs;

/// <summary>The number of a job in the cluster, counted from 1.</summary>
public readonly record struct JobId
{
    public const string Rule = "a whole number from 1, as 'job list' shows it";

    public JobId(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        Number = number;
    }

    public int Number { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out JobId id)
    {
        var isOne = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        id = isOne ? new JobId(number) : default;
        return isOne;
    }

    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
