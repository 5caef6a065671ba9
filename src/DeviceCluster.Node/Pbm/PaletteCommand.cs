using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm;

/// <summary>One command of a palette: what pbm is told of it, and what it does.</summary>
internal sealed record PaletteCommand(Command Definition, Func<CommandContext, Task> Run)
{
    /// <summary>How long the command may take when pbm does not say.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);
}
