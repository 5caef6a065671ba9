using System.Net;
using System.Net.Sockets;

namespace DeviceCluster.Pbm.Tests.Connection;

public sealed class NodeConnectionTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pbm-home-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task Without_a_node_pbm_says_which_address_is_silent()
    {
        var run = await PbmRun.RunAsync(new() { ["PBM_SECRET"] = "x" }, "", [$"127.0.0.1:{FreePort()}", "device", "list"]);

        Assert.Equal(3, run.Exit);
        Assert.Contains("no node answers at 127.0.0.1:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_with_where_it_came_from()
    {
        await using var node = await ScriptedNode.StartAsync();

        var run = await PbmRun.RunAsync(new() { ["PBM_SECRET"] = "wrong" }, "", [node.Address, "device", "list"]);

        Assert.Equal(4, run.Exit);
        Assert.Contains("does not accept the secret from PBM_SECRET", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_secret_pbm_says_where_it_looked()
    {
        var run = await PbmRun.RunAsync(new() { ["HOME"] = _home.FullName }, "", ["device", "list"]);

        Assert.Equal(4, run.Exit);
        Assert.Contains(Path.Combine(_home.FullName, ".config", "devicecluster", "pbm.secret"), run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("argument")]
    [InlineData("variable")]
    [InlineData("usual place")]
    public async Task A_secret_file_is_found(string by)
    {
        await using var node = await ScriptedNode.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(_home.FullName, ".config", "devicecluster"));
        var file = Path.Combine(folder.FullName, by == "usual place" ? "pbm.secret" : "other");
        File.WriteAllText(file, ScriptedNode.Secret + "\n");
        Dictionary<string, string> environment = by == "variable" ? new() { ["PBM_SECRET_FILE"] = file } : new() { ["HOME"] = _home.FullName };
        string[] words = [node.Address, .. by == "argument" ? (string[])["--secret-file", file] : [], "device", "list"];

        Assert.Equal(0, (await PbmRun.RunAsync(environment, "", words)).Exit);
    }

    [Fact]
    public async Task A_secret_is_not_sent_over_a_network_in_clear_text()
    {
        var run = await PbmRun.RunAsync(new() { ["PBM_SECRET"] = "x" }, "", ["192.0.2.1", "device", "list"]);

        Assert.Equal(4, run.Exit);
        Assert.Contains("in clear text", run.Error, StringComparison.Ordinal);
        Assert.Contains("ssh -L 9110:127.0.0.1:9110 192.0.2.1", run.Error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
