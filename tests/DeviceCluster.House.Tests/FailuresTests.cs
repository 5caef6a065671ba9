namespace DeviceCluster.House.Tests;

/// <summary>docs/failures.md says which test shows each bad ending avoided; here the tests are looked for.</summary>
public class FailuresTests
{
    private const string Page = "docs/failures.md";

    [Fact]
    public void Every_failure_names_at_least_one_test()
    {
        var without = Rows().Where(row => !NamedTests.In(row).Any());

        Assert.Empty(without);
    }

    [Fact]
    public void Every_test_named_exists_and_is_a_test()
    {
        var missing = Rows().SelectMany(NamedTests.In).Where(name => !NamedTests.Exists(name));

        Assert.Empty(missing);
    }

    [Fact]
    public void The_page_has_a_row_for_each_failure_the_project_promises_to_survive()
    {
        Assert.InRange(Rows().Count(), 20, 400);
    }

    private static IEnumerable<string> Rows() =>
        Repository.Read(Page).Split('\n')
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| what goes wrong", StringComparison.Ordinal));
}
