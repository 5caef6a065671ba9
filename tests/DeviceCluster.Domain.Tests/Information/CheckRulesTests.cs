using System.Collections.Immutable;
using System.Text.Json;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Domain.Information;

namespace DeviceCluster.Domain.Tests.Information;

/// <summary>A device, judged by the manual's recommendations.</summary>
public class CheckRulesTests
{
    private static readonly CheckFacts Good = new()
    {
        User = "cluster",
        PasswordFlaws = [],
        Port = 40001,
        HttpPort = 40080,
        Software = "software 4.001 of 2025-06-01",
        Tables = Tables(
            ("General", """{"LockLoginEnable":true}"""),
            ("RTSP", """{"Enable":true,"Port":40554}"""),
            ("Https", """{"Enable":true}"""),
            ("UPnP", """{"Enable":false}"""),
            ("AccessFilter", """{"Enable":true}""")),
    };

    [Fact]
    public void Every_recommendation_of_the_appendix_has_a_row_with_words()
    {
        var rows = CheckRules.Judge(Good);

        Assert.Equal(24, rows.Length);
        Assert.Equal(rows.Length, rows.Select(row => row.Recommendation).Distinct().Count());
        Assert.All(rows, row => Assert.NotEqual("", row.Found));
    }

    [Fact]
    public void What_was_looked_at_names_its_method_and_nothing_else_does() => Assert.All(
        CheckRules.Judge(Good).Concat(CheckRules.Judge(Good with { Tables = [] })),
        row => Assert.Equal(row.Verdict is CheckVerdict.Good or CheckVerdict.Bad or CheckVerdict.NotTold, row.Method is not null));

    [Fact]
    public void A_method_says_how_surely_it_is_known()
    {
        Assert.All(CheckRules.Judge(Good).Where(row => row.Method is not null), row => Assert.Contains("[S]", row.Method, StringComparison.Ordinal));
        Assert.Equal(
            "configManager.getConfig Https [S], its member Enable [?]", CheckRules.Judge(Good).Single(row => row.Recommendation == "enable HTTPS").Method);
    }

    [Fact]
    public void The_client_is_a_row_too_though_no_device_shows_it() =>
        Assert.Equal(CheckVerdict.AdviceOnly, CheckRules.Judge(Good).Single(row => row.Recommendation == "update client software in time").Verdict);

    [Fact]
    public void A_device_that_is_as_recommended_has_nothing_bad_and_nothing_untold() =>
        Assert.DoesNotContain(CheckRules.Judge(Good), row => row.Verdict is CheckVerdict.Bad or CheckVerdict.NotTold);

    [Theory]
    [InlineData("General", "{\"LockLoginEnable\":false}", "keep the account lock enabled")]
    [InlineData("Https", "{\"Enable\":false}", "enable HTTPS")]
    [InlineData("UPnP", "{\"Enable\":true}", "disable unnecessary services: UPnP", "disable the router's port mapping")]
    [InlineData("AccessFilter", "{\"Enable\":false}", "enable IP and MAC address filtering")]
    [InlineData("RTSP", "{\"Enable\":true,\"Port\":554}", "change default HTTP and other service ports")]
    public void One_thing_that_is_not_is_bad_alone(string table, string json, params string[] bad) =>
        Assert.Equal(bad, Bad(Good with { Tables = Good.Tables.SetItem(table, Json(json)) }));

    [Fact]
    public void A_weak_password_the_almighty_account_and_default_ports_are_bad()
    {
        Assert.Equal(["use strong passwords"], Bad(Good with { PasswordFlaws = ["it has fewer than 8 characters"] }));
        Assert.Equal(["assign accounts and privileges reasonably"], Bad(Good with { User = "admin" }));
        Assert.Equal(["change default HTTP and other service ports"], Bad(Good with { Port = 37777 }));
        Assert.Equal(["change default HTTP and other service ports"], Bad(Good with { HttpPort = 80 }));
    }

    [Fact]
    public void A_password_that_travels_readable_is_bad_however_strong_it_is()
    {
        var row = CheckRules.Judge(Good with { IsPlainLogin = true }).Single(row => row.Verdict == CheckVerdict.Bad);

        Assert.Equal(
            ("use strong passwords", "of the password of cluster that is used here: by plain login, whoever listens on the way can read it"),
            (row.Recommendation, row.Found));
    }

    [Theory]
    [InlineData("disable the router's port mapping")]
    [InlineData("assign accounts and privileges reasonably")]
    public void What_only_the_router_or_a_list_of_accounts_could_show_is_never_good(string recommendation) =>
        Assert.Equal(CheckVerdict.CannotBeSeen, CheckRules.Judge(Good).Single(row => row.Recommendation == recommendation).Verdict);

    [Fact]
    public void A_service_that_is_off_has_no_port_that_could_be_guessed() =>
        Assert.Empty(Bad(Good with { Tables = Good.Tables.SetItem("RTSP", Json("""{"Enable":false,"Port":554}""")) }));

    [Theory]
    [InlineData("General")]
    [InlineData("Https")]
    [InlineData("AccessFilter")]
    [InlineData("RTSP")]
    public void What_the_device_does_not_tell_is_neither_good_nor_bad(string table)
    {
        var untold = Good with { Tables = Good.Tables.Remove(table) };
        var strange = Good with { Tables = Good.Tables.SetItem(table, Json("""{"Enable":"yes"}""")) };

        Assert.Single(CheckRules.Judge(untold), row => row.Verdict == CheckVerdict.NotTold);
        Assert.Single(CheckRules.Judge(strange), row => row.Verdict == CheckVerdict.NotTold);
    }

    private static IEnumerable<string> Bad(CheckFacts facts) =>
        CheckRules.Judge(facts).Where(row => row.Verdict == CheckVerdict.Bad).Select(row => row.Recommendation);

    private static ImmutableDictionary<string, JsonElement> Tables(params (string Name, string Json)[] tables) =>
        tables.ToImmutableDictionary(table => table.Name, table => Json(table.Json));

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
