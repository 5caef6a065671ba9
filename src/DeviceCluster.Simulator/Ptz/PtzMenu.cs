namespace DeviceCluster.Simulator.Ptz;

/// <summary>Where the cursor of an open menu stands.</summary>
internal readonly record struct PtzMenu(int Page, int Row)
{
    private const int Rows = 6, Pages = 4;

    /// <summary>Null = it was left.</summary>
    public PtzMenu? Press(PtzMenuKey key) => key switch
    {
        PtzMenuKey.Up => this with { Row = (Row + Rows - 1) % Rows },
        PtzMenuKey.Down => this with { Row = (Row + 1) % Rows },
        PtzMenuKey.Enter or PtzMenuKey.Right => new PtzMenu(Math.Min(Page + 1, Pages - 1), 0),
        PtzMenuKey.Left => new PtzMenu(Math.Max(Page - 1, 0), 0),
        PtzMenuKey.Exit => Page > 0 ? new PtzMenu(Page - 1, 0) : null,
        PtzMenuKey.Cancel => null,
        _ => default(PtzMenu),
    };
}
