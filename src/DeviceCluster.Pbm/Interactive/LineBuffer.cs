namespace DeviceCluster.Pbm.Interactive;

/// <summary>The line being edited and its cursor. Pure: a key gives the next buffer.</summary>
internal readonly record struct LineBuffer(string Text, int Cursor)
{
    public static LineBuffer Empty { get; } = new("", 0);

    public static LineBuffer AtEnd(string text) => new(text, text.Length);

    public LineBuffer Insert(string text) => new(Text.Insert(Cursor, text), Cursor + text.Length);

    public LineBuffer Press(ConsoleKeyInfo key) => key switch
    {
        { Key: ConsoleKey.LeftArrow } => this with { Cursor = Math.Max(0, Cursor - 1) },
        { Key: ConsoleKey.RightArrow } => this with { Cursor = Math.Min(Text.Length, Cursor + 1) },
        { Key: ConsoleKey.Home } or { Key: ConsoleKey.A, Modifiers: ConsoleModifiers.Control } => this with { Cursor = 0 },
        { Key: ConsoleKey.End } or { Key: ConsoleKey.E, Modifiers: ConsoleModifiers.Control } => this with { Cursor = Text.Length },
        { Key: ConsoleKey.Backspace } => Cursor == 0 ? this : new(Text.Remove(Cursor - 1, 1), Cursor - 1),
        { Key: ConsoleKey.Delete } or { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } =>
            Cursor == Text.Length ? this : this with { Text = Text.Remove(Cursor, 1) },
        { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control } => new(Text[Cursor..], 0),
        { Key: ConsoleKey.K, Modifiers: ConsoleModifiers.Control } => this with { Text = Text[..Cursor] },
        { Key: ConsoleKey.W, Modifiers: ConsoleModifiers.Control } => EraseWord(),
        _ when !char.IsControl(key.KeyChar) => Insert(key.KeyChar.ToString()),
        _ => this,
    };

    private LineBuffer EraseWord()
    {
        var start = Text[..Cursor].TrimEnd(' ').LastIndexOf(' ') + 1;
        return new(Text.Remove(start, Cursor - start), start);
    }
}
