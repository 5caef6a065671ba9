using DeviceCluster.Pbm.V1;
using Spectre.Console;

namespace DeviceCluster.Pbm.Interactive;

/// <summary>Reads one line from a terminal: cursor keys, history, completion. Ctrl-C empties the line, Ctrl-D on an empty one ends.</summary>
internal sealed class LineEditor(IAnsiConsole console, PalettesReply node, string prompt)
{
    private readonly LineHistory _history = new();

    public async Task<string?> ReadAsync(CancellationToken stop)
    {
        var line = LineBuffer.Empty;
        while (true)
        {
            Draw(line);
            if (await console.Input.ReadKeyAsync(intercept: true, stop) is not { } key)
                return null;
            var control = key.Modifiers == ConsoleModifiers.Control;
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Write(Environment.NewLine);
                    _history.Add(line.Text.Trim());
                    return line.Text;
                case ConsoleKey.D when control && line.Text.Length == 0:
                    Write(Environment.NewLine);
                    return null;
                case ConsoleKey.C when control:
                    Write("^C" + Environment.NewLine);
                    line = LineBuffer.Empty;
                    break;
                case ConsoleKey.UpArrow:
                    line = LineBuffer.AtEnd(_history.Older(line.Text));
                    break;
                case ConsoleKey.DownArrow:
                    line = LineBuffer.AtEnd(_history.Newer(line.Text));
                    break;
                case ConsoleKey.Tab:
                    line = Complete(line);
                    break;
                case ConsoleKey.L when control:
                    Write("\e[H\e[2J");
                    break;
                default:
                    line = line.Press(key);
                    break;
            }
        }
    }

    private LineBuffer Complete(LineBuffer line)
    {
        var before = line.Text[..line.Cursor];
        var candidates = Completion.Candidates(node, before);
        if (candidates.IsEmpty)
            return line;
        var begun = before.Length - (before.LastIndexOf(' ') + 1);
        var word = candidates.Length == 1 ? candidates[0] + " " : Completion.CommonStart(candidates);
        if (candidates.Length > 1 && word.Length <= begun)
            Write(Environment.NewLine + string.Join("  ", candidates.Select(Output.Escaped.Text)) + Environment.NewLine);
        var start = line.Cursor - begun;
        return new LineBuffer(line.Text.Remove(start, begun), start).Insert(word);
    }

    // A line longer than the terminal is shown through a window around the cursor.
    private void Draw(LineBuffer line)
    {
        var room = Math.Max(10, console.Profile.Width - prompt.Length - 1);
        var from = Math.Max(0, line.Cursor - room);
        var shown = line.Text.AsSpan(from, Math.Min(room, line.Text.Length - from));
        Write($"\r{prompt}{shown}\e[K\r\e[{prompt.Length + line.Cursor - from}C");
    }

    private void Write(string text)
    {
        console.Profile.Out.Writer.Write(text);
        console.Profile.Out.Writer.Flush();
    }
}
