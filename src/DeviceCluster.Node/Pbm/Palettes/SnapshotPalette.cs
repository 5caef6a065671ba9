using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Pictures of cameras.</summary>
internal sealed class SnapshotPalette(DeviceGateway devices, FleetRun fleet, PictureDoor door, TimeProvider time) : IPalette
{
    private const string EachDevice = "{device}";

    // Whether it was taken for somebody else, too, is no part of a picture: a device by itself tells it in a column, a job in its reason.
    private static readonly string[] Columns = ["channel", "at", "width", "height", "bytes"];

    private static readonly TimeSpan LongestWatch = TimeSpan.FromHours(12);

    public string Name => "snapshot";

    public string Help => "pictures of cameras";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "take",
            Help = $"takes a picture and writes it to a file; of many devices, as a job, one each, to files with {EachDevice} in their name",
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
        SnapshotOrder.Take Take(DeviceId id) => new(id, channel, preset, by);
        return fleet.RunAsync(context, id => new JobWork.Order(Take(id)), id => TakeAsync(Take(id), isForMany, context), Pictures(channel, context));
    }

    private async Task TakeAsync(SnapshotOrder.Take take, bool isForMany, CommandContext context)
    {
        var offer = await AskAsync(take, context);
        var picture = await ReadAsync(offer.Device, offer.Channel, offer.Number, context);
        await (isForMany ? context.FileAsync(offer.Device.Value, picture.Bytes) : context.ChunkAsync(picture.Bytes));
        await context.ColumnsAsync(["device", .. Columns, "shared"]);
        await context.RowAsync([offer.Device.Value, .. Cells(offer.Channel, picture), Shown.YesNo(offer.IsShared)]);
    }

    private JobFetch Pictures(int channel, CommandContext context) => new(Columns, async item =>
    {
        var number = item.Picture ?? throw new RefusedException(new DeviceReply.Refused(
            RefusalCode.Offline, "the job does not tell which picture it is: the node that keeps the jobs is of an older version", "take another"));
        var picture = await ReadAsync(item.Device, channel, number, context);
        return new FleetAnswer(Cells(channel, picture)) { File = picture.Bytes };
    });

    private static string?[] Cells(int channel, PictureFinding.Found picture) =>
    [
        Shown.Number(channel), Shown.Exact(picture.At), Shown.Number(picture.Width), Shown.Number(picture.Height), Shown.Number(picture.Bytes.Length),
    ];

    private async Task<PictureFinding.Found> ReadAsync(DeviceId device, int channel, long number, CommandContext context) =>
        await door.FindAsync(device, channel, number, isHop: false, context.Stop) switch
        {
            PictureFinding.Found found => found,
            PictureFinding.Absent absent => throw new RefusedException(new DeviceReply.Refused(RefusalCode.Offline, absent.Why, absent.Remedy)),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no finding"),
        };

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
