using DeviceCluster.Simulator.Ptz;

namespace DeviceCluster.Simulator.Tests.Ptz;

public class PtzStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly PtzState _new = PtzState.New(PtzProfile.Dome, Noon);

    [Fact]
    public void A_camera_moves_with_time_and_speed_and_stops_when_told()
    {
        var moving = Do(_new, "Right", new PtzArguments(Second: 4));
        var stopped = Do(After(moving, 3), "Right", default, start: false);

        // Half of 80 degrees a second, for three seconds.
        Assert.Equal((120, true), (After(moving, 3).Position.Pan, After(moving, 3).IsMoving));
        Assert.Equal((120, false), (After(stopped, 60).Position.Pan, stopped.IsMoving));
    }

    [Fact]
    public void Two_axes_move_at_once_and_each_stops_by_itself()
    {
        var both = Do(Do(_new, "Up", new PtzArguments(Second: 8)), "ZoomTele", default);
        var zooming = Do(After(both, 1), "Up", default, start: false);
        var end = After(zooming, 1);

        Assert.Equal(40, end.Position.Tilt);
        Assert.Equal(1 + 2 * 6 * 5.0 / 8, end.Position.Zoom, 6);
        Assert.True(end.IsMoving);
    }

    [Theory]
    [InlineData("Up", 90, 1)]
    [InlineData("Down", -15, 1)]
    [InlineData("ZoomTele", 0, 30)]
    [InlineData("ZoomWide", 0, 1)]
    public void A_motor_ends_at_its_limit(string code, double tilt, double zoom)
    {
        var end = After(Do(_new, code, new PtzArguments(Second: 8)), 60);

        Assert.Equal((tilt, zoom), (end.Position.Tilt, end.Position.Zoom));
    }

    [Fact]
    public void Pan_goes_round()
    {
        Assert.Equal(320, After(Do(_new, "Left", new PtzArguments(Second: 8)), 0.5).Position.Pan, 6);
        Assert.Equal(40, After(Do(_new, "Right", new PtzArguments(Second: 8)), 5).Position.Pan, 6);
    }

    [Fact]
    public void A_move_with_a_time_out_stops_itself_at_that_moment_and_says_so()
    {
        var moving = Do(_new, "Continuously", new PtzArguments(First: 50, Fourth: 2));
        var (state, events) = moving.Advance(Noon.AddSeconds(100));

        Assert.Equal((80, false), (state.Position.Pan, state.IsMoving));
        Assert.Equal(new PtzEvent(Noon.AddSeconds(2), "time-out", false, state.Position), Assert.Single(events));
    }

    [Fact]
    public void A_stick_that_is_hardly_touched_does_not_move_a_camera() =>
        Assert.False(Do(_new, "Continuously", new PtzArguments(First: 4, Second: -4)).IsMoving);

    [Fact]
    public void A_preset_is_gone_to_by_the_shorter_way()
    {
        var left = After(Do(_new, "Left", new PtzArguments(Second: 8)), 1);
        var set = Do(Do(left, "Left", default, start: false), "SetPreset", new PtzArguments(Second: 7, Name: "Gate"));
        var away = After(Do(set, "Right", new PtzArguments(Second: 8)), 2);
        var going = Do(Do(away, "Right", default, start: false), "GotoPreset", new PtzArguments(Second: 7));

        Assert.Equal((280, "Gate"), (set.Presets[7].Position.Pan, set.Presets[7].Name));
        Assert.Equal(0, After(going, 1).Position.Pan, 6);
        Assert.Equal((280, 7, false), (After(going, 3).Position.Pan, After(going, 3).PresetReached, After(going, 3).IsMoving));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-1)]
    public void A_preset_outside_the_range_is_refused_with_the_range(int preset) =>
        Assert.Equal($"preset {preset} is not 1 to 255", Refused(_new, "SetPreset", new PtzArguments(Second: preset)));

    [Fact]
    public void What_is_not_set_cannot_be_gone_to()
    {
        Assert.Equal("preset 3 is not set", Refused(_new, "GotoPreset", new PtzArguments(Second: 3)));
        Assert.Equal("tour 1 has no preset", Refused(_new, "StartTour", new PtzArguments(First: 1)));
        Assert.Equal("scan 1 has not both its limits", Refused(_new, "AutoScanOn", new PtzArguments(First: 1)));
        Assert.Equal("pattern 1 is not recorded", Refused(_new, "StartPattern", new PtzArguments(First: 1)));
        Assert.Equal("no menu is open", Refused(_new, "MenuUp", default));
    }

    [Fact]
    public void A_name_of_64_bytes_is_too_long() =>
        Assert.Equal("a name has 63 bytes at most", Refused(_new, "SetPreset", new PtzArguments(Second: 1, Name: new string('x', 64))));

    [Fact]
    public void A_tour_visits_its_presets_round_and_round_until_it_is_stopped()
    {
        var one = Do(_new, "SetPreset", new PtzArguments(Second: 1));
        var away = Do(After(Do(one, "Right", new PtzArguments(Second: 8)), 1), "Right", default, start: false);
        var two = Do(away, "SetPreset", new PtzArguments(Second: 2));
        var tour = Do(Do(two, "AddTour", new PtzArguments(First: 1, Second: 1)), "AddTour", new PtzArguments(First: 1, Second: 2));
        var running = Do(tour, "StartTour", new PtzArguments(First: 1));

        // One second there, five seconds of rest, one second back, five of rest, and so on.
        Assert.Equal(0, After(running, 3).Position.Pan);
        Assert.Equal(80, After(running, 9).Position.Pan);
        Assert.Equal(0, After(running, 15).Position.Pan);
        Assert.Null(Do(After(running, 15), "StopTour", default).Run);
    }

    [Fact]
    public void The_end_of_a_continuous_move_ends_what_a_hand_began_and_nothing_else()
    {
        var tour = Do(Do(_new, "SetPreset", new PtzArguments(Second: 1)), "AddTour", new PtzArguments(First: 1, Second: 1));
        PtzState[] others =
        [
            Do(tour, "StartTour", new PtzArguments(First: 1)), Do(_new, "AutoPanOn", default),
            Do(After(Do(tour, "Continuously", new PtzArguments(First: 50)), 1), "GotoPreset", new PtzArguments(Second: 1)),
        ];

        Assert.Null(Do(Do(_new, "Continuously", new PtzArguments(First: 50)), "Continuously", default, start: false).Run);
        Assert.All(others, other => Assert.Equal(other.Run, Do(other, "Continuously", default, start: false).Run));
        Assert.All(others, other => Assert.NotNull(other.Run));
    }

    [Fact]
    public void A_scan_sweeps_between_its_limits()
    {
        var left = Do(_new, "SetLeftLimit", new PtzArguments(First: 1));
        var right = Do(After(Do(left, "Right", new PtzArguments(Second: 8)), 1), "SetRightLimit", new PtzArguments(First: 1));
        var scan = Do(Do(right, "Right", default, start: false), "AutoScanOn", new PtzArguments(First: 1));
        double[] seen = [.. Enumerable.Range(0, 60).Select(second => After(scan, second).Position.Pan)];

        Assert.Equal((0, 80), (seen.Min(), seen.Max()));
        Assert.True(After(scan, 60).Run is { What: PtzRun.Scan });
    }

    [Fact]
    public void A_pattern_repeats_what_was_driven()
    {
        var recording = Do(_new, "SetPatternBegin", new PtzArguments(First: 2));
        var right = After(Do(recording, "Right", new PtzArguments(Second: 8)), 1);
        var up = After(Do(Do(right, "Right", default, start: false), "Up", new PtzArguments(Second: 8)), 2);
        var done = Do(Do(up, "Up", default, start: false), "SetPatternEnd", new PtzArguments(First: 2));
        var away = After(Do(done, "Left", new PtzArguments(Second: 8)), 3);
        var replay = Do(away, "StartPattern", new PtzArguments(First: 2));

        // Back to its beginning within three seconds, one of rest, then the two movements.
        var way = ((PtzLeg.GoTo)done.Patterns[2][0]).Left(away.Position, TimeSpan.Zero, PtzProfile.Dome)!.Value.TotalSeconds;
        Assert.Equal((0, 0), (After(replay, way + 1).Position.Pan, After(replay, way + 1).Position.Tilt));
        Assert.Equal((80, 80), (Math.Round(After(replay, way + 4).Position.Pan, 3), Math.Round(After(replay, way + 4).Position.Tilt, 3)));
    }

    [Fact]
    public void A_menu_opens_is_walked_through_and_is_left()
    {
        var open = Do(_new, "Menu", default);
        var inside = Do(Do(open, "MenuDown", default), "Enter", default);
        var left = Do(Do(inside, "Exit", default), "Exit", default);

        Assert.Equal(new PtzMenu(0, 1), Do(open, "MenuDown", default).Menu);
        Assert.Equal(new PtzMenu(1, 0), inside.Menu);
        Assert.Null(left.Menu);
        Assert.Null(Do(inside, "MenuCancel", default).Menu);
    }

    [Theory]
    [InlineData("Wiper", 0, PtzAux.Wiper)]
    [InlineData("Light", 0, PtzAux.Light)]
    [InlineData("Light", 5, 5)]
    public void Wiper_and_light_are_auxiliaries_that_are_on_until_they_are_stopped(string code, int number, int aux)
    {
        var on = Do(_new, code, new PtzArguments(First: number));

        Assert.Equal(aux, Assert.Single(on.AuxOn));
        Assert.Empty(Do(on, code, new PtzArguments(First: number), start: false).AuxOn);
        Assert.Equal("aux 9 is not 1 to 8", Refused(_new, code, new PtzArguments(First: 9)));
    }

    [Fact]
    public void A_camera_that_stands_fast_refuses_everything() => Assert.Equal(
        "this camera stands fast", PtzRules.Decide(PtzState.New(PtzProfile.Fixed, Noon), new PtzOrder.Stop(PtzAxes.All)).Refused);

    [Theory]
    [InlineData("Up", 0)]
    [InlineData("Up", 9)]
    [InlineData("RightDown", 0)]
    [InlineData("Dance", 1)]
    public void A_speed_or_a_code_that_there_is_not_makes_no_order(string code, double speed) =>
        Assert.Null(PtzCodes.Order(_new, code, start: true, new PtzArguments(Second: speed)));

    [Fact]
    public void A_week_that_nobody_looked_takes_no_longer_than_a_look()
    {
        var set = Do(Do(_new, "SetPreset", new PtzArguments(Second: 1)), "AddTour", new PtzArguments(First: 1, Second: 1));
        var week = After(Do(set, "StartTour", new PtzArguments(First: 1)), 7 * 24 * 3600);

        Assert.Equal(Noon.AddDays(7), week.At);
    }

    private static PtzState After(PtzState state, double seconds) => state.Advance(state.At.AddSeconds(seconds)).State;

    private static PtzState Do(PtzState state, string code, PtzArguments arguments, bool start = true)
    {
        var decision = PtzRules.Decide(state, PtzCodes.Order(state, code, start, arguments)!);
        Assert.Null(decision.Refused);
        return decision.State;
    }

    private static string? Refused(PtzState state, string code, PtzArguments arguments) =>
        PtzRules.Decide(state, PtzCodes.Order(state, code, start: true, arguments)!).Refused;
}
