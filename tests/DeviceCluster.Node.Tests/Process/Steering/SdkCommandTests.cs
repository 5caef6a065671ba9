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
    public async Task A_library_that_is_well_is_told_as_such_check_by_check()
    {
        var doctor = await fleet.DoneAsync("sdk doctor");

        Assert.NotEmpty(doctor.Rows);
        Assert.All(doctor.Rows, row => Assert.Equal("good", row["verdict"]));
    }
}
