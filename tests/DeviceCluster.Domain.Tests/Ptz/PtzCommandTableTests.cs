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
        foreach (var (number, _, shape, _) in Library())
        {
            var kind = PtzCommandTable.Find(number)!.Kind;

            var isComposed = number == GoToPresetAndTakePicture;
            Assert.Equal(shape == "refused" && !isComposed, kind == PtzCommandKind.NoFacts);
            Assert.Equal(isComposed || kind == PtzCommandKind.HasOrder, kind == PtzCommandKind.HasOrder);
            Assert.Equal(GoesOnInLibrary.Contains(shape), kind == PtzCommandKind.GoesOn);
        }
    }

    [Fact]
    public void What_a_command_takes_is_what_the_library_takes()
    {
        var library = LibraryParameters();

        Assert.Equal(
            Library().Select(row => $"{row.Number}: {string.Join("; ", library[row.Parameters])}"),
            PtzCommandTable.Rows.Select(row => $"{row.Number}: {string.Join("; ", row.Parameters.Select(one => $"{one.Value} {one.Name} {one.Range}"))}"));
    }

    [Theory]
    [InlineData(67, 99999, 0, 1, "the 1st parameter of EXACTGOTO (67), pan in tenths of a degree, is 99999; give 0 to 3600; the command takes "
        + "1st: pan in tenths of a degree 0 to 3600; 2nd: tilt in tenths of a degree -1800 to 1800; 3rd: zoom level 1 to 128")]
    [InlineData(67, 3600, -1801, 1, "the 2nd parameter of EXACTGOTO (67), tilt in tenths of a degree, is -1801; give -1800 to 1800; *")]
    [InlineData(67, 0, 0, 0, "the 3rd parameter of EXACTGOTO (67), zoom level, is 0; give 1 to 128; *")]
    [InlineData(10, 0, 256, 0, "the 2nd parameter of POINT_MOVE_CONTROL (10), preset, is 256; give 1 to 255; the command takes 2nd: preset 1 to 255")]
    [InlineData(10, 3, 3, 0, "POINT_MOVE_CONTROL (10) has no 1st parameter, and 3 is given; leave it out; the command takes 2nd: preset 1 to 255")]
    [InlineData(13, 1, 0, 77, "the 3rd parameter of POINT_LOOP_CONTROL (13), what to do, is 77; give 0, 76, 96 or 99; *")]
    [InlineData(14, 2, 0, 0, "the 1st parameter of LAMP_CONTROL (14), on or off, is 2; give 0 to 1; *")]
    [InlineData(51, -8192, 0, 0, "the 1st parameter of FASTGOTO (51), right of the middle, is -8192; give -8191 to 8191; *")]
    [InlineData(68, 0, 0, 5, "RESETZERO (68) has no 3rd parameter, and 5 is given; leave it out; the command takes none")]
    public void A_value_out_of_its_range_is_refused_with_its_name_and_the_range(int number, int first, int second, int third, string words)
    {
        var refused = PtzRules.Check(new PtzOrder.Command(Gate, 1, Ann, number, first, second, third), PtzPolicy.Default)!;

        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.Matches($"^{Regex.Escape(words).Replace(@"\*", ".+", StringComparison.Ordinal)}$", $"{refused.Reason}; {refused.Remedy}");
    }

    [Fact]
    public void Each_command_that_is_given_by_its_number_takes_its_values_to_the_ends_of_their_ranges()
    {
        var given = PtzCommandTable.Rows.Where(row => row.Kind == PtzCommandKind.Plain).ToArray();

        foreach (var row in given)
        {
            Assert.Null(PtzRules.Check(Order(row, parameter => parameter.Least), PtzPolicy.Default));
            Assert.Null(PtzRules.Check(Order(row, parameter => parameter.Most), PtzPolicy.Default));
            foreach (var wrong in row.Parameters)
            {
                Assert.NotNull(PtzRules.Check(Order(row, parameter => parameter.Most + (parameter == wrong ? 1 : 0)), PtzPolicy.Default));
                Assert.NotNull(PtzRules.Check(Order(row, parameter => parameter.Least - (parameter == wrong ? 1 : 0)), PtzPolicy.Default));
            }
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

    private static PtzOrder.Command Order(PtzCommandRow row, Func<PtzParameter, int> value)
    {
        int Of(PtzValue which) => row.Parameters.FirstOrDefault(parameter => parameter.Value == which) is { } parameter ? value(parameter) : 0;
        return new PtzOrder.Command(Gate, 1, Ann, row.Number, Of(PtzValue.First), Of(PtzValue.Second), Of(PtzValue.Third));
    }

    private static IEnumerable<(int Number, string Name, string Shape, string Parameters)> Library() => Row().Matches(Source()).Select(row => (
        int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture), row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value));

    /// <summary>By the name that the rows have for them, in the words of this table.</summary>
    private static Dictionary<string, string[]> LibraryParameters()
    {
        var lists = List().Matches(Source()).ToDictionary(list => list.Groups[1].Value, list => list.Groups[2].Value.Split(", "));
        return Parameters().Matches(Source()).ToDictionary(
            one => one.Groups[1].Value,
            one => Parameter().Matches(one.Groups[2].Value).Select(parameter => $"{Pascal(parameter.Groups[1].Value)} {parameter.Groups[2].Value} "
                + (lists.TryGetValue(parameter.Groups[5].Value, out var only)
                    ? $"{string.Join(", ", only[..^1])} or {only[^1]}"
                    : $"{parameter.Groups[3].Value} to {parameter.Groups[4].Value}")).ToArray());
    }

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Source([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../native/netsdk/wire/ptz_rows.cpp"));

    [GeneratedRegex("""PtzRow\{(\d+), "(\w+)", Shape::(\w+), "[^"]*", "[^"]*", Mark::\w+,\s+(\w+)\}""")]
    private static partial Regex Row();

    [GeneratedRegex("""constexpr std::array (\w+)(?: = std::array<PtzParameter, 0>)?\{\s*((?:PtzParameter\{[^}]*\},?\s*)*)\};""")]
    private static partial Regex Parameters();

    [GeneratedRegex("""PtzParameter\{Value::(\w+), "([^"]+)", (-?\d+), (-?\d+)(?:, (\w+))?\}""")]
    private static partial Regex Parameter();

    [GeneratedRegex("""constexpr std::array (\w+)\{([-\d, ]+)\};""")]
    private static partial Regex List();
}
