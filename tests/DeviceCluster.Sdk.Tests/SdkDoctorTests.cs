using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests;

[Collection(WithSdk.Name)]
public class SdkDoctorTests(SdkFixture fixture)
{
    private static readonly SdkFacts Well = new()
    {
        Info = new SdkInfo("/opt/libnetsdk_open.so", 30_600_000, "0.1", 60),
        IsFileInPlace = true,
        Missing = [],
        MissingCalled = [],
        Functions = 37,
        HasWatchdog = true,
        Leaks = 0,
        FailedStops = 0,
        LateCallbacks = 0,
        LossesDropped = 0,
        Descriptors = 100,
        MaxDescriptors = 1000,
    };

    [Fact]
    public void A_library_that_is_well_gets_no_advice() => Assert.All(SdkDoctor.Judge(Well), finding => Assert.True(finding is { Good: true, Remedy: "" }));

    [Theory]
    [InlineData("file")]
    [InlineData("functions")]
    [InlineData("watchdog")]
    [InlineData("leaks")]
    [InlineData("stops")]
    [InlineData("callbacks")]
    [InlineData("losses")]
    [InlineData("descriptors")]
    public void What_is_bad_is_named_with_what_helps(string check)
    {
        var bad = Assert.Single(SdkDoctor.Judge(Spoilt(check)), finding => !finding.Good);

        Assert.Equal(check, bad.Check);
        Assert.NotEmpty(bad.Remedy);
    }

    [Fact]
    public void Functions_that_are_to_come_are_told_and_are_no_fault()
    {
        var finding = SdkDoctor.Judge(Well with { Missing = ["CLIENT_PlayBackByTimeEx2"] }).Single(f => f.Check == "functions");

        Assert.True(finding.Good);
        Assert.Equal("", finding.Remedy);
        Assert.StartsWith(
            "all that are called are there; 1 of the 37 of the manual are to come with later versions: CLIENT_PlayBackByTimeEx2", finding.Found, StringComparison.Ordinal);
        Assert.DoesNotContain("missing", finding.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_is_called_and_not_there_is_a_fault_of_any_library()
    {
        var finding = SdkDoctor.Judge(Well with { MissingCalled = ["CLIENT_RebootDev"] }).Single(f => f.Check == "functions");

        Assert.Equal((false, "1 that are called are missing: CLIENT_RebootDev"), (finding.Good, finding.Found));
    }

    [Fact]
    public void The_loaded_library_is_looked_at_itself()
    {
        var findings = SdkDoctor.Look(fixture.Sdk).ToDictionary(finding => finding.Check);

        Assert.True(findings["file"].Good);
        Assert.True(findings["watchdog"].Good);
        Assert.Matches(@"^[1-9]\d* of [1-9]\d* are used$", findings["descriptors"].Found);
        Assert.Contains("structs are laid out as here", findings["layouts"].Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_function_that_is_called_is_one_of_the_table_and_is_there()
    {
        var functions = fixture.Sdk.Functions();

        Assert.All(functions.Where(function => function.IsCalled), function => Assert.True(function.IsExported, function.Symbol));
        Assert.Contains(functions, function => function is { Symbol: "CLIENT_DHPTZControlEx2", OfManual: true, IsCalled: true });
        Assert.Contains(functions, function => function is { Symbol: "CLIENT_LogOpen", OfManual: false, IsExported: false });
    }

    [Fact]
    public void The_functions_are_those_of_the_map()
    {
        var map = File.ReadAllText(Path.Combine(TestFiles.HeaderFolder, "..", "..", "..", "docs", "netsdk.md"));

        Assert.All(SdkFunctions.OfManual.Concat(SdkFunctions.Related), symbol => Assert.Contains(symbol, map, StringComparison.Ordinal));
        Assert.Equal((37, 28), (SdkFunctions.OfManual.Distinct().Count(), SdkFunctions.Related.Distinct().Count()));
    }

    [Theory]
    [InlineData("Max open files            1024                 524288               files", 1024)]
    [InlineData("Max open files            unlimited            unlimited            files", 0)]
    [InlineData("Max processes             95000                95000                processes", 0)]
    public void The_limit_of_open_files_is_the_one_in_force(string line, int limit) => Assert.Equal(limit, Descriptors.Limit([line]));

    private static SdkFacts Spoilt(string check) => check switch
    {
        "file" => Well with { IsFileInPlace = false },
        "functions" => Well with { Missing = ["CLIENT_Init"], Info = Well.Info with { OpenVersion = null } },
        "watchdog" => Well with { HasWatchdog = false },
        "leaks" => Well with { Leaks = 1 },
        "stops" => Well with { FailedStops = 1 },
        "callbacks" => Well with { LateCallbacks = 1 },
        "losses" => Well with { LossesDropped = 1 },
        "descriptors" => Well with { Descriptors = 900 },
        _ => throw new ArgumentOutOfRangeException(nameof(check), check, "no such check"),
    };
}
