using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Ptz;

/// <summary>Cameras that move, and that stop, by the camera's own log.</summary>
public sealed class PtzMoveTests(NativeLibrary native, ITestOutputHelper output) : PtzTest(native, output)
{
    private const string Start = "ptz.start Continuously";
    private const string Stop = "ptz.stop Continuously";

    [Fact]
    public async Task A_move_that_is_not_ordered_again_is_stopped()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, new PtzQuery.GetCapabilities(Gate, 1));

        var done = await AskAsync(node, Right(Ann, 1.1));

        Assert.Equal(Ann, done.Lease?.Holder);
        await Limits.UntilAsync(() => Log(fleet).Contains(Stop));
        Assert.False(Camera(fleet).Moving);
        Assert.True(Camera(fleet).Position.Pan > 0);
    }

    [Fact]
    public async Task A_move_that_is_ordered_again_goes_on_without_a_stop_between_and_ends_as_its_last_order_says()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        for (var i = 0; i < 4; i++)
            await AskAsync(node, Right(Ann, 60));
        await AskAsync(node, Right(Ann, 1.1));

        await Limits.UntilAsync(() => Log(fleet).Contains(Stop));
        Assert.Equal([Start, Start, Start, Start, Start, Stop], Log(fleet).Where(what => what is Start or Stop));
    }

    [Fact]
    public async Task Anybody_stops_a_camera()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));

        var done = await AskAsync(node, new PtzOrder.StopMoving(Gate, 1, Bob));

        Assert.False(Camera(fleet).Moving);
        Assert.Equal(Ann, done.Lease?.Holder);
    }

    [Fact]
    public async Task A_camera_goes_to_the_place_and_to_the_preset_it_is_sent_to()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        await AskAsync(node, new PtzOrder.MoveTo(Gate, 1, Ann, 30, 15, 0, 1));
        await Limits.UntilAsync(() => Camera(fleet) is { Moving: false, Position.Pan: > 29.8 and < 30.2 });
        await AskAsync(node, Preset(Ann, PresetAction.Set, 7, "the gate"));
        await AskAsync(node, new PtzOrder.MoveTo(Gate, 1, Ann, 0, 0, 0, 1));
        await AskAsync(node, Preset(Ann, PresetAction.GoTo, 7));

        await Limits.UntilAsync(() => Camera(fleet).PresetReached == 7);
        var status = await AskAsync(node, new PtzQuery.GetStatus(Gate, 1));
        Assert.Equal(new PtzPreset(7, "the gate"), Assert.Single(status.Presets));
        Assert.Equal((false, Ann), (status.Moving, status.Lease?.Holder));
        Assert.InRange(status.Pan!.Value, 29.8, 30.2);
    }

    [Fact]
    public async Task The_status_tells_of_a_move_and_the_capabilities_what_can_be_done()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));

        Assert.True((await AskAsync(node, new PtzQuery.GetStatus(Gate, 1))).Moving);
        var moving = await AskAsync(node, new PtzQuery.GetCapabilities(Gate, 1));
        var fixedOne = await AskAsync(node, new PtzQuery.GetCapabilities(Gate, 2));

        Assert.True(moving is { Channel: 1, Pan: true, Focus: true, Presets: { Least: 1, Most: 255 }, TiltAngle: { Least: -15, Most: 90 } });
        Assert.True(fixedOne is { Channel: 2, Pan: false, Presets: null });
        Assert.Equal(1, fleet.Devices[0].Facts.PtzOrders);
    }

    [Fact]
    public async Task A_lens_turns_for_its_time_and_is_stopped()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, new PtzQuery.GetCapabilities(Gate, 1));
        var before = Camera(fleet).Position.Focus;

        await AskAsync(node, new PtzOrder.Turn(Gate, 1, Ann, PtzLens.FocusNear, 4, TimeSpan.FromSeconds(0.5)));
        await Limits.UntilAsync(() => Log(fleet).Contains("ptz.stop FocusNear"));

        Assert.Equal(["ptz.start FocusNear", "ptz.stop FocusNear"], Log(fleet));
        Assert.True(Camera(fleet) is { Moving: false, Position.Focus: var focus } && focus < before);
    }

    [Fact]
    public async Task Programmes_menu_and_commands_by_number_reach_the_camera()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Preset(Ann, PresetAction.Set, 1));

        await AskAsync(node, new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Tour, ProgrammeAction.AddPreset, 1, 1));
        await AskAsync(node, new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Tour, ProgrammeAction.Start, 1, null));
        await AskAsync(node, new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Tour, ProgrammeAction.Stop, 1, null));
        await AskAsync(node, new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Pan, ProgrammeAction.Start, 0, null));
        await AskAsync(node, new PtzOrder.Menu(Gate, 1, Ann, MenuKey.Open));
        await AskAsync(node, new PtzOrder.Command(Gate, 1, Ann, 40, 0, 0, 0));

        string[] codes = ["AddTour", "StartTour", "StopTour", "AutoPanOn", "Menu", "AutoPanOff"];
        Assert.Equal(codes.Select(code => $"ptz.start {code}"), Log(fleet).Where(what => what.StartsWith("ptz.start", StringComparison.Ordinal)));
        Assert.True(Camera(fleet).MenuOpen);
    }

    [Fact]
    public async Task What_a_camera_cannot_do_never_reaches_it()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        (PtzOrder Order, string Words)[] wrong =
        [
            (Right(Ann, 1, channel: 2), "this camera has no pan; it stands fast"),
            (Preset(Ann, PresetAction.GoTo, 0), "there is no preset 0"),
            (Preset(Ann, PresetAction.Set, 300), "there is no preset 300"),
            (new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Tour, ProgrammeAction.Start, 9, null), "this camera has no tour 9: its tours are 1 to 8"),
            (new PtzOrder.MoveTo(Gate, 1, Ann, 0, -20, 0, 1), "this camera does not tilt to -20 degrees: it goes from -15 to 90"),
            (new PtzOrder.Command(Gate, 1, Ann, 3, 0, 5, 0), "RIGHT_CONTROL (3) goes on until somebody ends it, and nobody would"),
            (new PtzOrder.Command(Gate, 1, Ann, 67, 99999, 0, 1), "the 1st parameter of EXACTGOTO (67), pan in tenths of a degree, is 99999"),
            (new PtzOrder.Command(Gate, 1, Ann, 51, 0, 0, 17), "the 3rd parameter of FASTGOTO (51), zoom, is 17"),
            (new PtzOrder.Command(Gate, 1, Ann, 68, 5, 0, 0), "RESETZERO (68) has no 1st parameter, and 5 is given"),
        ];

        foreach (var (order, words) in wrong)
        {
            var refused = await RefusedAsync(node, order);

            Assert.Equal((RefusalCode.Invalid, words), (refused.Code, refused.Reason));
        }

        Assert.Equal(RefusalCode.NotSupported, (await RefusedAsync(node, new PtzOrder.Command(Gate, 1, Ann, 49, 0, 0, 0))).Code);
        Assert.Equal(0, fleet.Devices[0].Facts.PtzOrders);
    }

    [Fact]
    public async Task A_channel_that_the_device_cannot_steer_is_told_as_that()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        fleet.Devices[0].Faults.Answers.Refuse("ptz.factory.instance", 268632064);

        var refused = await RefusedAsync(node, Preset(Ann, PresetAction.GoTo, 9));

        Assert.Equal(RefusalCode.DeviceRefused, refused.Code);
        Assert.StartsWith("the device has no camera control for channel 1: ", refused.Reason, StringComparison.Ordinal);
        Assert.EndsWith(" (NET_UNSUPPORTED)", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_camera_refuses_is_told_in_its_words()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var refused = await RefusedAsync(node, Preset(Ann, PresetAction.GoTo, 9));

        Assert.Equal(RefusalCode.DeviceRefused, refused.Code);
        Assert.Equal("the camera of channel 1 refuses it: a value is not acceptable (NET_ILLEGAL_PARAM)", refused.Reason);
        Assert.Equal("'ptz status gate -channel 1' shows its presets", refused.Remedy);
    }
}
