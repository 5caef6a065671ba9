using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Pictures of cameras.</summary>
internal sealed class SnapshotPalette(DeviceGateway devices, PictureDoor door, TimeProvider time) : IPalette
{
    private static readonly TimeSpan LongestWatch = TimeSpan.FromHours(12);

    public string Name => "snapshot";

    public string Help => "pictures of cameras";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "take",
            Help = "takes a picture and writes it to a file",
            Switches =
            {
                Switches.Device(), Switches.Channel(), Switches.FileToWrite(),
                Switches.Value("preset", "N", "goes there first, and waits until it stands; obeys the lease"),
                Switches.Value("as", "NAME", "with -preset: who moves the camera (default: you)"),
                Switches.Value("priority", "N", "with -preset: 0 to 100", PtzHolder.DefaultPriority.ToString(CultureInfo.InvariantCulture)),
            },
            Examples = { "snapshot take gate -channel 1 -file gate.jpg", "snapshot take gate -preset 3 -file door.jpg" },
        }, TakeAsync),
        new(new Command
        {
            Name = "watch",
            Help = "takes a picture again and again, and tells the link to each",
            Switches =
            {
                Switches.Device(), Switches.Channel(), Switches.Value("every", "SECONDS", "from one to the next, 1 to 3600", "10"),
                Switches.Value("count", "N", "how many; without it until Ctrl-C", shortName: "n"),
            },
            Examples = { "snapshot watch gate -every 5" },
        }, WatchAsync)
        { Limit = LongestWatch },
    ];

    private async Task TakeAsync(CommandContext context)
    {
        int? preset = context.Text("preset") is null ? null : context.Number("preset", 0, 65_535);
        var by = preset is null ? null : PtzPalette.Holder(context);
        var offer = await AskAsync(new SnapshotOrder.Take(context.Device(), context.Channel(), preset, by), context);
        switch (await door.FindAsync(offer.Device, offer.Channel, offer.Number, isHop: false, context.Stop))
        {
            case PictureFinding.Found found:
                await context.ChunkAsync(found.Bytes);
                await context.ColumnsAsync("device", "channel", "at", "width", "height", "bytes", "shared");
                await context.RowAsync(
                    offer.Device.Value, Shown.Number(offer.Channel), Shown.Exact(offer.At), Shown.Number(offer.Width), Shown.Number(offer.Height),
                    Shown.Number(offer.Bytes), Shown.YesNo(offer.IsShared));
                break;
            case PictureFinding.Absent absent:
                throw CommandFailure.Refused(RefusalCode.Offline, absent.Why, absent.Remedy);
        }
    }

    private async Task WatchAsync(CommandContext context)
    {
        var every = context.Seconds("every", 1, 3600);
        var count = context.Text("count") is null ? int.MaxValue : context.Number("count", 1, 1_000_000);
        await context.ColumnsAsync("at", "width", "height", "bytes", "shared", "url", "error");
        using var timer = new PeriodicTimer(every, time);
        do
        {
            await TellAsync(new SnapshotOrder.Take(context.Device(), context.Channel(), Preset: null, By: null), context);
        }
        while (--count > 0 && await timer.WaitForNextTickAsync(context.Stop));
    }

    // One that does not come is a row too: the next may.
    private async Task TellAsync(SnapshotOrder.Take take, CommandContext context)
    {
        try
        {
            var offer = await AskAsync(take, context);
            await context.RowAsync(
                Shown.Exact(offer.At), Shown.Number(offer.Width), Shown.Number(offer.Height), Shown.Number(offer.Bytes), Shown.YesNo(offer.IsShared),
                offer.Link.Url, "");
        }
        catch (RefusedException e) when (e.Refusal.Code is not (RefusalCode.NotEnrolled or RefusalCode.Invalid))
        {
            await context.RowAsync(Shown.Exact(time.GetUtcNow()), "", "", "", "", "", e.Refusal.Reason);
        }
    }

    private Task<PictureOffer> AskAsync(SnapshotOrder.Take take, CommandContext context) => devices.AskAsync(take, context.Origin(), context.Stop);
}
