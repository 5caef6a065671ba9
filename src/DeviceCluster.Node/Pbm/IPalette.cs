namespace DeviceCluster.Node.Pbm;

/// <summary>A named group of commands; each palette is one feature of the node.</summary>
internal interface IPalette
{
    string Name { get; }

    string Help { get; }

    IReadOnlyList<PaletteCommand> Commands { get; }
}
