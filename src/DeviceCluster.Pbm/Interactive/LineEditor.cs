using DeviceCluster.Pbm.V1;
using Spectre.Console;

namespace DeviceCluster.Pbm.Interactive;

/// <summary>Reads one line from a terminal: cursor keys, history, completion. Ctrl-C empties the line, Ctrl-D on an empty one ends.</summary>
internal sealed class LineEditor(IAnsiConsole console, PalettesReply node, WordSource words, LineHistory history, string prompt)
{

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
                    history.Add(line.Text.Trim());
                    return line.Text;
                case ConsoleKey.D when control && line.Text.Length == 0:
                    Write(Environment.NewLine);
                    return null;
                case ConsoleKey.C when control:
                    Write("^C" + Environment.NewLine);
                    line = LineBuffer.Empty;
                    break;
                case ConsoleKey.UpArrow:
                    line = LineBuffer.AtEnd(history.Older(line.Text));
                    break;
                case ConsoleKey.DownArrow:
                    line = LineBuffer.AtEnd(history.Newer(line.Text));
                    break;
                case ConsoleKey.Tab:
                    line = await CompleteAsync(line, stop);
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

    private async Task<LineBuffer> CompleteAsync(LineBuffer line, CancellationToken stop)
    {
        var completion = Completion.Of(node, line.Text[..line.Cursor]);
        var told = completion.Kind.Length > 0 ? await words(completion.Kind, completion.Begun, stop) : [];
        string[] candidates = [.. told.Where(word => word.StartsWith(completion.Begun, StringComparison.Ordinal)), .. completion.Known];
        if (candidates.Length == 0)
            return line;
        var begun = completion.Begun.Length;
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
