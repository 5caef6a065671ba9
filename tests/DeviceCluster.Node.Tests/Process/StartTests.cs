using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>What keeps a node from starting: one line that says what to do, and its exit code.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_wrong_setting_is_64_and_named()
    {
        var run = await StartAsync(("Http__Listen", "here"));

        AssertEnded(run, 64, "DeviceCluster:Http:Listen is 'here' (from the environment (DeviceCluster__Http__Listen))");
    }

    [Fact]
    public async Task A_taken_port_is_75_and_its_holder_named()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();

        var run = await StartAsync(("Pbm__Listen", $"{holder.LocalEndpoint}"));

        AssertEnded(run, 75, $"(process {Environment.ProcessId}): stop that, or set DeviceCluster:Pbm:Listen to another port");
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_certificate_that_is_none_is_64_and_named()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = TestCertificate.Write(folder.Path);
        File.WriteAllText(certificate, "this is text");

        var run = await StartAsync(("Pbm__Certificate", certificate), ("Pbm__CertificateKey", key));

        AssertEnded(run, 64, $"DeviceCluster:Pbm:Certificate is '{certificate}', which cannot be used");
        Assert.Contains("(from the environment (DeviceCluster__Pbm__Certificate)): allowed is a PEM file", run.Error, StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task A_taken_port_of_the_cluster_is_75_by_name_too()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var run = await StartAsync(("Cluster__HostName", "localhost"), ("Cluster__Port", $"{port}"));

        AssertEnded(run, 75, $"127.0.0.1:{port} is taken");
        Assert.Contains("DeviceCluster:Cluster:Port", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public void A_port_taken_while_the_node_starts_is_75_however_deep_it_is_wrapped()
    {
        var deep = new InvalidOperationException("bind", new SocketException((int)SocketError.AddressAlreadyInUse));

        var fault = NodeProgram.Known(new InvalidOperationException("start", new AggregateException(new TimeoutException(), deep)));

        Assert.Equal(ExitCode.PortTaken, fault?.ExitCode);
        Assert.Null(NodeProgram.Known(new SocketException((int)SocketError.ConnectionRefused)));
    }

    [Fact]
    public async Task A_host_name_that_nobody_knows_is_64_and_named()
    {
        var run = await StartAsync(("Cluster__HostName", "node.invalid"));

        AssertEnded(run, 64, "DeviceCluster:Cluster:HostName is 'node.invalid'");
    }

    [Fact]
    public async Task A_missing_library_is_78()
    {
        var run = await StartAsync(("Sdk__LibraryPath", "/nowhere/libnetsdk_open.so"));

        AssertEnded(run, 78, "/nowhere/libnetsdk_open.so");
    }

    [Fact]
    public async Task A_library_that_is_none_is_78()
    {
        using var file = new TemporaryFile("this is text");

        AssertEnded(await StartAsync(("Sdk__LibraryPath", file.Path)), 78, file.Path);
    }

    [Fact]
    public async Task Another_library_is_78()
    {
        var other = Directory.EnumerateFiles("/lib", "libc.so.6", SearchOption.AllDirectories).First();

        AssertEnded(await StartAsync(("Sdk__LibraryPath", other)), 78, $"{other} lacks");
    }

    [WholeNodeFact]
    public async Task A_data_folder_that_cannot_be_written_is_73()
    {
        var run = await StartAsync(("Node__DataFolder", "/proc/devicecluster"));

        AssertEnded(run, 73, "the data folder /proc/devicecluster is not usable");
    }

    [WholeNodeFact]
    [SupportedOSPlatform("linux")]
    public async Task A_secret_that_others_can_read_is_73()
    {
        Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var secret = Path.Combine(Data, "pbm.secret");
        File.WriteAllText(secret, "x");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        AssertEnded(await StartAsync(), 73, $"chmod 600 {secret}");
    }

    [WholeNodeFact]
    public async Task A_data_folder_in_use_by_another_node_is_73()
    {
        await using var first = await NodeProcess.StartAsync(Data);

        var run = await StartAsync();

        AssertEnded(run, 73, $"is in use by another node, process {first.Id}");
    }

    [WholeNodeFact]
    public async Task A_corrupt_journal_is_73()
    {
        await using (var first = await NodeProcess.StartAsync(Data))
            Assert.Equal(0, await first.TerminateAsync());
        foreach (var file in Directory.EnumerateFiles(Data, "*.db*"))
            File.WriteAllBytes(file, [.. Enumerable.Repeat((byte)0x5A, 8192)]);

        var run = await StartAsync();

        AssertEnded(run, 73, Data);
    }

    [WholeNodeFact]
    public async Task A_name_that_leads_to_another_process_is_75_before_the_node_joins()
    {
        using var other = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var run = await StartAsync([.. Cluster($"127.0.0.2:{port}"), ("Cluster__PublicHostName", "127.0.0.2"), ("Cluster__Port", $"{port}")]);

        AssertEnded(run, 75, "two nodes must not have one name");
        Assert.False(Directory.Exists(Data));
    }

    // Enough to be one of several; the database is never spoken to.
    private static (string, string)[] Cluster(string seeds) =>
    [
        ("Cluster__Seeds", seeds), ("Storage__Provider", "PostgreSql"), ("Storage__ConnectionString", "Host=127.0.0.1;Port=1;Username=u;Password=p;Database=d"),
        ("Keys__Envelope", Convert.ToBase64String(new byte[32])), ("Keys__Media", Convert.ToBase64String(new byte[32])), ("Pbm__Secret", "a-secret-of-this-test"),
    ];

    private Task<ProgramRun> StartAsync(params (string Name, string Value)[] settings)
    {
        var environment = NodeProcess.Settings(Data);
        foreach (var (name, value) in settings)
            environment["DeviceCluster__" + name] = value;
        return ProgramRun.OfAsync(Programs.Node, [], environment);
    }

    private static void AssertEnded(ProgramRun run, int exit, string words)
    {
        Assert.True(exit == run.Exit, $"exit {run.Exit}: {run.Error}{run.Out}");
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("node: ", line, StringComparison.Ordinal);
        Assert.Contains(words, line, StringComparison.Ordinal);
    }
}
