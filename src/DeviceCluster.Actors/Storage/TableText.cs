namespace DeviceCluster.Actors.Storage;

/// <summary>Text that devices and people gave, made fit for a column: PostgreSQL takes no NUL, no half of a pair, and nothing longer than declared.</summary>
internal static class TableText
{
    public static string Fit(string text, int length)
    {
        var cut = text.Length > length ? text[..length] : text;
        // Runes take what is no character for the replacement character.
        return IsPlain(cut) ? cut : string.Concat(cut.EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString()));
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal);
}
