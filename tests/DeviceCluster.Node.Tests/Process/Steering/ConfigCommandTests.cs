using System.Text.Json.Nodes;

namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>Tables of devices; the devices' own scripts are the judge.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class ConfigCommandTests(SteeredFleet fleet) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [WholeNodeFact]
    public async Task A_table_is_shown_as_the_device_has_it_whole_or_of_one_channel()
    {
        var whole = JsonNode.Parse((await fleet.DoneAsync("config get gate ChannelTitle")).Lines[0])!.AsArray();
        var second = await fleet.DoneAsync("config get gate ChannelTitle -channel 2");
        var people = await fleet.Node.PbmAsync("config get gate ChannelTitle -channel 2");

        Assert.Equal(4, whole.Count);
        Assert.Equal(await fleet.SettingAsync(SteeredFleet.Gate, "ChannelTitle[1].Name"), JsonNode.Parse(second.Lines[0])!["Name"]!.GetValue<string>());
        Assert.Equal((0, "{\n  \"Name\": \"CAM 2\"\n}\n"), (people.Exit, people.Out));
    }

    [WholeNodeFact]
    public async Task Members_are_written_and_what_became_otherwise_is_told()
    {
        var set = await fleet.DoneAsync("""config set gate ChannelTitle -channel 4 -json '{"Name":"cellar"}'""");
        var again = await fleet.DoneAsync("""config set gate ChannelTitle -channel 4 -json '{"Name":"cellar"}'""");

        var row = Assert.Single(set.Rows);
        Assert.Equal(("Name", "\"CAM 4\"", "\"cellar\"", "yes"), (row["path"], row["was"], row["is"], row["kept"]));
        Assert.Equal("cellar", await fleet.SettingAsync(SteeredFleet.Gate, "ChannelTitle[3].Name"));
        Assert.Empty(again.Rows);
    }

    [WholeNodeFact]
    public async Task Members_come_out_of_a_file_and_people_are_told_what_needs_a_restart()
    {
        var file = Path.Combine(_folder.Path, "rtsp.json");
        await File.WriteAllTextAsync(file, """{ "RTP": { "EndPort": 39000 } }""");

        var loaded = await fleet.Node.PbmAsync($"config load gate RTSP -file {file}");

        Assert.Equal(0, loaded.Exit);
        Assert.Contains("RTP.EndPort", loaded.Out, StringComparison.Ordinal);
        Assert.EndsWith("gate: done\nit comes into force with the next start: device reboot gate\n", loaded.Out, StringComparison.Ordinal);
        Assert.Equal("39000", await fleet.SettingAsync(SteeredFleet.Gate, "RTSP.RTP.EndPort"));
    }

    [WholeNodeFact]
    public async Task Two_devices_are_compared_path_by_path()
    {
        await fleet.DoneAsync("""config set yard NTP -json '{"Address":"10.0.0.1"}'""");

        var differs = await fleet.DoneAsync("config diff gate NTP -with yard");
        var same = await fleet.Node.PbmAsync("config diff gate NTP -with gate");

        var row = Assert.Single(differs.Rows);
        Assert.Equal(("Address", "\"pool.ntp.org\"", "\"10.0.0.1\""), (row["path"], row["gate"], row["yard"]));
        Assert.Equal((0, "NTP is the same at gate and gate\n"), (same.Exit, same.Out));
    }

    [WholeNodeFact]
    public async Task A_table_that_is_unknown_or_of_another_shape_is_told_with_what_would_be_right_and_nothing_is_written()
    {
        (string Line, int Exit, string Error)[] wrong =
        [
            ("config get gate Nonsense", 1, "the device has no table Nonsense (NET_ILLEGAL_PARAM)"),
            ("config get gate General -channel 9", 1, "the device has no channel 9: people count 1 to 4, the SDK 0 to 3"),
            ("config get gate", 2, "config get needs TABLE"),
            ("""config set gate ChannelTitle -json '{"Name":"all"}'""", 1, "what is to be written does not fit the table ChannelTitle: the table is a list with one entry for each channel, and one object is given: say for which channel it is"),
            ("""config set gate NTP -json '[1]'""", 1, "what is to be written does not fit the table NTP: the table is one object, and a list is given"),
            ("""config set gate NTP -json '{"Port":"many"}'""", 1, "what is to be written does not fit the table NTP: Port is a number, and a text is given"),
            ("config set gate NTP", 2, "-json is missing"),
            ("config diff gate NTP -with -7", 2, "-with -7"),
        ];
        foreach (var (line, exit, error) in wrong)
        {
            var refused = await fleet.RefusedAsync(line);
            Assert.Equal((line, exit, error), (line, refused.Exit, refused.Error));
            Assert.NotEqual("", refused.Remedy);
        }

        Assert.StartsWith("this is no JSON: ", (await fleet.RefusedAsync("config set gate NTP -json {Enable}")).Error, StringComparison.Ordinal);
        Assert.Equal("123", await fleet.SettingAsync(SteeredFleet.Gate, "NTP.Port"));
        Assert.Equal("CAM 1", await fleet.SettingAsync(SteeredFleet.Gate, "ChannelTitle[0].Name"));
    }
}
