namespace DeviceCluster.Domain.Jobs;

/// <summary>Texts that a job keeps: their beginning, where they are longer than there is room.</summary>
public static class JobText
{
    public static string Fit(string text, int most)
    {
        if (text.Length <= most)
            return text;
        // No half of a pair is kept.
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return $"{text.AsSpan(0, end)}…";
    }
}
