namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>What an operator is told of the native library.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class SdkCommandTests(SteeredFleet fleet)
{
    [WholeNodeFact]
    public async Task A_code_is_found_by_its_number_in_either_form_by_its_name_and_by_a_word()
    {
        var (number, code, word) = (await fleet.DoneAsync("sdk errors 7"), await fleet.DoneAsync("sdk errors 0x80000007"), await fleet.DoneAsync("sdk errors locked"));

        var row = number.Rows.First(found => found["code"] == "0x80000007");
        Assert.Equal(("NET_ILLEGAL_PARAM", "7"), (row["name"], row["number"]));
        Assert.NotEqual("", row["words"]);
        Assert.Contains(code.Rows, found => found["name"] == "NET_ILLEGAL_PARAM");
        Assert.All(word.Rows, found => Assert.Contains("lock", found["name"] + found["words"], StringComparison.OrdinalIgnoreCase));
        Assert.True((await fleet.DoneAsync("sdk errors")).Rows.Count > 200);
        Assert.Equal((2, "no error is called or numbered 'gibberish'", "sdk errors lists all"), await fleet.RefusedAsync("sdk errors gibberish"));
    }

    [WholeNodeFact]
    public async Task Each_function_is_told_as_the_file_of_the_library_has_it()
    {
        var symbols = (await ProgramRun.OfAsync("/usr/bin/nm", ["-D", "--defined-only", Programs.Library])).Out.Split('\n').Select(line => line.Split(' ')[^1]).ToHashSet();

        var functions = (await fleet.DoneAsync("sdk functions")).Rows;

        Assert.Equal(37, functions.Count(row => row["manual"] == "yes"));
        Assert.All(functions, row => Assert.Equal($"{row["function"]} {(symbols.Contains(row["function"]) ? "yes" : "no")}", $"{row["function"]} {row["exported"]}"));
        Assert.Contains(functions, row => row["function"] == "CLIENT_DHPTZControlEx2" && row["called"] == "yes");
    }

    [WholeNodeFact]
    public async Task The_commands_of_cameras_are_listed_with_what_they_take_and_how_they_are_given()
    {
        var (all, one, some) = (await fleet.DoneAsync("sdk ptz"), await fleet.DoneAsync("sdk ptz exactgoto"), await fleet.DoneAsync("sdk ptz loop"));

        Assert.Equal(76, all.Rows.Count);
        Assert.Contains(all.Rows, row => row["command"] == "REVERSECOMM" && row["given"] == "not supported");
        Assert.Equal(
            ("67", "1st: pan in tenths of a degree 0 to 3600; 2nd: tilt in tenths of a degree -1800 to 1800; 3rd: zoom level 1 to 128", "ptz command"),
            (one.Rows[0]["number"], one.Rows[0]["parameters"], one.Rows[0]["given"]));
        Assert.Equal(["13", "36", "37", "38"], some.Rows.Select(row => row["number"]));
        Assert.Equal((2, "no PTZ command is called or numbered '9999'", "sdk ptz lists all"), await fleet.RefusedAsync("sdk ptz 9999"));
    }

    [WholeNodeFact]
    public async Task A_library_that_is_well_is_told_as_such_check_by_check()
    {
        var doctor = await fleet.DoneAsync("sdk doctor");

        Assert.NotEmpty(doctor.Rows);
        Assert.All(doctor.Rows, row => Assert.Equal("good", row["verdict"]));
    }
}
