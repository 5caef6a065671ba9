using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace DeviceCluster.Contracts.Devices;

/// <summary>
/// What people write on a device to find it with others: keys with values. The same on every machine: keys are ordered by their characters, not by a
/// language.
/// </summary>
public static class DeviceTags
{
    /// <summary>On one device.</summary>
    public const int MaxCount = 20;

    public const int MaxKey = 32;

    public const int MaxValue = 64;

    public const string KeyRule = "1 to 32 of a-z, 0-9, '.', '-' and '_', beginning with a letter or digit";

    public static ImmutableSortedDictionary<string, string> None { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal, StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A key is there twice, with two values.</exception>
    public static ImmutableSortedDictionary<string, string> Of(IEnumerable<KeyValuePair<string, string>> tags) => None.AddRange(tags);

    public static bool IsKey([NotNullWhen(true)] string? text) => DeviceId.IsValid(text) && text.Length <= MaxKey;
}
