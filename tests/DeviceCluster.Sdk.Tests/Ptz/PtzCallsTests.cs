using DeviceCluster.Sdk.Ptz;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Ptz;

/// <summary>Cameras that move, and orders that no camera gets. Of the simulator's, channel0 0 moves and channel0 1 stands fast.</summary>
[Collection(WithSdk.Name)]
public class PtzCallsTests(SdkFixture fixture)
{
    private const uint Right = 3;
    private const uint GoToPreset = 10;
    private const uint FastGoTo = 51;

    [Fact]
    public async Task A_camera_moves_until_it_is_stopped()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Until.WithinLimit(() => login.Steer(0, Right, second: 5));
        await Until.TrueAsync(() => device.Ptz[0].State is { IsMoving: true, Position.Pan: > 0 }, "the camera turns to the right");
        await Until.WithinLimit(() => login.Steer(0, Right, second: 5, stop: true));

        Assert.False(device.Ptz[0].State.IsMoving);
    }

    [Fact]
    public async Task A_continuous_move_has_its_own_direction_and_ends_with_a_stop()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Until.WithinLimit(() => login.Move(0, new PtzMotion(-0.5f, 0.5f, 0, TimeSpan.FromMinutes(10))));
        var velocity = device.Ptz[0].State.Velocity;
        Assert.True(await Until.WithinLimit(() => login.StopMove(0)));

        Assert.True(velocity is { Pan: < 0, Tilt: > 0, Zoom: 0 }, velocity.ToString());
        Assert.False(device.Ptz[0].State.IsMoving);
    }

    [Fact]
    public async Task A_stop_ends_a_move_of_a_camera_that_knows_no_stop_of_all_moves()
    {
        var device = fixture.NewOlderCamera();
        using var login = await fixture.LoginAsync(device);
        await Until.WithinLimit(() => login.Move(0, new PtzMotion(0.5f, 0, 0, TimeSpan.FromMinutes(10))));

        var unknown = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.Steer(0, PtzCalls.StopMoveCommand)));
        Assert.True(device.Ptz[0].State.IsMoving);
        Assert.False(await Until.WithinLimit(() => login.StopMove(0)));

        Assert.Equal("NET_UNSUPPORTED", unknown.Name);
        Assert.False(device.Ptz[0].State.IsMoving);
    }

    [Theory]
    [InlineData(268632064)]
    [InlineData(268894209)]
    [InlineData(268894210)]
    [InlineData(268894211)]
    [InlineData(268959743)]
    public async Task A_stop_that_ended_the_move_holds_by_whatever_number_the_stop_of_all_moves_is_refused(int code)
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        device.Faults.Answers.Refuse("ptz.stopMove", code);
        foreach (var allFirst in new[] { false, true })
        {
            await Until.WithinLimit(() => login.Move(0, new PtzMotion(0.5f, 0, 0, TimeSpan.FromMinutes(10))));

            Assert.False(await Until.WithinLimit(() => login.StopMove(0, allFirst)));

            Assert.False(device.Ptz[0].State.IsMoving);
        }

        device.Faults.Heal();
    }

    [Fact]
    public async Task The_stop_of_all_moves_goes_first_when_it_is_told_to_and_is_enough()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        await Until.WithinLimit(() => login.Move(0, new PtzMotion(0.5f, 0, 0, TimeSpan.FromMinutes(10))));

        Assert.True(await Until.WithinLimit(() => login.StopMove(0, allFirst: true)));

        Assert.False(device.Ptz[0].State.IsMoving);
        Assert.False(device.Facts.Calls.ContainsKey("ptz.stop"));
    }

    [Fact]
    public async Task A_stop_that_a_camera_refuses_in_both_ways_is_told()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.StopMove(1)));

        Assert.Equal(2, device.Facts.PtzRefused);
    }

    [Fact]
    public async Task A_camera_goes_to_the_place_it_is_sent_to()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Until.WithinLimit(() => login.MoveTo(0, new PtzPlace(Pan: 30, Tilt: 15, Zoom: 0)));

        await Until.TrueAsync(() => device.Ptz[0].State is { IsMoving: false, Position.Pan: > 29.8 and < 30.2 }, "the camera is there");
    }

    [Fact]
    public async Task A_place_on_the_picture_is_brought_to_its_middle_as_close_or_as_wide_as_ordered()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Until.WithinLimit(() => login.Steer(0, FastGoTo));
        Assert.True(device.Ptz[0].State.Position is { Pan: 0, Tilt: 0, Zoom: 1 });

        // A quarter of the picture to the right, an eighth up, and what then fills it is a quarter of it. It sees 60 degrees.
        await Until.WithinLimit(() => login.Steer(0, FastGoTo, 4096, -2048, 4));
        await Until.TrueAsync(
            () => device.Ptz[0].State is { IsMoving: false, Position: { Pan: > 14.9 and < 15.1, Tilt: > 7.4 and < 7.6, Zoom: > 1.99 and < 2.01 } }, "the camera is there");

        await Until.WithinLimit(() => login.Steer(0, FastGoTo, 0, 0, -4));
        await Until.TrueAsync(() => device.Ptz[0].State is { IsMoving: false, Position: { Pan: > 14.9 and < 15.1, Zoom: < 1.01 } }, "the camera sees all again");

        Assert.Equal(0, device.Facts.PtzRefused);
    }

    [Fact]
    public async Task A_preset_keeps_its_name_and_the_way_back()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Until.WithinLimit(() => login.SetPreset(0, 7, "gate"));
        await Until.WithinLimit(() => login.Steer(0, GoToPreset, second: 7));

        Assert.Equal("gate", device.Ptz[0].State.Presets[7].Name);
        await Until.TrueAsync(() => device.Ptz[0].State.PresetReached == 7, "the camera is back at the preset");
    }

    [Fact]
    public async Task A_command_that_nobody_knows_or_that_is_wrong_never_reaches_the_device()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        (int Channel0, uint Command, int Second, string Name)[] wrong =
        [
            (0, 49, 0, "NET_UNSUPPORTED"), (0, 9999, 0, "NET_NOT_SUPPORTED"), (0, GoToPreset, 0, "NET_ILLEGAL_PARAM"),
            (0, GoToPreset, 300, "NET_ILLEGAL_PARAM"), (0, FastGoTo, -8192, "NET_ILLEGAL_PARAM"), (SdkFixture.Channels, GoToPreset, 1, "NET_ILLEGAL_PARAM"),
        ];

        foreach (var (channel0, command, second, name) in wrong)
        {
            var refused = Assert.Throws<SdkException>(() => login.Steer(channel0, command, second: second));

            Assert.StartsWith($"PTZ command {command} on channel {channel0 + 1}: ", refused.Message, StringComparison.Ordinal);
            Assert.Equal(name, refused.Name);
        }

        Assert.Equal(0, device.Facts.PtzOrders);
    }

    [Fact]
    public async Task A_camera_that_stands_fast_refuses_to_move()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.Steer(1, Right, second: 5)));

        Assert.Equal(1, device.Facts.PtzRefused);
    }

    [Fact]
    public async Task An_order_that_was_never_sent_is_told_from_one_that_was()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        var refused = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.Steer(1, Right, second: 5)));
        device.Faults.Answers.Delay(TimeSpan.FromMinutes(1));
        var unsent = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.Steer(0, Right, second: 5)));

        Assert.True(refused.MayHaveArrived);
        Assert.Equal((SdkErrors.NetworkError, false), (unsent.Code, unsent.MayHaveArrived));
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_refused_and_not_cut()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        var refused = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.SetPreset(0, 1, new string('x', 64))));

        Assert.Equal("NET_ILLEGAL_PARAM", refused.Name);
        Assert.Empty(device.Ptz[0].State.Presets);
    }

    [Fact]
    public async Task What_a_camera_can_do_is_read_before_it_is_asked_to()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        var moving = await Until.WithinLimit(() => login.ReadPtzCapabilities(0, SdkFixture.Wait));
        var fast = await Until.WithinLimit(() => login.ReadPtzCapabilities(1, SdkFixture.Wait));

        Assert.True(moving is { Pan: true, Tilt: true, Zoom: true, Focus: true, Menu: true, Protocol: "DH-SD1" });
        Assert.Equal((new PtzRange(1, 255), new PtzRange(1, 5), new PtzRange(1, 8)), (moving.Presets, moving.Scans, moving.PanSpeed));
        Assert.True(moving is { MovesAbsolutely: true, MovesContinuously: true });
        Assert.Equal((new PtzRange(0, 360), new PtzRange(-15, 90)), (moving.PanAngle, moving.TiltAngle));
        Assert.True(fast is { Pan: false, Tilt: false, Zoom: false, Presets: null, Scans: null, MovesAbsolutely: false });
    }
}
