using System.Text.Json;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>Several nodes as an operator meets them: any of them answers for all.</summary>
public sealed class ClusterCommandTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    [WholeNodeFact]
    public async Task Nodes_with_development_certificates_are_one_cluster_that_any_of_them_shows()
    {
        var (first, second) = (await RowsAsync(nodes.First, "cluster show"), await RowsAsync(nodes.Second, "cluster show"));

        Assert.All([first, second], rows => Assert.Equal(2, rows.Length));
        Assert.All(first.Concat(second), row => Assert.Equal(("Up", "device", "yes", "0.1.0"), (row["status"], row["roles"], row["reachable"], row["version"])));
        Assert.All(first, row => Assert.StartsWith("akka.ssl.tcp://DeviceCluster@127.0.0.1:", row["address"], StringComparison.Ordinal));
        Assert.Equal(first.Select(row => (row["address"], row["uid"])).Order(), second.Select(row => (row["address"], row["uid"])).Order());
        Assert.NotEqual(first.Single(row => row["self"] == "yes")["address"], second.Single(row => row["self"] == "yes")["address"]);
        Assert.Single(first, row => row["leader"] == "yes");
    }

    [WholeNodeFact]
    public async Task The_certificate_script_hides_the_keys_and_names_the_settings()
    {
        Assert.True(nodes.Script.Exit == 0, nodes.Script.Error);
        var settings = nodes.Script.Out.Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=')).ToArray();

        Assert.Equal(6, settings.Length);
        Assert.All(settings, setting => Assert.True(File.Exists(setting[1]), setting[1]));
        Assert.All(
            Directory.EnumerateFiles(Path.GetDirectoryName(settings[0][1])!, "*.key"),
            key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
        var wrong = await ProgramRun.OfAsync(Programs.CertificateScript, [Path.GetTempPath(), "two words"]);
        Assert.Equal(64, wrong.Exit);
    }

    [WholeNodeFact]
    public async Task A_device_is_found_from_any_node()
    {
        var added = await nodes.First.PbmAsync("device add lost -host 127.0.0.1 -port 9 -user admin", "pass");
        Assert.True(added.Exit == 0, added.Error + nodes.First.Log);

        var (here, there) = (await RowsAsync(nodes.First, "cluster-sharding find lost"), await RowsAsync(nodes.Second, "cluster-sharding find lost"));
        var shown = await RowsAsync(nodes.Second, "device show lost");
        var nobody = await RowsAsync(nodes.First, "cluster-sharding find nobody");

        Assert.Equal(Assert.Single(here), Assert.Single(there));
        Assert.Equal("yes", here[0]["running"]);
        Assert.EndsWith(shown.Single(row => row["property"] == "node")["value"], here[0]["node"], StringComparison.Ordinal);
        Assert.Equal("no", Assert.Single(nobody)["running"]);
    }

    [WholeNodeFact]
    public async Task Shards_and_entities_are_shown_for_each_node()
    {
        var (list, stats) = (await RowsAsync(nodes.First, "cluster-sharding list"), await RowsAsync(nodes.Second, "cluster-sharding stats"));

        Assert.Equal(2, list.Length);
        Assert.All(list, row => Assert.Equal(("device", "yes"), (row["type"], row["registered"])));
        Assert.Equal(list.Select(row => row["region"]), stats.Select(row => row["region"]));
        Assert.All(stats, row => Assert.Equal("yes", row["answered"]));
    }

    [WholeNodeFact]
    public async Task A_node_shows_what_it_is()
    {
        var show = (await RowsAsync(nodes.Second, "node show")).ToDictionary(row => row["property"], row => row["value"]);

        Assert.Equal(("Up", "yes", "2", "2", "yes"), (show["status"], show["ready"], show["clusterSize"], show["majority"], show["tls"]));
        Assert.Equal(("PostgreSql", "can be written", "device"), (show["storage"], show["storageState"], show["roles"]));
        Assert.Equal((nodes.Second.Http, nodes.Second.Pbm, $"{nodes.Second.Id}"), (show["http"], show["pbm"], show["process"]));
        Assert.NotEmpty(show["certificateUntil"]);
    }

    [WholeNodeFact]
    public async Task What_would_harm_the_cluster_is_refused_with_words()
    {
        var other = (await RowsAsync(nodes.First, "cluster show")).Single(row => row["self"] == "no")["address"].Split('@')[1];

        var down = await nodes.First.AskAsync($"cluster down {other}");
        var join = await nodes.First.AskAsync($"cluster join {other}");
        var stranger = await nodes.First.AskAsync("cluster leave 127.0.0.1:1");

        Assert.Equal((2, 1, 1), (Exit(down), Exit(join), Exit(stranger)));
        Assert.Contains($"cluster down {other} -yes", Text(down, "remedy"), StringComparison.Ordinal);
        Assert.Contains("this node is Up in a cluster of 2", Text(join, "error"), StringComparison.Ordinal);
        Assert.Contains(other, Text(stranger, "remedy"), StringComparison.Ordinal);
        Assert.Equal(2, (await RowsAsync(nodes.Second, "cluster show")).Length);
    }

    private static async Task<Dictionary<string, string>[]> RowsAsync(NodeProcess node, string line)
    {
        var answer = await node.AskAsync(line);
        Assert.True(Exit(answer) == 0, $"{line}: {answer}{node.Log}");
        return [.. answer.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetString()!))];
    }

    private static int Exit(JsonElement answer) => answer.GetProperty("exit").GetInt32();

    private static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;
}
