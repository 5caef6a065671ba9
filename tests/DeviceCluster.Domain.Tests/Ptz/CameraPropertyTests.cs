using CsCheck;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>What holds whoever orders what, in whatever order calls reach the camera, return or fail.</summary>
public class CameraPropertyTests
{
    private const int Kinds = 16;

    private static readonly PtzHolder[] Holders = [Ann, Bob, Chief];

    /// <summary>Stops are sent until they are confirmed, so that nothing is given up.</summary>
    private static readonly PtzPolicy Stubborn = PtzPolicy.Default with { StopsAgain = int.MaxValue };

    private static readonly Gen<(int Kind, int Value)[]> Schedules = Gen.Select(Gen.Int[0, Kinds - 1], Gen.Int[0, 999]).Array[1, 60];

    [Fact]
    public void A_camera_stands_in_the_end() => Hold(world =>
    {
        Quiet(world);

        Assert.False(world.Goes);
    });

    [Fact]
    public void A_camera_that_is_handed_over_stands_and_is_let_go() => Hold(world =>
    {
        world.Leave();
        Quiet(world);

        Assert.True(world.IsClosed);
        Assert.False(world.Goes);
    });

    [Fact]
    public void A_stop_is_done_when_the_camera_stands() => Hold(world =>
    {
        Quiet(world);

        Assert.Equal(0, world.FalseStops);
    });

    [Fact]
    public void Every_order_and_question_is_answered_exactly_once() => Hold(world =>
    {
        Quiet(world);

        Assert.Equal(world.Tickets, world.Answers.Count);
        Assert.All(world.Answers.Values, answers => Assert.Single(answers));
    });

    [Fact]
    public void One_order_and_one_stop_are_under_way_at_most() => Hold(world =>
    {
        Assert.InRange(world.MostOrdersAtOnce, 0, 1);
        Assert.InRange(world.MostHaltsAtOnce, 0, 1);
    });

    [Fact]
    public void A_prompt_camera_never_moves_longer_than_its_last_order_said() => Schedules.Sample(schedule =>
    {
        var world = new CameraWorld(PtzPolicy.Default);
        var until = Noon;
        foreach (var (kind, value) in schedule)
        {
            if (kind % 2 == 0)
            {
                var order = Order(kind / 2, value);
                var ticket = world.Order(order);
                world.Settle();
                if (world.IsDone(ticket) && PtzRules.Time(order) is { } time)
                    until = world.Now + time;
            }
            else
            {
                world.Pass(TimeSpan.FromMilliseconds(10 * value));
                world.Settle();
            }

            Assert.True(!world.Goes || world.Now < until);
        }
    });

    private static void Hold(Action<CameraWorld> holds) => Schedules.Sample(schedule =>
    {
        var world = new CameraWorld(Stubborn);
        foreach (var (kind, value) in schedule)
            Do(world, kind, value);
        holds(world);
    });

    private static void Do(CameraWorld world, int kind, int value)
    {
        var call = world.Calls.Count > 0 ? value % world.Calls.Count : -1;
        switch (kind)
        {
            case <= 7:
                world.Order(Order(kind, value));
                break;
            case 8:
                world.Watch(Holders[value % Holders.Length].Name, 1 + (value % 15));
                break;
            case 9:
                world.Pass(TimeSpan.FromMilliseconds(10 * value));
                break;
            case 10:
                world.Read(value % 4 == 0 ? null : Dome);
                break;
            case 11 when call >= 0:
                world.Arrive(call);
                break;
            case 12 or 13 when call >= 0:
                world.Confirm(call);
                break;
            case 14 when call >= 0:
                world.Fail(call, sure: true);
                break;
            case 15 when call >= 0:
                world.Fail(call);
                break;
        }
    }

    private static PtzOrder Order(int kind, int value)
    {
        var by = Holders[value % Holders.Length];
        var seconds = 0.1 + (value % 50 / 10.0);
        return kind switch
        {
            0 or 1 => Right(by, seconds),
            2 => Near(by, seconds),
            3 => Stop(by),
            4 => GoTo(by),
            5 => Take(by, 1 + seconds),
            6 => Release(by),
            _ => Set(by),
        };
    }

    /// <summary>Nothing new is ordered, everything is confirmed, and time passes.</summary>
    private static void Quiet(CameraWorld world)
    {
        for (var i = 0; i < 10; i++)
        {
            world.Settle();
            world.Pass(TimeSpan.FromSeconds(20));
        }
    }
}
