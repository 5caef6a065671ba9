using System.Collections.Immutable;

namespace DeviceCluster.Domain.Ptz;

/// <summary>One command of the ABI: its number, the manual's name, how it may be given, what it takes, and what it needs of the camera.</summary>
/// <param name="Number">Of the ABI.</param>
/// <param name="Name">Of the manual.</param>
/// <param name="Kind">How it may be given.</param>
/// <param name="Needs">What it needs of the camera.</param>
/// <param name="Parameters">What it takes; nothing else may be given.</param>
/// <param name="Why">Why it is not supported, in words; null: as all of its kind.</param>
/// <param name="Instead">What is to be ordered instead; null: as for all of its kind.</param>
public sealed record PtzCommandRow(
    int Number, string Name, PtzCommandKind Kind, PtzAbility Needs, ImmutableArray<PtzParameter> Parameters, string? Why = null, string? Instead = null)
{
    /// <summary>Its parameters in words: place, name and range of each.</summary>
    public string Takes => Parameters.IsEmpty
        ? "none"
        : string.Join("; ", Parameters.GroupBy(parameter => parameter.Place)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(parameter => $"{parameter.Name} {parameter.Range}"))}"));
}
