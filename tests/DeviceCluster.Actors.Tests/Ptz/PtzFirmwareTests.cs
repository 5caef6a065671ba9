using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Simulator;
using DeviceCluster.Simulator.Firmware;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Ptz;

/// <summary>Moves that must end, on a camera that knows a stop of all that moves and on one that does not; the camera's own log is the judge.</summary>
public sealed class PtzFirmwareTests(NativeLibrary native, ITestOutputHelper output) : PtzTest(native, output)
{
    private const string Start = "ptz.start Continuously";
    private const string End = "ptz.stop Continuously";
    private const string StopOfAll = "ptz.stopMove";

    public static TheoryData<string, string[]> Kinds => new()
    {
        { DeviceFirmware.Nvr2026.Name, [Start, End, StopOfAll] },
        { DeviceFirmware.Ipc2019.Name, [Start, End] },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stop_ends_a_move_and_is_confirmed(string firmware, string[] told)
    {
        await using var fleet = await StartAsync(firmware);
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));

        await AskAsync(node, new PtzOrder.StopMoving(Gate, 1, Bob));

        Assert.Equal(told, Log(fleet));
        Stands(fleet);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_move_whose_holder_says_no_more_is_ended(string firmware, string[] told)
    {
        await using var fleet = await StartAsync(firmware);
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, new PtzQuery.GetCapabilities(Gate, 1));

        await AskAsync(node, Right(Ann, 1.1));

        // On a busy machine the device's own time-out may be first; the stop is told all the same.
        await Limits.UntilAsync(() => Log(fleet).Contains(told[^1]));
        Assert.Equal(told, Log(fleet).Where(what => what != "time-out"));
        Stands(fleet);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_move_whose_session_ends_is_ended_before_the_logout(string firmware, string[] told)
    {
        await using var fleet = await StartAsync(firmware);
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));

        await OrderAsync(node, new DeviceCommand.Disable(Gate));
        await Limits.UntilAsync(() => fleet.Devices[0].Facts.LogoutsClean == 1);

        Assert.Equal(told, Log(fleet));
        Stands(fleet);
    }

    [Fact]
    public async Task A_stop_that_cannot_end_a_tour_says_so_and_what_ends_it()
    {
        await using var fleet = await StartAsync(DeviceFirmware.Ipc2019.Name);
        await using var node = await OnlineAsync(fleet);
        await BeginTourAsync(node);

        var refused = await RefusedAsync(node, new PtzOrder.StopMoving(Gate, 1, Bob));

        Assert.Equal(RefusalCode.DeviceRefused, refused.Code);
        Assert.StartsWith("the camera knows no stop of all that moves", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("-what stop", refused.Remedy, StringComparison.Ordinal);
        Assert.Equal("tour", Camera(fleet).Run);
        Assert.Single(Log(fleet), End);
        await AskAsync(node, Tour(ProgrammeAction.Stop));
        Assert.Null(Camera(fleet).Run);
    }

    [Fact]
    public async Task A_stop_of_all_that_moves_ends_a_tour()
    {
        await using var fleet = await StartAsync(DeviceFirmware.Nvr2026.Name);
        await using var node = await OnlineAsync(fleet);
        await BeginTourAsync(node);

        await AskAsync(node, new PtzOrder.StopMoving(Gate, 1, Bob));

        Assert.Null(Camera(fleet).Run);
    }

    private static async Task BeginTourAsync(TestNode node)
    {
        await AskAsync(node, Preset(Ann, PresetAction.Set, 1));
        await AskAsync(node, Tour(ProgrammeAction.AddPreset, 1));
        await AskAsync(node, Tour(ProgrammeAction.Start));
    }

    private static PtzOrder.Programme Tour(ProgrammeAction action, int? preset = null) =>
        new(Gate, 1, Ann, ProgrammeKind.Tour, action, 1, preset);

    private static Task<SimulatorHost> StartAsync(string firmware) =>
        Fleet.StartAsync(change: options => options with { Firmware = [DeviceFirmware.All[firmware]] });

    /// <summary>The camera turned, and has stood since it was told to.</summary>
    private static void Stands(SimulatorHost fleet)
    {
        var camera = Camera(fleet);
        var end = camera.Log.First(line => line.What == End);
        Assert.False(end.Moving);
        Assert.Equal((end.Position, false), (camera.Position, camera.Moving));
        Assert.True(camera.Position.Pan > 0);
    }
}
