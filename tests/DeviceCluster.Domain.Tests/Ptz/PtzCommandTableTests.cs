using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>Commands by their number: the same as the library's, and none that nobody would end.</summary>
public partial class PtzCommandTableTests
{
    private const int GoToPresetAndTakePicture = 128;

    private static readonly string[] GoesOnInLibrary = ["vertical", "horizontal", "diagonal", "lens", "continuous", "composed"];

    [Fact]
    public void The_table_has_the_librarys_commands_under_their_names()
    {
        var library = Library().Select(row => (row.Number, row.Name)).ToArray();

        Assert.Equal(76, library.Length);
        Assert.Equal(library, PtzCommandTable.Rows.Select(row => (row.Number, row.Name)));
    }

    [Fact]
    public void What_the_library_refuses_and_what_goes_on_there_is_not_given_by_number()
    {
        foreach (var (number, _, shape) in Library())
        {
            var kind = PtzCommandTable.Find(number)!.Kind;

            var isComposed = number == GoToPresetAndTakePicture;
            Assert.Equal(shape == "refused" && !isComposed, kind == PtzCommandKind.NoFacts);
            Assert.Equal(isComposed || kind == PtzCommandKind.HasOrder, kind == PtzCommandKind.HasOrder);
            Assert.Equal(GoesOnInLibrary.Contains(shape), kind == PtzCommandKind.GoesOn);
        }
    }

    [Theory]
    [InlineData(3, RefusalCode.Invalid, "RIGHT_CONTROL (3) goes on until somebody ends it, and nobody would")]
    [InlineData(70, RefusalCode.Invalid, "MOVE_CONTINUOUSLY (70) goes on until somebody ends it, and nobody would")]
    [InlineData(139, RefusalCode.Invalid, "STOP_MOVE (139) has an order of its own")]
    [InlineData(49, RefusalCode.NotSupported, "DELETEMODE (49) is not supported: no public source says how a device is told to delete a pattern")]
    [InlineData(77, RefusalCode.NotSupported, "SET_ABS_ZOOMFOCUS (77) is not supported: devices can be told a zoom and a focus, but no public source says from where to where they count")]
    [InlineData(82, RefusalCode.NotSupported, "INTELLI_TRACKMOVE (82) is not supported: no public source shows that any device does it")]
    [InlineData(128, RefusalCode.Invalid, "GOTOPRESETSNAP (128) has an order of its own")]
    [InlineData(9999, RefusalCode.NotSupported, "there is no PTZ command 9999")]
    public void A_command_that_may_not_be_given_is_refused_by_its_name(int number, RefusalCode code, string words)
    {
        var refused = PtzRules.Check(new PtzOrder.Command(Gate, 1, Ann, number, 0, 0, 0), PtzPolicy.Default);

        Assert.Equal((code, words), (refused!.Code, refused.Reason));
    }

    [Fact]
    public void Who_wants_a_picture_at_a_preset_is_told_which_order_takes_one() => Assert.Equal(
        "order a picture at a preset: the camera goes there, and the picture is taken when it has arrived",
        PtzRules.Check(new PtzOrder.Command(Gate, 1, Ann, GoToPresetAndTakePicture, 0, 3, 0), PtzPolicy.Default)!.Remedy);

    [Fact]
    public void A_command_is_found_by_its_name_whatever_its_case()
    {
        Assert.Equal(68, PtzCommandTable.Find("resetZero")?.Number);
        Assert.Null(PtzCommandTable.Find("RESET"));
        Assert.Equal(PtzCommandTable.Rows.Length, PtzCommandTable.Rows.Select(row => row.Name.ToUpperInvariant()).Distinct().Count());
    }

    private static IEnumerable<(int Number, string Name, string Shape)> Library([CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "../../../native/netsdk/wire/ptz_rows.cpp");
        return Row().Matches(File.ReadAllText(file))
            .Select(row => (int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture), row.Groups[2].Value, row.Groups[3].Value));
    }

    [GeneratedRegex("""PtzRow\{(\d+), "(\w+)", Shape::(\w+),""")]
    private static partial Regex Row();
}
