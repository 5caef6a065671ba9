using DeviceCluster.Actors;
using DeviceCluster.Actors.Live;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Live views: open one for a player, list what runs, write one to a file.</summary>
internal sealed class LivePalette(DeviceGateway devices, LiveHubs hubs, LiveDoor door, TimeProvider time) : IPalette
{
    public string Name => "live";

    public string Help => "live views of cameras";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "open",
            Help = "starts a live view and tells the links to it",
            Switches = { Switches.Device(), Switches.Channel(), Switches.Stream() },
            Examples = { "live open gate -channel 1 -stream main" },
        }, OpenAsync),
        new(new Command { Name = "list", Help = "the live views of this node, or of one device", Switches = { Switches.Device(required: false) } }, ListAsync),
        new(new Command
        {
            Name = "close",
            Help = "ends a live view for all its viewers",
            Switches = { Switches.Device(), Switches.Channel(), Switches.Stream() },
        }, CloseAsync),
        new(new Command
        {
            Name = "record",
            Help = "writes a live view to a file",
            Switches =
            {
                Switches.Device(), Switches.Channel(), Switches.Stream(), Switches.Value("seconds", "N", "how long", "10", "n"),
                Switches.FileToWrite(),
                Switches.Value("container", "FORM", "dav, or annexb for the pictures alone (default: by the file's ending)"),
            },
            Examples = { "live record gate -channel 1 -seconds 10 -file gate.dav" },
        }, context => new LiveRecording(devices, door, time).RunAsync(context))
        { Limit = LiveRecording.Longest + TimeSpan.FromMinutes(1) },
    ];

    private async Task OpenAsync(CommandContext context)
    {
        var offer = await OfferAsync(devices, context);
        if (context.Json)
        {
            await context.ColumnsAsync("container", "url", "codec", "width", "height", "expires");
            foreach (var link in offer.Links)
                await context.RowAsync(
                    link.Container, link.Url, offer.VideoCodec, Shown.Number(offer.Width), Shown.Number(offer.Height), Shown.Time(offer.Expires));
            return;
        }
        // Lines, not a table: a link must not be folded.
        var size = offer.Width > 0 ? $" {offer.Width}x{offer.Height}" : "";
        await context.TextAsync(
            $"{offer.Device} channel {offer.Channel} {offer.Stream}: {offer.VideoCodec}{size}; links are good for a start until {Shown.Time(offer.Expires)}");
        foreach (var link in offer.Links)
            await context.TextAsync($"  {link.Container,-5}{link.Url}");
        var play = offer.Links.FirstOrDefault(l => l.Container != "dav") ?? offer.Links[0];
        await context.TextAsync($"  ffplay -fflags nobuffer -flags low_delay '{play.Url}'");
    }

    private async Task CloseAsync(CommandContext context)
    {
        var close = new LiveCommand.Close(context.Device(), context.Channel(), context.Stream()) { By = context.Origin() };
        switch (await devices.LiveAsync(close, context.Stop))
        {
            case LiveReply.Closed closed:
                await context.TextAsync($"{close.Device} channel {Shown.Number(close.Channel)} {close.Stream}: closed for {Shown.Number(closed.Viewers)} viewers");
                break;
            case LiveReply.Refused refused:
                throw CommandFailure.Of(refused);
        }
    }

    private async Task ListAsync(CommandContext context)
    {
        var views = context.Text("id") is null ? hubs.Views() : (await devices.LiveViewsAsync(context.Device(), context.Stop)).Views;
        await context.ColumnsAsync("device", "channel", "stream", "codec", "viewers", "frames", "bytes", "dropped", "since");
        foreach (var view in views)
            await context.RowAsync(
                view.Device.Value, Shown.Number(view.Channel), $"{view.Stream}", view.VideoCodec, Shown.Number(view.Viewers),
                Shown.Number(view.Frames), Shown.Number(view.Bytes), Shown.Number(view.Dropped), Shown.Time(view.Since));
    }

    public static async Task<MediaOffer> OfferAsync(DeviceGateway devices, CommandContext context)
    {
        var open = new LiveCommand.Open(context.Device(), context.Number("channel", 1, 1024), context.Stream()) { By = context.Origin() };
        var reply = await devices.LiveAsync(open, context.Stop);
        return reply switch
        {
            LiveReply.Offered offered => offered.Offer,
            LiveReply.Refused refused => throw CommandFailure.Of(refused),
            _ => throw new InvalidOperationException($"{reply.GetType().Name} is no answer to an open"),
        };
    }
}
