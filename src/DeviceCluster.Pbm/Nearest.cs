namespace DeviceCluster.Pbm;

/// <summary>The known word closest to a mistyped one, by edit distance, when it is close enough to be meant.</summary>
internal static class Nearest
{
    public static string? Of(string word, IEnumerable<string> known) =>
        known.Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(pair => pair.distance <= Math.Max(1, pair.candidate.Length / 2))
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();

    public static string Hint(string word, IEnumerable<string> known) => Of(word, known) is { } near ? $"did you mean '{near}'? " : "";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1));
            }
        }
        return row[b.Length];
    }
}
