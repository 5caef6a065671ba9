using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>Orders that no camera gets, whatever it can do.</summary>
public class PtzRulesTests
{
    public static TheoryData<PtzOrder, string> Wrong => new()
    {
        { GoTo(Ann, 0), "there is no preset 0; presets are 1 to 255" },
        { Set(Ann, 300), "there is no preset 300; presets are 1 to 255" },
        { Set(Ann, 1, new string('x', 64)), "the name has 64 bytes; a preset's name has at most 63 bytes in UTF-8" },
        { Set(Ann, 1, new string('é', 32)), "the name has 64 bytes; a preset's name has at most 63 bytes in UTF-8" },
        { Set(Ann, 1, "a\0b"), "the name has a control character in it; leave out line ends, tabs and the like" },
        { GoTo(Ann) with { Name = "gate" }, "a preset is named when it is set; leave out the name" },
        { GoTo(Ann) with { Action = (PresetAction)9 }, "9 is nothing that is done with a preset; use GoTo, Set, Delete" },
        { Right(Ann, 0.05), "0.05 s is not a time for this; give 0.1 s to 60 s; order again before it is over, to go on" },
        { Right(Ann, 60.5), "60.5 s is not a time for this; give 0.1 s to 60 s; order again before it is over, to go on" },
        { Right(Ann) with { Pan = 1.5 }, "the speeds 1.5, 0, 0 are not all from -1 to 1; speeds are shares of the highest one, -1 to 1; right, up and closer are positive" },
        { Right(Ann) with { Tilt = double.NaN }, "the speeds 0.5, NaN, 0 are not all from -1 to 1; speeds are shares of the highest one, -1 to 1; right, up and closer are positive" },
        { Right(Ann) with { Pan = 0.001 }, "a move has a speed in some direction; to end a move, order a stop" },
        { Near(Ann) with { Speed = 9 }, "9 is no speed of a lens; speeds of a lens are 1 to 8" },
        { Near(Ann) with { Lens = (PtzLens)7 }, "7 is nothing a lens can do; use FocusNear, FocusFar, IrisOpen, IrisClose" },
        { Near(Ann, 61), "61 s is not a time for this; give 0.1 s to 60 s; order again before it is over, to go on" },
        { Take(Ann, 601), "601 s is not a time for this; give 0.1 s to 600 s; order again before it is over, to go on" },
        { new PtzOrder.MoveTo(Gate, 1, Ann, 361, 0, 0, 1), "a camera does not pan to 361 degrees; pan is 0 to 360 degrees" },
        { new PtzOrder.MoveTo(Gate, 1, Ann, 0, double.PositiveInfinity, 0, 1), "a camera does not tilt to Infinity degrees; tilt is -180 to 180 degrees" },
        { new PtzOrder.MoveTo(Gate, 1, Ann, 0, 0, 129, 1), "129 is no zoom level; zoom levels are 0 to 128" },
        { new PtzOrder.MoveTo(Gate, 1, Ann, 0, 0, 0, 0), "0 is no speed; a speed is above 0, and 1 at most" },
        { Tour(Ann, ProgrammeAction.SetLeft), "a Tour knows no SetLeft; it knows Start, Stop, AddPreset, RemovePreset, Clear" },
        { Tour(Ann, ProgrammeAction.AddPreset), "the order says not which preset; name a preset from 1 to 255" },
        { Tour(Ann, ProgrammeAction.AddPreset, preset: 300), "there is no preset 300; presets are 1 to 255" },
        { Tour(Ann, ProgrammeAction.Start, preset: 3), "Start has no preset; leave out the preset" },
        { Tour(Ann, ProgrammeAction.Start, -1), "there is no Tour -1; numbers are 0 to 255" },
        { new PtzOrder.Menu(Gate, 1, Ann, (MenuKey)9), "9 is no key of a menu; use Open, Close, Up, Down, Left, Right, Enter, Cancel" },
        { Right(Ann with { Name = "" }), "the order says not who moves the camera; name the holder: an account, a desk, a service" },
        { Right(Ann with { Name = "a\nb" }), "the holder's name has a control character in it; leave out line ends, tabs and the like" },
        { Right(Ann with { Priority = 101 }), "101 is no priority; priorities are 0 to 100; without one it is 50" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_order_with_a_wrong_value_is_refused_with_what_would_be_right(PtzOrder order, string words)
    {
        var refused = PtzRules.Check(order, PtzPolicy.Default);

        Assert.Equal(RefusalCode.Invalid, refused?.Code);
        Assert.Equal(words, $"{refused!.Reason}; {refused.Remedy}");
    }

    [Fact]
    public void Values_at_their_borders_are_allowed()
    {
        PtzOrder[] right =
        [
            GoTo(Ann, 1), GoTo(Ann, 255), Set(Ann, 255, new string('x', 63)), Set(Ann, 7, ""), Right(Ann, 0.1), Right(Ann, 60), Right(Ann) with { Pan = -1, Tilt = 1 },
            Near(Ann) with { Speed = 1 }, Near(Ann) with { Speed = 8 }, Take(Ann, 600), new PtzOrder.MoveTo(Gate, 1, Ann, 360, -180, 128, 1),
            Tour(Ann, ProgrammeAction.Clear, 8), Stop(Ann), Release(Ann), new PtzOrder.Menu(Gate, 1, Ann, MenuKey.Cancel),
            new PtzOrder.Command(Gate, 1, Ann, 81, 0, 0, 0),
        ];

        Assert.All(right, order => Assert.Null(PtzRules.Check(order, PtzPolicy.Default)));
    }
}
