using System.Text.Json;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Output;

/// <summary>
/// For programs: one JSON object on standard output, a row a line, errors in it too. Everything beyond ASCII is written as an escape,
/// so that no foreign text reaches a terminal as it is.
/// </summary>
internal sealed class JsonWriter(TextWriter output) : IReplyWriter
{
    private readonly List<string> _rows = [];
    private readonly List<string> _text = [];
    private IReadOnlyList<string> _columns = [];
    private readonly List<string> _files = [];
    private (string Path, long Bytes)? _file;
    private bool _hasRows;

    public void Columns(IReadOnlyList<string> names)
    {
        _columns = names;
        _hasRows = true;
    }

    public void Row(IReadOnlyList<string> cells) =>
        _rows.Add("{" + string.Join(",", _columns.Zip(cells, (name, cell) => $"{Quote(name)}:{Quote(cell)}")) + "}");

    public void Text(string line) => _text.Add(Quote(line));

    public void Progress(double done, string label)
    {
        // One document is one answer; progress is for people.
    }

    public void FileWritten(string path, long bytes) => _file = (path, bytes);

    public void OneOfManyWritten(string path, long bytes) => _files.Add(File(path, bytes));

    public async Task EndAsync(Exit exit)
    {
        List<string> members = [FormattableString.Invariant($"\"exit\":{exit.Code}")];
        if (exit.Code != ExitCode.Done)
            members.AddRange([$"\"error\":{Quote(exit.Error)}", $"\"remedy\":{Quote(exit.Remedy)}", $"\"errorCode\":{Quote(exit.ErrorCode)}"]);
        if (exit.SdkError != 0)
            members.AddRange([$"\"sdkError\":{Quote(SdkErrorText.Number(exit))}", $"\"sdkErrorName\":{Quote(exit.SdkErrorName)}"]);
        if (_file is { } file)
            members.Add($"\"file\":{File(file.Path, file.Bytes)}");
        if (_files.Count > 0)
            members.Add($"\"files\":[\n{string.Join(",\n", _files)}\n]");
        if (_text.Count > 0)
            members.Add($"\"text\":[{string.Join(",", _text)}]");
        if (_hasRows)
            members.Add(_rows.Count == 0 ? "\"rows\":[]" : $"\"rows\":[\n{string.Join(",\n", _rows)}\n]");
        await output.WriteLineAsync("{" + string.Join(",", members) + "}");
        await output.FlushAsync();
    }

    private static string File(string path, long bytes) => FormattableString.Invariant($"{{\"path\":{Quote(path)},\"bytes\":{bytes}}}");

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
