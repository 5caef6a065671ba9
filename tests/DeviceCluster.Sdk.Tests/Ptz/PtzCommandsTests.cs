using DeviceCluster.Sdk.Ptz;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator;
using DeviceCluster.Simulator.Ptz;

namespace DeviceCluster.Sdk.Tests.Ptz;

/// <summary>Every command of the map, over the wire to a camera that can do them all: what a row says is carried is done, and what it says is refused is not sent.</summary>
[Collection(WithSdk.Name)]
public class PtzCommandsTests(SdkFixture fixture)
{
    private const string Prepared = "prepared";

    private const uint Lamp = 14, Light = 66;

    public static TheoryData<uint> Carried => [.. PtzMap.Rows.Where(row => row.IsCarried).Select(row => row.Number)];

    public static TheoryData<uint> Refused => [.. PtzMap.Rows.Where(row => !row.IsCarried).Select(row => row.Number)];

    [Fact]
    public void The_map_has_all_commands() => Assert.Equal((76, 66), (PtzMap.Rows.Count, PtzMap.Rows.Count(row => row.IsCarried)));

    [Theory]
    [MemberData(nameof(Carried))]
    public async Task A_command_that_is_carried_is_done_by_the_camera(uint command)
    {
        var device = fixture.Steered;
        using var login = await fixture.LoginAsync(device);
        Prepare(device);
        var (orders, refused) = (device.Facts.PtzOrders, device.Facts.PtzRefused);

        await Until.WithinLimit(() => Order(login, command));

        var told = device.Ptz[0].Report(1).Log.Reverse().TakeWhile(line => line.What != Prepared).Select(line => line.What);
        Assert.Contains(PtzMap.Rows.Single(row => row.Number == command).Told, told);
        Assert.Equal((orders + 1, refused), (device.Facts.PtzOrders, device.Facts.PtzRefused));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_command_that_is_not_carried_is_refused_by_its_number_and_nothing_is_sent(uint command)
    {
        var device = fixture.Steered;
        using var login = await fixture.LoginAsync(device);
        var before = device.Facts.Calls.Where(IsOrder).Sum(call => call.Value);

        var refused = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.Steer(0, command)));

        Assert.Equal("NET_UNSUPPORTED", refused.Name);
        Assert.StartsWith($"PTZ command {command} on channel 1: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, device.Facts.Calls.Where(IsOrder).Sum(call => call.Value));
    }

    [Fact]
    public async Task A_wiper_is_switched_on_and_off_and_the_light_on()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Until.WithinLimit(() => login.Steer(0, Lamp, first: 1));
        await Until.WithinLimit(() => login.Steer(0, Light));
        Assert.True(device.Ptz[0].State.AuxOn.SetEquals([PtzAux.Wiper, PtzAux.Light]));
        await Until.WithinLimit(() => login.Steer(0, Lamp, first: 0));

        Assert.True(device.Ptz[0].State.AuxOn.SetEquals([PtzAux.Light]));
    }

    /// <summary>Whatever a camera could be told by, also by a name that the device does not know.</summary>
    private static bool IsOrder(KeyValuePair<string, long> call) => call.Key.StartsWith("ptz", StringComparison.Ordinal) || call.Key == "unknown";

    /// <summary>All that a command may refer to is there: a preset, a tour, a scan, a pattern, one that is being recorded, and the menu.</summary>
    private static void Prepare(VirtualDevice device)
    {
        PtzOrder[] before =
        [
            new PtzOrder.Reset(), new PtzOrder.SetPreset(1, null), new PtzOrder.AddToTour(1, 1), new PtzOrder.SetScanLimit(1, Left: true), new PtzOrder.SetScanLimit(1, Left: false),
            new PtzOrder.RecordPattern(1), new PtzOrder.EndPattern(1), new PtzOrder.RecordPattern(1), new PtzOrder.Menu(PtzMenuKey.Open),
        ];
        Assert.All(before, order => Assert.Null(device.Ptz[0].Do(order, Prepared)));
    }

    /// <summary>With parameters that the map says are right.</summary>
    private static void Order(LoginHandle login, uint command)
    {
        switch (command)
        {
            case PtzCalls.SetPresetCommand:
                login.SetPreset(0, 2, "gate");
                break;
            case PtzCalls.MoveAbsolutelyCommand:
                login.MoveTo(0, new PtzPlace(Pan: 30, Tilt: 15, Zoom: 10));
                break;
            case PtzCalls.MoveContinuouslyCommand:
                login.Move(0, new PtzMotion(0.5f, 0.5f, 0.5f, TimeSpan.FromSeconds(5)));
                break;
            default:
                var (first, second, third) = Parameters(command);
                login.Steer(0, command, first, second, third);
                break;
        }
    }

    private static (int First, int Second, int Third) Parameters(uint command) => command switch
    {
        // A speed, of a direction or a lens, stands second; of two directions there are two.
        <= 9 => (0, 5, 0),
        >= 32 and <= 35 => (4, 5, 0),
        >= 112 and <= 127 => (4, 0, 0),
        // A preset.
        10 or 12 => (0, 1, 0),
        // Tour 1, begun; preset 1 in tour 1.
        13 => (1, 0, 76),
        36 or 37 => (1, 1, 0),
        51 => (1000, -500, 2),
        67 => (300, 150, 10),
        // On; and the first tour, scan, pattern or light. Who has no parameter ignores it.
        _ => (1, 0, 0),
    };
}
