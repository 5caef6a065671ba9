using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Interactive;

/// <summary>Where the lines of a conversation come from: the editor on a terminal, else standard input as it is.</summary>
internal sealed class LineSource
{
    private readonly Streams _streams;
    private readonly LineEditor? _editor;

    private LineSource(Streams streams, LineEditor? editor) => (_streams, _editor) = (streams, editor);

    public bool IsInteractive => _editor is not null;

    public static LineSource Of(Streams streams, PalettesReply node, WordSource words, string prompt) => new(
        streams,
        streams.InIsTerminal ? new LineEditor(streams.Error, node, words, new LineHistory(HistoryFile.Of(streams.Environment), new KeptLines(node).May), prompt) : null);

    /// <summary>The next line; null at the end. Empty lines and lines that begin with '#' are passed over.</summary>
    public async Task<string?> ReadAsync(CancellationToken stop)
    {
        while (await NextAsync(stop) is { } line)
        {
            var word = line.Trim();
            if (word.Equals("exit", StringComparison.OrdinalIgnoreCase) || word.Equals("quit", StringComparison.OrdinalIgnoreCase))
                return null;
            if (word.Length > 0 && word[0] != '#')
                return word;
        }
        return null;
    }

    private async Task<string?> NextAsync(CancellationToken stop)
    {
        if (_editor is null)
            return await _streams.In.ReadLineAsync(stop);
        Streams.TakeControlC(asInput: true);
        try
        {
            return await _editor.ReadAsync(stop);
        }
        finally
        {
            Streams.TakeControlC(asInput: false);
        }
    }
}
