using System.Collections.Immutable;
using System.Text;

namespace DeviceCluster.Pbm.Grammar;

/// <summary>Splits an interactive line into words: blanks separate, single or double quotes hold together, a backslash takes the next as it is.</summary>
internal static class LineSplitter
{
    public static ImmutableArray<string> Split(string line)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        var inWord = false;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && quote != '\'' && i + 1 < line.Length)
            {
                word.Append(line[++i]);
                inWord = true;
            }
            else if (quote != '\0' && c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
                inWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (inWord)
                    words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }
        if (quote != '\0')
            throw PbmException.Usage($"the quote {quote} is not closed", "close it, or write a backslash before it");
        if (inWord)
            words.Add(word.ToString());
        return words.ToImmutable();
    }
}
