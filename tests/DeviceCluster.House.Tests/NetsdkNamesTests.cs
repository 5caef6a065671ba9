namespace DeviceCluster.House.Tests;

/// <summary>The map has each name of the lists it was made from, with what belongs to it, and no other.</summary>
public class NetsdkNamesTests
{
    private static readonly ILookup<string, string> Listed = Repository.Read("tests/DeviceCluster.House.Tests/netsdk-names.txt")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' ', 2))
        .ToLookup(parts => parts[0], parts => parts[1]);

    [Fact]
    public void Every_function_of_the_manual_has_its_row_with_its_symbol() =>
        Assert.Equal(Listed["function"], NetsdkMap.Rows("Functions").Select(row => $"{row[0]} {Symbol(row[2])}"));

    [Fact]
    public void Every_callback_of_the_manual_has_its_row() => Assert.Equal(Listed["callback"], NetsdkMap.Rows("Callbacks").Select(row => row[0]));

    [Fact]
    public void Every_command_has_its_row_with_its_number() =>
        Assert.Equal(Listed["command"], NetsdkMap.Rows("PTZ commands").Select(row => $"{row[1]} {row[0]}"));

    [Fact]
    public void Every_event_has_its_row_with_its_number() => Assert.Equal(Listed["event"], NetsdkMap.Rows("Events").Select(row => $"{row[0]} {row[1]}"));

    [Fact]
    public void Every_function_beside_the_manual_has_its_row() =>
        Assert.Equal(Listed["related"], NetsdkMap.Rows("Beside the manual").Select(row => row[0].Trim('`')));

    /// <summary>Also of one that is still to come: it stands there without code.</summary>
    private static string Symbol(string cell) => cell == "–" ? "-" : cell.Trim('`').Split(',')[0];
}
