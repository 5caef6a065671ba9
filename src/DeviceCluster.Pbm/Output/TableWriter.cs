using DeviceCluster.Pbm.V1;
using Spectre.Console;

namespace DeviceCluster.Pbm.Output;

/// <summary>For people: tables and lines on standard output, progress and errors on standard error.</summary>
internal sealed class TableWriter(IAnsiConsole output, IAnsiConsole error) : IReplyWriter
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    private readonly ProgressBar _progress = new(error);
    private readonly List<string> _held = [];
    private Table? _table;
    private (int Count, long Bytes) _files;

    public void Columns(IReadOnlyList<string> names)
    {
        Flush();
        _table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var name in names)
            _table.AddColumn(new TableColumn(new Text(Header(name), Bold)) { Padding = new Padding(0, 0, 2, 0) });
    }

    public void Row(IReadOnlyList<string> cells) => _table?.AddRow(cells.Select(cell => new Text(Escaped.Text(cell))));

    public void Text(string line)
    {
        Flush();
        // A running bar redraws itself over whatever is written meanwhile.
        if (_progress.IsRunning)
            _held.Add(line);
        else
            output.Profile.Out.Writer.WriteLine(Escaped.Text(line));
    }

    public void Progress(double done, string label) => _progress.Show(done, Escaped.Text(label));

    public void FileWritten(string path, long bytes) => Text(FormattableString.Invariant($"{path}: {bytes} bytes"));

    public void OneOfManyWritten(string path, long bytes) => _files = (_files.Count + 1, _files.Bytes + bytes);

    public async Task EndAsync(Exit exit)
    {
        await _progress.EndAsync();
        foreach (var line in _held)
            output.Profile.Out.Writer.WriteLine(Escaped.Text(line));
        // Where there is an error, it is why there is nothing.
        if (exit.Code != ExitCode.Done && _table is { Rows.Count: 0 })
            _table = null;
        Flush();
        if (_files.Count > 0)
            output.Profile.Out.Writer.WriteLine(FormattableString.Invariant($"{_files.Count} files, {_files.Bytes} bytes"));
        if (exit.Code == ExitCode.Done)
            return;
        error.Profile.Out.Writer.WriteLine($"pbm: {Escaped.Text(exit.Error)}");
        if (SdkErrorText.Beside(exit) is { } sdk)
            error.Profile.Out.Writer.WriteLine($"     {Escaped.Text(sdk)}");
        if (exit.Remedy.Length > 0)
            error.Profile.Out.Writer.WriteLine($"     {Escaped.Text(exit.Remedy)}");
    }

    private void Flush()
    {
        if (_table is { Rows.Count: > 0 })
            output.Write(_table);
        else if (_table is not null)
            output.Profile.Out.Writer.WriteLine("nothing");
        _table = null;
    }

    // "nextAttempt" is a key for programs; people read "NEXT ATTEMPT".
    private static string Header(string name) =>
        string.Concat(Escaped.Text(name).Select(c => char.IsAsciiLetterUpper(c) ? " " + c : char.ToUpperInvariant(c).ToString()));
}
