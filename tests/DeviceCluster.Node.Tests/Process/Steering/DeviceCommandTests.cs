using System.Text.Json.Nodes;

namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>What a device says of itself, and what an operator calls it.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class DeviceCommandTests(SteeredFleet fleet)
{
    [WholeNodeFact]
    public async Task A_device_tells_what_it_is_and_what_it_has()
    {
        var facts = await fleet.FactsAsync(SteeredFleet.Gate);

        var info = await fleet.DoneAsync("device info gate");

        Assert.Equal((Text(facts, "serial"), $"{facts["httpPort"]}"), (info["serial"], info["httpPort"]));
        Assert.Contains(info["version"], await fleet.ScriptAsync(SteeredFleet.Gate, "magicBox.cgi?action=getSoftwareVersion"), StringComparison.Ordinal);
        Assert.Equal(await fleet.SettingAsync(SteeredFleet.Gate, "General.MachineName"), info["machineName"]);
        Assert.Equal(("1 off, 2 off, 3 off, 4 off", "2"), (info["alarmInputs"], info["alarmOutputs"]));
        Assert.Equal(["channel1", "channel2", "channel3", "channel4"], info.Rows.Select(row => row["property"]).Where(name => name.StartsWith("channel", StringComparison.Ordinal)));
        Assert.StartsWith("CAM 1, ", info["channel1"], StringComparison.Ordinal);
        Assert.Matches(@"^part 1: \d+ of \d+ MiB free, ", info["disk1"]);
    }

    [WholeNodeFact]
    public async Task A_camera_tells_what_it_can_be_told()
    {
        var (moves, stands) = (await fleet.DoneAsync("device capabilities gate"), await fleet.DoneAsync("device capabilities gate -channel 2"));

        Assert.Equal(
            ("yes", "yes", "1 to 255", "1 to 8", "1 to 5", "-15 to 90"),
            (moves["pan"], moves["goto"], moves["presets"], moves["tours"], moves["scan"], moves["tiltDegrees"]));
        Assert.Equal(("no", "not told", "", "no", ""), (stands["pan"], stands["goto"], stands["presets"], stands["scan"], stands["tiltDegrees"]));
        Assert.Equal((1, "the device has no channel 9: people count 1 to 4, the SDK 0 to 3", "use a channel from 1 to 4"), await fleet.RefusedAsync("device capabilities gate -channel 9"));
    }

    [WholeNodeFact]
    public async Task A_check_goes_through_the_recommendations_and_sees_what_is_changed_at_the_device()
    {
        var good = await fleet.DoneAsync("device check gate");
        await fleet.ScriptAsync(SteeredFleet.Gate, "configManager.cgi?action=setConfig&General.LockLoginEnable=false");
        var bad = await fleet.DoneAsync("device check gate");
        var people = await fleet.Node.PbmAsync("device check gate");
        await fleet.ScriptAsync(SteeredFleet.Gate, "configManager.cgi?action=setConfig&General.LockLoginEnable=true");

        var changed = Assert.Single(
            good.Rows.Zip(bad.Rows, (before, after) => (Before: before, After: after)), pair => pair.Before["verdict"] != pair.After["verdict"]);
        Assert.Equal(("good", "bad", "General.LockLoginEnable is false"), (changed.Before["verdict"], changed.After["verdict"], changed.After["found"]));
        Assert.Superset(new HashSet<string>(["good", "bad", "cannot be seen", "advice only"]), new HashSet<string>(bad.Rows.Select(row => row["verdict"])));
        Assert.EndsWith($"gate: {bad.Rows.Count(row => row["verdict"] == "bad")} of {bad.Rows.Count} recommendations are not followed\n", people.Out, StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task A_restart_is_ordered_and_the_device_comes_back_by_itself()
    {
        await fleet.EnrolAsync("tower", SteeredFleet.Spare);
        var before = await fleet.FactsAsync(SteeredFleet.Spare);

        var ordered = await fleet.DoneAsync("device reboot tower");
        await fleet.UntilAsync("its start", async () => Text(await fleet.FactsAsync(SteeredFleet.Spare), "bootedAt") != Text(before, "bootedAt"));
        await fleet.UntilAsync("tower online again", async () => (await fleet.DoneAsync("device show tower"))["phase"] == "Online");

        Assert.Equal(["tower: it starts again; 'device why tower' tells when it is back"], ordered.Lines);
        Assert.Equal(before["loginsAccepted"]!.GetValue<long>() + 1, (await fleet.FactsAsync(SteeredFleet.Spare))["loginsAccepted"]!.GetValue<long>());
        await fleet.DoneAsync("device remove tower");
    }

    [WholeNodeFact]
    public async Task A_device_has_the_name_and_the_tags_it_is_given_also_in_the_list()
    {
        await fleet.DoneAsync("device rename yard 'Back yard'");
        await fleet.DoneAsync("device tag yard -set site=hq,floor=2");
        await fleet.DoneAsync("device tag yard -set floor=3 -unset site");

        var shown = await fleet.DoneAsync("device show yard");

        Assert.Equal(("Back yard", "floor=3"), (shown["name"], shown["tags"]));
        await fleet.UntilAsync("yard in the list with its name", async () =>
            (await fleet.DoneAsync("device list")).Rows.Any(row => (row["device"], row["name"], row["tags"]) == ("yard", "Back yard", "floor=3")));
        Assert.Equal((2, "nothing is to be set and nothing to be taken off", "-set k=v, several separated by commas, or -unset K"), await fleet.RefusedAsync("device tag yard"));
        Assert.Equal((2, "'floor' is no tag: k=v, several separated by commas", "-set k=v, several separated by commas"), await fleet.RefusedAsync("device tag yard -set floor"));
        Assert.Equal(1, (await fleet.AskAsync($"device rename yard {new string('n', 101)}")).Exit);
    }

    private static string Text(JsonObject facts, string name) => facts[name]!.GetValue<string>();
}
