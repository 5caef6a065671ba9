using System.Globalization;
using System.Text;

namespace DeviceCluster.Pbm.Output;

/// <summary>Makes foreign text harmless for a terminal: whatever moves the cursor, hides, reorders or breaks a line is shown as its code.</summary>
internal static class Escaped
{
    public static string Text(string text)
    {
        if (text.EnumerateRunes().All(IsPlain) && !text.Any(char.IsSurrogate))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            // A lone half of a surrogate pair is no character at all.
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
                continue;
            }
            if (IsPlain(rune))
                shown.Append(rune.ToString());
            else if (rune.Value <= 0xFFFF)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
            i += rune.Utf16SequenceLength - 1;
        }
        return shown.ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
