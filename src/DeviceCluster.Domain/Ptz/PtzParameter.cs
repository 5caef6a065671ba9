using System.Collections.Immutable;
using System.Globalization;

namespace DeviceCluster.Domain.Ptz;

/// <summary>From where to where a value of a command goes.</summary>
/// <param name="Value">Which one.</param>
/// <param name="Name">What it is.</param>
/// <param name="Least">Allowed itself.</param>
/// <param name="Most">Allowed itself.</param>
/// <param name="Only">Of these alone; none = all between.</param>
public sealed record PtzParameter(PtzValue Value, string Name, int Least, int Most, ImmutableArray<int> Only = default)
{
    /// <summary>"1st", "2nd", "3rd"; "4th" for all of a structure.</summary>
    public string Place => Value switch
    {
        PtzValue.First => "1st",
        PtzValue.Second => "2nd",
        PtzValue.Third => "3rd",
        _ => "4th",
    };

    public string Range => Only.IsDefaultOrEmpty
        ? string.Create(CultureInfo.InvariantCulture, $"{Least} to {Most}")
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", Only[..^1])} or {Only[^1]}");

    public bool Allows(double value) => value >= Least && value <= Most && (Only.IsDefaultOrEmpty || Only.Any(one => one == value));
}
