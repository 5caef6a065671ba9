using System.Globalization;

namespace DeviceCluster.Domain.Sessions;

/// <summary>Text that a device said, made fit to stand in our words: no control or direction characters, and not long.</summary>
internal static class DeviceText
{
    private const int MaxLength = 100;

    public static string Clean(string text) =>
        string.Concat(text.Take(MaxLength).Select(c => IsHarmless(c) ? c : '?'));

    private static bool IsHarmless(char c) =>
        char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
