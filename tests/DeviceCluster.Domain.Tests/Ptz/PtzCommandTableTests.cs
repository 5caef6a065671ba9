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

            Assert.Equal(shape == "refused", kind == PtzCommandKind.NoFacts);
            Assert.Equal(GoesOnInLibrary.Contains(shape), kind == PtzCommandKind.GoesOn);
        }
    }

    [Theory]
    [InlineData(3, RefusalCode.Invalid, "RIGHT_CONTROL (3) goes on until somebody ends it, and nobody would")]
    [InlineData(70, RefusalCode.Invalid, "MOVE_CONTINUOUSLY (70) goes on until somebody ends it, and nobody would")]
    [InlineData(139, RefusalCode.Invalid, "STOP_MOVE (139) has an order of its own")]
    [InlineData(49, RefusalCode.NotSupported, "DELETEMODE (49) is not supported: no public source shows that any device does it")]
    [InlineData(9999, RefusalCode.NotSupported, "there is no PTZ command 9999")]
    public void A_command_that_may_not_be_given_is_refused_by_its_name(int number, RefusalCode code, string words)
    {
        var refused = PtzRules.Check(new PtzOrder.Command(Gate, 1, Ann, number, 0, 0, 0), PtzPolicy.Default);

        Assert.Equal((code, words), (refused!.Code, refused.Reason));
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
