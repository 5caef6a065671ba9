using System.Diagnostics;
using System.Text.RegularExpressions;
using DeviceCluster.Domain.Ptz;

namespace DeviceCluster.House.Tests;

/// <summary>docs/netsdk.md says where each of the vendor's functions is; here the library, the messages and the tests are looked at.</summary>
public partial class NetsdkMapTests
{
    private const string Page = NetsdkMap.Page;
    private const string Coming = "*coming*";

    private static readonly HashSet<string> Exported = [.. Symbols()];

    public static TheoryData<string, int> Sections => new()
    {
        { "Functions", 40 },
        { "Callbacks", 11 },
        { "PTZ commands", 76 },
        { "Events", 96 },
        { "Beside the manual", 28 },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_function_callback_command_and_event_has_one_row(string section, int count)
    {
        var rows = Rows(section).Select(row => string.Join(' ', row.Take(2))).ToArray();

        Assert.Equal(count, rows.Length);
        Assert.Equal(rows.Distinct(), rows);
    }

    [Fact]
    public void Of_the_functions_three_have_no_symbol() =>
        Assert.Equal(["_load_library", "GetLastErrorMessage", "AlarmAck"], Rows("Functions").Where(row => row[2] == "–").Select(row => row[0]));

    [Fact]
    public void A_symbol_named_as_exported_is_exported()
    {
        var missing = Symbol().Matches(Repository.Read(Page)).Select(m => m.Groups[1].Value).Distinct().Where(name => !Exported.Contains(name));

        Assert.Empty(missing);
    }

    [Fact]
    public void A_symbol_that_is_coming_or_not_provided_is_not_there_yet()
    {
        var there = Rows("Functions").Select(row => row[2]).Concat(Rows("Beside the manual").Select(row => row[0]))
            .Where(cell => !cell.Contains('`', StringComparison.Ordinal)).Select(cell => cell.Split(',')[0]).Where(Exported.Contains);

        Assert.Empty(there);
    }

    [Fact]
    public void Every_exported_symbol_has_a_row()
    {
        var named = Rows("Functions").Select(row => row[2])
            .Concat(Rows("Beside the manual").Select(row => row[0]))
            .Concat(Rows("Functions of our own").Select(row => row[0]))
            .SelectMany(cell => Symbol().Matches(cell)).Select(m => m.Groups[1].Value).ToArray();

        Assert.Equal(Exported.Order(), named.Order());
    }

    [Fact]
    public void What_is_exported_is_shown_by_a_test_and_what_is_not_says_why()
    {
        var functions = Rows("Functions").Where(row => row[2].Contains('`', StringComparison.Ordinal)).Select(row => row[^1]);
        var beside = Rows("Beside the manual").Where(row => row[0].Contains('`', StringComparison.Ordinal)).Select(row => row[^1]);
        var others = Rows("Beside the manual").Where(row => !row[0].Contains('`', StringComparison.Ordinal)).Select(row => row[^1]);

        Assert.All(functions.Concat(beside), cell => Assert.NotEmpty(NamedTests.In(cell)));
        Assert.All(others, cell => Assert.Matches(@"^(not provided: .{10,}|\*coming\*, with \w+)$", cell));
    }

    [Fact]
    public void Every_test_named_exists_and_is_a_test()
    {
        var missing = NamedTests.In(Repository.Read(Page)).Where(name => !NamedTests.Exists(name));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_message_named_exists()
    {
        var contracts = Repository.Files("src/DeviceCluster.Contracts", "*.cs").Select(File.ReadAllText).ToArray();
        var messages = Rows("Functions").SelectMany(row => Message().Matches(row[5])).ToArray();

        var missing = messages.Select(m => (Type: m.Groups[1].Value, Message: $"record {m.Groups[2].Value}("))
            .Where(name => !contracts.Any(text =>
                (text.Contains($"record {name.Type}(", StringComparison.Ordinal) || text.Contains($"static class {name.Type}\n", StringComparison.Ordinal))
                && text.Contains(name.Message, StringComparison.Ordinal)));

        Assert.NotEmpty(messages);
        Assert.Empty(missing);
    }

    /// <summary>That each command exists, the test of all prose looks for; here, that each cell is a command, nothing, or a promise.</summary>
    [Fact]
    public void A_cell_of_commands_holds_one_or_says_that_it_is_coming() =>
        Assert.All(Rows("Functions"), row => Assert.True(
            row[6] is "–" or Coming || row[6].StartsWith("`pbm ", StringComparison.Ordinal), $"{row[0]}: {row[6]}"));

    [Fact]
    public void Every_way_to_a_device_has_a_mark() =>
        Assert.All(
            Rows("Functions").Select(row => (row[0], Way: row[3], Mark: row[4])).Concat(Rows("Beside the manual").Select(row => (row[0], Way: row[1], Mark: row[2]))),
            row => Assert.True(IsLocal(row.Way) ? row.Mark is "–" or "[S]" or "[1]" or "[?]" : row.Mark is "[S]" or "[1]" or "[?]", $"{row.Item1}: {row.Way} {row.Mark}"));

    /// <summary>Nothing is sent, or there is no such function.</summary>
    private static bool IsLocal(string way) => way is "–" || way.EndsWith(": not provided", StringComparison.Ordinal)
        || way.StartsWith("local", StringComparison.Ordinal) || way.StartsWith("Python only", StringComparison.Ordinal);

    [Fact]
    public void The_commands_and_their_marks_are_those_of_the_library()
    {
        var library = PtzRow().Matches(Repository.Read("native/netsdk/wire/ptz_rows.cpp"))
            .Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value} {Mark(m.Groups[3].Value)}");

        Assert.Equal(library, Rows("PTZ commands").Select(row => $"{row[0]} {row[1]} {row[4]}"));
    }

    [Fact]
    public void The_codes_of_the_commands_are_those_of_the_library()
    {
        var codes = PtzCode().Matches(Repository.Read("native/netsdk/wire/ptz_rows.cpp")).Select(m => (Number: m.Groups[1].Value, Code: m.Groups[2].Value)).ToArray();
        var told = Rows("PTZ commands").ToDictionary(row => row[0], row => row[3]);

        var coded = Rows("PTZ commands").Where(row => row[2] != "not sent" && !row[3].Contains("ptz.", StringComparison.Ordinal));
        Assert.Equal(coded.Select(row => row[0]), codes.Select(row => row.Number));
        Assert.All(codes, row => Assert.Contains(row.Code, told[row.Number].Split([' ', ',', '/', ';'], StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>What stands behind it in brackets is said besides. That the library has the same ranges, PtzCommandTableTests looks.</summary>
    [Fact]
    public void The_parameters_of_the_commands_are_those_that_are_taken()
    {
        var told = Rows("PTZ commands").Select(row => $"{row[0]} {Bracket().Replace(row[2], "")}");

        Assert.Equal(PtzCommandTable.Rows.Select(row => $"{row.Number} {(IsSent(row) ? row.Takes : "not sent")}"), told);
    }

    /// <summary>What is made of several orders is not sent as one either.</summary>
    private static bool IsSent(PtzCommandRow row) => row.Kind != PtzCommandKind.NoFacts && row is not { Kind: PtzCommandKind.HasOrder, Instead: not null };

    private static string Mark(string name) => name switch
    {
        "solid" => "[S]",
        "one_source" => "[1]",
        "guess" => "[?]",
        "no_facts" => "refused",
        "two_orders" => "two orders",
        _ => name,
    };

    private static IEnumerable<string[]> Rows(string section) => NetsdkMap.Rows(section);

    private static string[] Symbols()
    {
        var library = Environment.GetEnvironmentVariable("DEVICECLUSTER_NETSDK") is { Length: > 0 } chosen
            ? chosen
            : Repository.PathOf("artifacts/native/release/libnetsdk_open.so");
        using var nm = Process.Start(new ProcessStartInfo("nm", ["-D", "--defined-only", library]) { RedirectStandardOutput = true })!;
        var said = nm.StandardOutput.ReadToEnd();
        nm.WaitForExit();
        Assert.True(nm.ExitCode == 0, $"nm cannot read {library}");
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[^1])];
    }

    [GeneratedRegex(@"`((?:CLIENT|NETSDK_OPEN)_\w+)`")]
    private static partial Regex Symbol();

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex Message();

    [GeneratedRegex(@"PtzRow\{(\d+), ""\w+"", Shape::\w+, ""([^""]+)""")]
    private static partial Regex PtzCode();

    [GeneratedRegex(@" \(.*\)$")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"PtzRow\{(\d+), ""(\w+)"",.* Mark::(\w+), \w+\}")]
    private static partial Regex PtzRow();
}
