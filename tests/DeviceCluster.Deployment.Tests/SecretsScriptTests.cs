using System.Diagnostics;
using System.Text;
using DeviceCluster.Deployment.Tests.Rendering;
using k8s.Models;

namespace DeviceCluster.Deployment.Tests;

/// <summary>k8s/secrets.sh makes the Secret that the pods mount: new keys each time, under names that are settings.</summary>
public class SecretsScriptTests
{
    private const string Database = "Host=db;Username=devicecluster;Password=it's $(odd) \"here\";Database=devicecluster";

    [Fact]
    public async Task The_secret_holds_one_file_for_each_setting_that_is_secret()
    {
        var secret = Read((await RunAsync(Database)).Output);

        var keys = secret.Data.Keys.Select(name => name.Replace("__", ":", StringComparison.Ordinal)).ToList();
        Assert.All(keys, key => Assert.True(Code.IsSetting(key) && Code.IsSecret(key), key));
        Assert.Equal(["Keys:Envelope", "Keys:Media", "Pbm:Secret", "Storage:ConnectionString"], keys.Order());
        Assert.Equal(Database, Encoding.UTF8.GetString(secret.Data["Storage__ConnectionString"]));
    }

    [Fact]
    public async Task The_node_takes_the_keys_and_they_are_others_each_time()
    {
        var first = Read((await RunAsync(Database)).Output);
        var second = Read((await RunAsync(Database)).Output);

        foreach (var name in (string[])["Keys__Envelope", "Keys__Media"])
        {
            Assert.Null(Code.Fault(name.Replace("__", ":", StringComparison.Ordinal), Encoding.UTF8.GetString(first.Data[name])));
            Assert.NotEqual(first.Data[name], second.Data[name]);
        }
        Assert.NotEqual(first.Data["Keys__Envelope"], first.Data["Keys__Media"]);
        Assert.NotEqual(first.Data["Pbm__Secret"], second.Data["Pbm__Secret"]);
    }

    [KubectlFact]
    public async Task It_is_the_secret_that_the_pods_mount()
    {
        var secret = Read((await RunAsync(Database)).Output);

        var mounted = Manifest.Load(Kubectl.Kustomize(RuleBookTests.Base)).Workloads
            .Select(w => w.Pod.Volumes.Single(v => v.Name == "secrets").Secret.SecretName);
        Assert.All(mounted, name => Assert.Equal(secret.Metadata.Name, name));
    }

    [Fact]
    public async Task Without_a_database_nothing_is_made()
    {
        var (code, output, error) = await RunAsync(database: null);

        Assert.Equal((64, ""), (code, output));
        Assert.Contains("DEVICECLUSTER_DATABASE is not set", error, StringComparison.Ordinal);
    }

    private static V1Secret Read(string text) => Assert.Single(Manifest.Load(text).All<V1Secret>());

    private static async Task<(int Code, string Output, string Error)> RunAsync(string? database)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("k8s/secrets.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEVICECLUSTER_DATABASE"] = database;
        using var script = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var error = script.StandardError.ReadToEndAsync(limit.Token);
        var output = await script.StandardOutput.ReadToEndAsync(limit.Token);
        await script.WaitForExitAsync(limit.Token);
        return (script.ExitCode, output, await error);
    }
}
