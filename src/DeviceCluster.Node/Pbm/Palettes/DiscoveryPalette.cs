using System.Net;
using DeviceCluster.Actors.Discovery;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Finds devices on the networks of this node.</summary>
internal sealed class DiscoveryPalette(DiscoveryService discovery) : IPalette
{
    public string Name => "discovery";

    public string Help => "devices on the networks of this node";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "search",
            Help = "asks all devices to say who they are",
            Switches =
            {
                Switches.Value("seconds", "N", "how long answers are awaited", "3", "s"),
                Switches.Value("local", "ADDRESS", "the network of this local address only"),
            },
            Examples = { "discovery search -seconds 5" },
        }, SearchAsync)
        { Limit = TimeSpan.FromSeconds(120) },
    ];

    private async Task SearchAsync(CommandContext context)
    {
        var howLong = context.Seconds("seconds", 0.1, 60);
        var local = context.Text("local");
        if (local is not null && !IPAddress.TryParse(local, out _))
            throw CommandFailure.Usage($"-local {local}", "an IP address of this node");
        await context.ColumnsAsync(
            "serial", "address", "port", "httpPort", "mac", "type", "class", "version", "channels", "initialised", "local");
        await foreach (var found in discovery.SearchAsync(howLong, local, context.Stop))
            await context.RowAsync(
                found.Serial, found.Address, Shown.Number(found.Port), Shown.Number(found.HttpPort), found.Mac,
                found.DeviceType, found.DeviceClass, found.Version, Shown.Number(found.VideoChannels), Shown.YesNo(found.Initialised), found.LocalAddress);
    }
}
