using DeviceCluster.Simulator.Ptz;

namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>Cameras that an operator moves; the camera's own log is the judge.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class PtzMoveCommandTests(SteeredFleet fleet) : IAsyncLifetime
{
    private const string Start = "ptz.start Continuously";
    private const string Stop = "ptz.stop Continuously";

    public Task InitializeAsync() => fleet.FreeAsync("gate");

    public Task DisposeAsync() => Task.CompletedTask;

    [WholeNodeFact]
    public async Task A_camera_goes_each_way_it_is_told_until_it_is_stopped()
    {
        await GoToAsync(100, 20, 4);

        foreach (var (way, pan, tilt) in ((string, int, int)[])[("left", -1, 0), ("right", 1, 0), ("up", 0, 1), ("down", 0, -1),
            ("left-up", -1, 1), ("right-down", 1, -1), ("right-up", 1, 1), ("left-down", -1, -1)])
        {
            await fleet.DoneAsync($"ptz move gate {way} -speed 0.1 -seconds 20");
            await fleet.DoneAsync("ptz stop gate");

            var (from, to) = await LastWayAsync();
            Assert.Equal((way, pan, tilt), (way, Math.Sign(to.Pan - from.Pan), Math.Sign(to.Tilt - from.Tilt)));
        }

        Assert.False((await CameraAsync()).Moving);
    }

    [WholeNodeFact]
    public async Task It_zooms_in_and_out()
    {
        await GoToAsync(100, 20, 30);

        foreach (var (way, sign) in ((string, int)[])[("in", 1), ("out", -1)])
        {
            await fleet.DoneAsync($"ptz zoom gate {way} -speed 0.2 -seconds 20");
            await fleet.DoneAsync("ptz stop gate");

            var (from, to) = await LastWayAsync();
            Assert.Equal((way, sign), (way, Math.Sign(to.Zoom - from.Zoom)));
        }
    }

    [WholeNodeFact]
    public async Task A_move_ends_when_its_time_is_over_and_says_who_has_the_camera_until_when()
    {
        await GoToAsync(100, 20, 0);
        await fleet.FreeAsync("gate");

        var moved = await fleet.DoneAsync("ptz move gate right -as 'desk 2' -seconds 0.2");
        await fleet.UntilAsync("the end of the move", async () => !(await CameraAsync()).Moving);

        Assert.Matches(@"^gate channel 1: done; desk 2 has it until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$", Assert.Single(moved.Lines));
        Assert.InRange((await CameraAsync()).Position.Pan, 100.1, 359);
        Assert.Equal([Start, Stop], (await CameraAsync()).Log.Select(line => line.What).Where(what => what is Start or Stop).TakeLast(2));
    }

    [WholeNodeFact]
    public async Task A_lens_turns_near_and_far_open_and_closed_and_stops_by_itself()
    {
        foreach (var (order, code) in ((string, string)[])[
            ("focus gate near", "FocusNear"), ("focus gate far", "FocusFar"), ("iris gate open", "IrisLarge"), ("iris gate close", "IrisSmall")])
        {
            await fleet.DoneAsync($"ptz {order} -seconds 0.1 -speed 8");
            await fleet.UntilAsync($"the end of {order}", async () => (await CameraAsync()).Log[^1].What == $"ptz.stop {code}");
        }
    }

    [WholeNodeFact]
    public async Task It_goes_to_a_place_and_the_status_tells_what_the_camera_says()
    {
        await GoToAsync(210.5, -10, 0);

        var status = await fleet.DoneAsync("ptz status gate");

        Assert.Equal(("gate", "1", "210.5", "-10", "no"), (status["device"], status["channel"], status["pan"], status["tilt"], status["moving"]));
        Assert.StartsWith("pbm ", status["holder"], StringComparison.Ordinal);
        Assert.EndsWith("Z", status["until"], StringComparison.Ordinal);
        await fleet.DoneAsync("ptz move gate left -seconds 20");
        Assert.Equal("yes", (await fleet.DoneAsync("ptz status gate"))["moving"]);
        await fleet.DoneAsync("ptz stop gate");
    }

    [WholeNodeFact]
    public async Task What_no_camera_takes_and_what_this_one_cannot_do_is_told_with_what_would_be_right_and_never_sent()
    {
        var before = (await fleet.FactsAsync(SteeredFleet.Gate))["ptzOrders"]!.GetValue<long>();

        (string Line, int Exit, string Error, string Remedy)[] wrong =
        [
            ("ptz move gate left -channel 2", 1, "this camera has no pan; it stands fast", "order what it can do: 'device capabilities gate -channel 2' tells it"),
            ("ptz move gate left -channel 5", 1, "the device has no channel 5: people count 1 to 4, the SDK 0 to 3", "use a channel from 1 to 4"),
            ("ptz move gate left -channel 0", 2, "-channel 0", "a whole number from 1 to 1024"),
            ("ptz move gate sideways", 2, "direction 'sideways'", "one of: down, left, left-down, left-up, right, right-down, right-up, up"),
            ("ptz move gate left -speed 2", 2, "-speed 2", "a number from 0.01 to 1"),
            ("ptz move gate left -seconds 61", 2, "-seconds 61", "seconds, from 0.1 to 60"),
            ("ptz zoom gate near", 2, "way 'near'", "one of: in, out"),
            ("ptz goto gate -pan 10 -tilt -20", 1, "this camera does not tilt to -20 degrees: it goes from -15 to 90", "send it to a place within its range"),
            ("ptz goto gate -pan 361 -tilt 0", 2, "-pan 361", "a number from 0 to 360"),
            ("ptz move nobody left", 1, "device nobody is not enrolled", "enrol it first, or look for the right id in the list of devices"),
        ];
        foreach (var (line, exit, error, remedy) in wrong)
            Assert.Equal((line, exit, error, remedy), await WrongAsync(line));

        Assert.Equal(before, (await fleet.FactsAsync(SteeredFleet.Gate))["ptzOrders"]!.GetValue<long>());
    }

    private async Task<(string Line, int Exit, string Error, string Remedy)> WrongAsync(string line)
    {
        var (exit, error, remedy) = await fleet.RefusedAsync(line);
        return (line, exit, error, remedy);
    }

    private Task<PtzReport> CameraAsync() => fleet.CameraAsync(SteeredFleet.Gate, 1);

    private async Task GoToAsync(double pan, double tilt, int zoom)
    {
        await fleet.DoneAsync(FormattableString.Invariant($"ptz goto gate -pan {pan} -tilt {tilt} -zoom {zoom}"));
        await fleet.UntilAsync("the camera there", async () =>
            await CameraAsync() is { Moving: false } camera && Math.Abs(camera.Position.Pan - pan) < 0.2 && Math.Abs(camera.Position.Tilt - tilt) < 0.2);
    }

    /// <summary>Where the camera looked when it was last told to move, and when it was stopped.</summary>
    private async Task<(PtzPosition From, PtzPosition To)> LastWayAsync()
    {
        var log = (await CameraAsync()).Log;
        return (log.Last(line => line.What == Start).Position, log.Last(line => line.What == Stop).Position);
    }
}
