using DeviceCluster.Simulator.Ptz;

namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>Presets, and what a camera does by itself; the camera says what it was told.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class PtzProgrammeCommandTests(SteeredFleet fleet) : IAsyncLifetime
{
    public Task InitializeAsync() => fleet.FreeAsync("yard");

    public Task DisposeAsync() => Task.CompletedTask;

    [WholeNodeFact]
    public async Task A_preset_is_kept_with_its_name_gone_to_and_deleted()
    {
        await fleet.DoneAsync("ptz goto yard -pan 40 -tilt 5");
        await fleet.UntilAsync("the camera there", async () => (await CameraAsync()) is { Moving: false, Position.Pan: > 39.8 and < 40.2 });
        await fleet.DoneAsync("ptz preset yard set 3 -name 'front door'");
        await fleet.DoneAsync("ptz preset yard set 255");
        await fleet.DoneAsync("ptz goto yard -pan 60 -tilt 0");
        await fleet.DoneAsync("ptz preset yard goto 3");
        await fleet.UntilAsync("the camera at the preset", async () => (await CameraAsync()).PresetReached == 3);

        Assert.Contains(".Name=front door", await PresetsAsync(), StringComparison.Ordinal);
        Assert.Contains("3 front door, 255", (await fleet.DoneAsync("ptz status yard"))["presets"], StringComparison.Ordinal);
        await fleet.DoneAsync("ptz preset yard delete 3");
        await fleet.DoneAsync("ptz preset yard delete 255");
        Assert.DoesNotContain((await CameraAsync()).Presets, number => number is 3 or 255);
    }

    [WholeNodeFact]
    public async Task A_tour_goes_from_preset_to_preset_until_it_is_stopped()
    {
        await fleet.DoneAsync("ptz preset yard set 1");
        await fleet.DoneAsync("ptz preset yard set 2");
        await fleet.DoneAsync("ptz tour yard add 1 -preset 1");
        await fleet.DoneAsync("ptz tour yard add 1 -preset 2");
        await fleet.DoneAsync("ptz tour yard remove 1 -preset 2");
        await fleet.DoneAsync("ptz tour yard start 1");
        Assert.Equal("tour", (await CameraAsync()).Run);

        await fleet.DoneAsync("ptz tour yard stop 1");
        await fleet.DoneAsync("ptz tour yard clear 1");

        Assert.Null((await CameraAsync()).Run);
        Assert.Equal(
            (1, "the camera of channel 1 refuses it: a value is not acceptable (NET_ILLEGAL_PARAM)", "a tour, scan or pattern is made before it is started"),
            await fleet.RefusedAsync("ptz tour yard start 1"));
        Assert.Equal(["ptz.start AddTour", "ptz.start AddTour", "ptz.start DelTour", "ptz.start StartTour", "ptz.start StopTour", "ptz.start ClearTour"], await CodesAsync("Tour"));
    }

    [WholeNodeFact]
    public async Task A_scan_between_its_borders_a_recorded_pattern_and_turning_round_are_begun_and_ended()
    {
        await fleet.DoneAsync("ptz scan yard left 1");
        await fleet.DoneAsync("ptz move yard right -speed 0.2 -seconds 60");
        await fleet.DoneAsync("ptz stop yard");
        await fleet.DoneAsync("ptz scan yard right 1");
        await fleet.DoneAsync("ptz scan yard start 1");
        Assert.Equal("scan", (await CameraAsync()).Run);
        await fleet.DoneAsync("ptz scan yard stop 1");

        await fleet.DoneAsync("ptz pattern yard begin 1");
        await fleet.DoneAsync("ptz move yard left -speed 0.2 -seconds 60");
        await fleet.DoneAsync("ptz stop yard");
        await fleet.DoneAsync("ptz pattern yard end 1");
        await fleet.DoneAsync("ptz pattern yard start 1");
        Assert.Equal("pattern", (await CameraAsync()).Run);
        await fleet.DoneAsync("ptz pattern yard stop 1");

        await fleet.DoneAsync("ptz pan yard start");
        Assert.Equal("auto pan", (await CameraAsync()).Run);
        await fleet.DoneAsync("ptz pan yard stop");
        Assert.Null((await CameraAsync()).Run);
    }

    [WholeNodeFact]
    public async Task The_cameras_menu_is_opened_gone_through_and_closed()
    {
        await fleet.DoneAsync("ptz menu yard open");
        await fleet.DoneAsync("ptz menu yard down");
        await fleet.DoneAsync("ptz menu yard enter");
        Assert.True((await CameraAsync()).MenuOpen);

        await fleet.DoneAsync("ptz menu yard left");
        await fleet.DoneAsync("ptz menu yard close");
        Assert.False((await CameraAsync()).MenuOpen);
        await fleet.DoneAsync("ptz menu yard open");
        await fleet.DoneAsync("ptz menu yard cancel");
        Assert.False((await CameraAsync()).MenuOpen);
        Assert.Equal((2, "key 'sideways'", "one of: cancel, close, down, enter, left, open, right, up"), await fleet.RefusedAsync("ptz menu yard sideways"));
    }

    [WholeNodeFact]
    public async Task A_wiper_is_switched_a_light_put_on_and_the_camera_calibrated_by_the_names_of_the_commands()
    {
        await fleet.DoneAsync("ptz command yard LAMP_CONTROL -first 1");
        await fleet.DoneAsync("ptz command yard LIGHTCONTROL -first 2");
        Assert.Equal("1, 2", string.Join(", ", (await CameraAsync()).AuxOn));

        await fleet.DoneAsync("ptz command yard LAMP_CONTROL -first 0");
        await fleet.DoneAsync("ptz command yard DIRECTIONCALIBRATION");
        await fleet.UntilAsync("the camera calibrated", async () => !(await CameraAsync()).Moving);

        var camera = await CameraAsync();
        Assert.Equal("2", string.Join(", ", camera.AuxOn));
        Assert.Contains("ptz.directionCalibration", camera.Log.Select(line => line.What));
    }

    [WholeNodeFact]
    public async Task A_preset_or_a_tour_that_there_cannot_be_is_told_with_those_that_can_and_never_sent()
    {
        var before = (await fleet.FactsAsync(SteeredFleet.Yard))["ptzOrders"]!.GetValue<long>();

        Assert.Equal((1, "there is no preset 0", "presets are 1 to 255"), await fleet.RefusedAsync("ptz preset yard goto 0"));
        Assert.Equal((1, "there is no preset 300", "presets are 1 to 255"), await fleet.RefusedAsync("ptz preset yard set 300"));
        Assert.Equal((1, "there is no preset 300", "presets are 1 to 255"), await fleet.RefusedAsync("ptz tour yard add 1 -preset 300"));
        Assert.Equal((1, "this camera has no tour 9: its tours are 1 to 8", "use one of its tours"), await fleet.RefusedAsync("ptz tour yard start 9"));
        Assert.Equal((1, "this camera has no scan 9: its scans are 1 to 5", "use one of its scans"), await fleet.RefusedAsync("ptz scan yard start 9"));
        Assert.Equal((1, "the order cannot be sent: the name of the preset has 64 bytes; there may be 63", "correct the value that is named"), await fleet.RefusedAsync($"ptz preset yard set 1 -name {new string('n', 64)}"));
        Assert.Equal((2, "what 'jump'", "one of: delete, goto, set"), await fleet.RefusedAsync("ptz preset yard jump 1"));
        Assert.Equal((2, "-preset is missing", "pbm help ptz tour"), await fleet.RefusedAsync("ptz tour yard add 1"));

        Assert.Equal(before, (await fleet.FactsAsync(SteeredFleet.Yard))["ptzOrders"]!.GetValue<long>());
    }

    private Task<PtzReport> CameraAsync() => fleet.CameraAsync(SteeredFleet.Yard, 1);

    private Task<string> PresetsAsync() => fleet.ScriptAsync(SteeredFleet.Yard, "ptz.cgi?action=getPresets&channel=1");

    private async Task<IEnumerable<string>> CodesAsync(string of) => (await CameraAsync()).Log.Select(line => line.What)
        .Where(what => what.StartsWith("ptz.start ", StringComparison.Ordinal) && what.Contains(of, StringComparison.Ordinal) && !what.Contains("refused", StringComparison.Ordinal));
}
