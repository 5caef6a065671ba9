using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Pictures of cameras.</summary>
internal sealed class SnapshotPalette(DeviceGateway devices, FleetAsk asking, PictureDoor door, TimeProvider time) : IPalette
{
    private const string EachDevice = "{device}";

    private static readonly string[] Columns = ["channel", "at", "width", "height", "bytes", "shared"];

    private static readonly TimeSpan LongestWatch = TimeSpan.FromHours(12);

    public string Name => "snapshot";

    public string Help => "pictures of cameras";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "take",
            Help = $"takes a picture and writes it to a file; of many devices one each, to files with {EachDevice} in their name",
            Switches =
            {
                Switches.Asked(), Switches.Channel(), Switches.FileToWrite(),
                Switches.Value("preset", "N", "goes there first, and waits until it stands; obeys the lease"),
                Switches.Value("as", "NAME", "with -preset: who moves the camera (default: you)"),
                Switches.Value("priority", "N", "with -preset: 0 to 100", PtzHolder.DefaultPriority.ToString(CultureInfo.InvariantCulture)),
            },
            Examples =
            {
                "snapshot take gate -channel 1 -file gate.jpg", "snapshot take gate -preset 3 -file door.jpg",
                $"snapshot take -tag site=hq -file pictures/{EachDevice}.jpg",
            },
        }, TakeAsync)
        { Limit = FleetRun.Limit },
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

    private Task TakeAsync(CommandContext context)
    {
        // pbm writes the files of many where the name has a place for the device, and only then.
        var isForMany = context.Needed("file").Contains(EachDevice, StringComparison.OrdinalIgnoreCase);
        if (!isForMany && FleetSelection.One(context) is null)
            throw CommandFailure.Usage("one file does not hold the pictures of many devices", $"-file pictures/{EachDevice}.jpg");

        int? preset = context.Text("preset") is null ? null : context.Number("preset", 0, 65_535);
        var (channel, by) = (context.Channel(), preset is null ? null : PtzPalette.Holder(context));
        var question = new FleetQuestion(
            $"snapshot of channel {channel}", Columns, id => TakeAsync(new SnapshotOrder.Take(id, channel, preset, by), context));
        return asking.RunAsync(context, question, async id =>
        {
            var picture = await question.Ask(id);
            await (isForMany ? context.FileAsync(id.Value, picture.File) : context.ChunkAsync(picture.File));
            await context.ColumnsAsync(["device", .. Columns]);
            await context.RowAsync([id.Value, .. picture.Cells]);
        });
    }

    private async Task<FleetAnswer> TakeAsync(SnapshotOrder.Take take, CommandContext context)
    {
        var offer = await AskAsync(take, context);
        return await door.FindAsync(offer.Device, offer.Channel, offer.Number, isHop: false, context.Stop) switch
        {
            PictureFinding.Found found => new FleetAnswer(
                Shown.Number(offer.Channel), Shown.Exact(offer.At), Shown.Number(offer.Width), Shown.Number(offer.Height), Shown.Number(offer.Bytes),
                Shown.YesNo(offer.IsShared))
            { File = found.Bytes },
            PictureFinding.Absent absent => throw new RefusedException(new DeviceReply.Refused(RefusalCode.Offline, absent.Why, absent.Remedy)),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no finding"),
        };
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
