using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>Who ordered what.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class AuditCommandTests(SteeredFleet fleet)
{
    [WholeNodeFact]
    public async Task An_order_stands_there_with_who_gave_it_and_how_it_ended_and_without_a_secret()
    {
        await fleet.FreeAsync("gate");
        await fleet.DoneAsync("ptz move gate left -seconds 0.1 -as 'desk 9'");
        await fleet.AskAsync("ptz move gate left -channel 2");
        await fleet.DoneAsync("ptz lease gate release -as 'desk 9'");
        await fleet.UntilAsync("the orders written down", async () =>
            (await fleet.DoneAsync("audit list gate -n 1")).Rows is [var newest] && newest["what"].StartsWith("ptz release", StringComparison.Ordinal));

        var gate = (await fleet.DoneAsync("audit list gate -n 3")).Rows;
        var all = await fleet.DoneAsync("audit list -since 2026-01-01");

        Assert.Equal(["ptz release of channel 1", "ptz move of channel 2", "ptz move of channel 1"], gate.Select(row => row["what"].Split(" as ")[0]));
        Assert.Equal(("done", "gate"), (gate[2]["result"], gate[2]["device"]));
        Assert.Contains("this camera has no pan", gate[1]["result"], StringComparison.Ordinal);
        Assert.All(gate, row => Assert.StartsWith("pbm ", row["who"], StringComparison.Ordinal));
        Assert.Contains(all.Rows, row => row["device"] == "yard");
        Assert.DoesNotContain(Recorders.Password, $"{all}", StringComparison.Ordinal);
        Assert.Equal(all.Rows.Select(row => row["at"]).OrderDescending(), all.Rows.Select(row => row["at"]));
    }

    [WholeNodeFact]
    public async Task One_may_ask_for_those_of_one_device_of_one_person_or_since_a_time()
    {
        await fleet.UntilAsync("an order of yard", async () => (await fleet.DoneAsync("audit list yard")).Rows.Count > 0);
        var who = (await fleet.DoneAsync("audit list yard -n 1")).Rows[0]["who"];

        Assert.All((await fleet.DoneAsync("audit list yard")).Rows, row => Assert.Equal("yard", row["device"]));
        Assert.NotEmpty((await fleet.DoneAsync($"audit list -who '{who}'")).Rows);
        Assert.Empty((await fleet.DoneAsync("audit list -who nobody")).Rows);
        Assert.Empty((await fleet.DoneAsync("audit list -since 2999-01-01")).Rows);
        Assert.Equal((2, "-since yesterday", "a time like 2026-01-31 or 2026-01-31T12:30:00Z"), await fleet.RefusedAsync("audit list -since yesterday"));
        Assert.Equal((2, "-limit 0", "a whole number from 1 to 10000"), await fleet.RefusedAsync("audit list -limit 0"));
    }
}
