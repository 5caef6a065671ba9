using System.Net;
using System.Text;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Node.Configuration;
using Microsoft.Extensions.Configuration;

namespace DeviceCluster.Node.Tests.Configuration;

public class NodeSettingsTests
{
    [Fact]
    public void The_limits_for_what_devices_send_reach_the_library_each_in_its_place()
    {
        var sdk = NodeSettings.Read(From(
            ("Sdk:MaxMessageBytes", "2000000"), ("Sdk:MaxJsonBytes", "300000"), ("Sdk:MaxJsonDepth", "17"), ("Sdk:MaxFrameBytes", "400000"))).Sdk;

        Assert.Equal((2_000_000, 300_000, 17, 400_000), (sdk.MaxMessageBytes, sdk.MaxJsonBytes, sdk.MaxJsonDepth, sdk.MaxFrameBytes));
    }

    [Fact]
    public void Without_any_setting_everything_listens_on_loopback()
    {
        var settings = NodeSettings.Read(From());

        Assert.Equal(
            (new IPEndPoint(IPAddress.Loopback, 9180), new IPEndPoint(IPAddress.Loopback, 9110), "127.0.0.1", 4053),
            (settings.Http.Listen, settings.Pbm.Listen, settings.Cluster.HostName, settings.Cluster.Port));
    }

    [Theory]
    [InlineData("Http:Listen", "127.0.0.1", "an IP address and a port")]
    [InlineData("Http:Listen", "::1:9180", "an IP address and a port")]
    [InlineData("Http:Listen", "127.0.0.1:65536", "an IP address and a port")]
    [InlineData("Http:Listen", "localhost:9180", "an IP address and a port")]
    [InlineData("Http:PublicUrl", "ftp://node", "what media URLs begin with")]
    [InlineData("Http:PublicUrl", "http://user:pass@node", "what media URLs begin with")]
    [InlineData("Cluster:Port", "-1", "a whole number from 0 to 65535")]
    [InlineData("Cluster:HostName", "two words", "an IP address or a host name")]
    [InlineData("Node:LogFormat", "xml", "Text or Json")]
    [InlineData("Node:LogFormat", "1", "Text or Json")]
    [InlineData("Node:Name", "a b", "1 to 64 of letters, digits")]
    [InlineData("Sdk:ConnectTimeout", "5", "a time from 100ms to 1m")]
    [InlineData("Sdk:ConnectTimeout", "0s", "a time from 100ms to 1m")]
    [InlineData("Sdk:ConnectTimeout", "1h", "a time from 100ms to 1m")]
    [InlineData("Sdk:MaxMessageBytes", "1000", "a whole number from 1048576 to 67108864")]
    [InlineData("Sdk:MaxJsonBytes", "2000000", "a whole number from 16384 to 1048576")]
    [InlineData("Sdk:MaxJsonDepth", "0", "a whole number from 8 to 128")]
    [InlineData("Sdk:MaxFrameBytes", "-1", "a whole number from 16384 to 16777216")]
    [InlineData("Sdk:FrameCapacity", "many", "a whole number from 16 to 16384")]
    [InlineData("Sessions:LoginsPerSecond", "NaN", "a number from 0.1 to 10000")]
    [InlineData("Live:ViewsPerDevice", "0", "a whole number from 1 to 1024")]
    [InlineData("Snapshots:Guard", "500ms", "a time from 1s to 1m")]
    [InlineData("Snapshots:Wait", "8s", "a time from 100ms to 5s")]
    [InlineData("Ptz:LongestMove", "0s", "a time from 1s to 5m")]
    [InlineData("Jobs:ItemsPerSecond", "0", "a whole number from 1 to 1000")]
    [InlineData("Pbm:Certificate", "/nowhere/at/all.pem", "a PEM file")]
    public void A_wrong_value_is_told_with_its_key_what_is_allowed_and_where_it_was_read(string key, string value, string allowed)
    {
        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From((key, value))));

        Assert.Equal(ExitCode.WrongOptions, fault.ExitCode);
        var line = Assert.Single(fault.Lines);
        Assert.StartsWith($"DeviceCluster:{key} is '{value}' (from the command line): allowed is {allowed}", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("250ms", 0.25)]
    [InlineData("1.5s", 1.5)]
    [InlineData("1m", 60)]
    [InlineData("00:00:07", 7)]
    public void Times_are_written_as_people_do(string text, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), NodeSettings.Read(From(("Sdk:StepTimeout", text))).Sdk.StepTimeout);
    }

    [Theory]
    [InlineData("20s", null, 5)]
    [InlineData("20s", "12s", 12)]
    [InlineData("2s", null, 2)]
    public void A_picture_is_waited_for_no_longer_than_the_library_does(string step, string? wait, double seconds)
    {
        var settings = wait is null ? From(("Sdk:StepTimeout", step)) : From(("Sdk:StepTimeout", step), ("Snapshots:Wait", wait));

        Assert.Equal(TimeSpan.FromSeconds(seconds), NodeSettings.Read(settings).Snapshots.Wait);
    }

    [Fact]
    public void A_key_is_not_repeated_when_it_is_wrong()
    {
        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From(("Keys:Envelope", "c2VjcmV0"))));

        Assert.Contains("32 bytes in base64", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Postgresql_is_used_with_its_connection_string_bounded()
    {
        var storage = NodeSettings.Read(From(
            ("Storage:Provider", "postgresql"), ("Storage:ConnectionString", "Host=db;Database=dc;Username=dc;Password=p;Timeout=100"))).Storage;

        Assert.Equal(StorageProvider.PostgreSql, storage.Provider);
        Assert.Contains("Timeout=5", storage.ConnectionString, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", $"{storage}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PostgreSql", "", "DeviceCluster:Storage:ConnectionString is missing (from the command line): allowed is with Storage:Provider PostgreSql Host=")]
    [InlineData("PostgreSql", "Host=db;Password=secret", "DeviceCluster:Storage:ConnectionString is without Database (from the command line): allowed is Host=")]
    [InlineData("PostgreSql", "postgres://u:secret@db/dc", "DeviceCluster:Storage:ConnectionString is a URL, which Npgsql does not read (from the command line)")]
    [InlineData("Sqlite", "Host=db;Database=dc;Username=dc;Password=secret", "DeviceCluster:Storage:Provider is Sqlite (from the command line): allowed is PostgreSql where")]
    [InlineData("Oracle", "", "DeviceCluster:Storage:Provider is 'Oracle' (from the command line): allowed is Sqlite or PostgreSql")]
    public void A_storage_that_cannot_be_is_refused_without_showing_the_password(string provider, string connection, string words)
    {
        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From(("Storage:Provider", provider), ("Storage:ConnectionString", connection))));

        Assert.StartsWith(words, Assert.Single(fault.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_shared_database_a_node_makes_no_keys_of_its_own()
    {
        var settings = NodeSettings.Read(From(("Storage:Provider", "PostgreSql"), ("Storage:ConnectionString", "Host=db;Database=dc;Username=dc")));

        var fault = Assert.Throws<NodeFault>(() => StorageOptions.RequireKeys(settings));

        Assert.Equal(ExitCode.WrongOptions, fault.ExitCode);
        Assert.Equal(["DeviceCluster:Keys:Envelope is missing", "DeviceCluster:Keys:Media is missing"], fault.Lines.Select(line => line.Split(':')[..3]).Select(parts => string.Join(':', parts)));
        StorageOptions.RequireKeys(NodeSettings.Read(From()));
    }

    [Fact]
    public void An_unknown_key_is_refused_with_the_nearest_known_one()
    {
        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From(("Http:Lisen", "127.0.0.1:1"))));

        Assert.Contains("there is no setting DeviceCluster:Http:Lisen (from the command line): did you mean 'DeviceCluster:Http:Listen'?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From(("Cluster:Port", "x"), ("Sdk:KeepAlive", "x"), ("Nod:Name", "x"))));

        Assert.Equal(3, fault.Lines.Count);
    }

    [Fact]
    public void Pbm_beyond_loopback_without_a_certificate_is_refused()
    {
        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From(("Pbm:Listen", "0.0.0.0:9110"))));

        Assert.Contains("the secret would cross the network in clear text", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused()
    {
        using var file = new TemporaryFile("x");

        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From(("Pbm:Certificate", file.Path))));

        Assert.Contains("DeviceCluster:Pbm:CertificateKey is missing", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_and_its_key_are_read_with_the_settings()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = TestCertificate.Write(folder.Path);

        var pbm = NodeSettings.Read(From(("Pbm:Listen", "0.0.0.0:9110"), ("Pbm:Certificate", certificate), ("Pbm:CertificateKey", key))).Pbm;

        Assert.True(pbm.Tls);
        Assert.True(pbm.Certificate!.HasPrivateKey);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused_by_its_own_setting()
    {
        using var folder = new TemporaryFolder();
        var certificate = TestCertificate.Write(folder.Path);
        var other = TestCertificate.Write(folder.Path, "other");

        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From(("Pbm:Certificate", certificate.File), ("Pbm:CertificateKey", other.Key))));

        var line = Assert.Single(fault.Lines);
        Assert.StartsWith($"DeviceCluster:Pbm:CertificateKey is '{other.Key}', which cannot be used", line, StringComparison.Ordinal);
        Assert.EndsWith("(from the command line): allowed is a PEM file with the certificate's private key, not encrypted", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_everybody_can_read_is_refused()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = TestCertificate.Write(folder.Path);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var fault = Assert.Throws<NodeFault>(() => NodeSettings.Read(From(("Pbm:Certificate", certificate), ("Pbm:CertificateKey", key))));

        var line = Assert.Single(fault.Lines);
        Assert.StartsWith($"DeviceCluster:Pbm:CertificateKey is '{key}', which everybody can read", line, StringComparison.Ordinal);
        Assert.EndsWith($"chmod 640 {key}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_of_a_wrong_value_is_the_last_that_gave_it()
    {
        const string Key = "DeviceCluster:Live:ViewsPerDevice";
        var json = "{ \"DeviceCluster\": { \"Live\": { \"ViewsPerDevice\": \"a\" } } }";
        using var folder = new TemporaryFolder();
        File.WriteAllText(System.IO.Path.Combine(folder.Path, "appsettings.json"), json);

        var fromFile = Assert.Throws<NodeFault>(() => NodeSettings.Read(SettingSource.Load(folder.Path, [])));
        var fromLine = Assert.Throws<NodeFault>(() => NodeSettings.Read(SettingSource.Load(folder.Path, [$"--{Key}=b"])));

        Assert.Contains("is 'a' (from appsettings.json)", fromFile.Message, StringComparison.Ordinal);
        Assert.Contains("is 'b' (from the command line)", fromLine.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("--Http:Listen=127.0.0.1:1")]
    [InlineData("--DeviceCluster:Http:Listen")]
    public void What_is_no_setting_on_the_command_line_is_refused(string word)
    {
        var fault = Assert.Throws<NodeFault>(() => SettingSource.Load(AppContext.BaseDirectory, [word]));

        Assert.Contains($"'{word}' on the command line is no setting", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_settings_file_that_is_no_json_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(System.IO.Path.Combine(folder.Path, "appsettings.json"), "{ oops", Encoding.UTF8);

        var fault = Assert.Throws<NodeFault>(() => SettingSource.Load(folder.Path, []));

        Assert.Contains("appsettings.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_has_help_and_its_default_is_allowed()
    {
        var help = NodeSettings.Help();
        var defaults = help.Where(h => h.Fallback.Length > 0).Select(h => (h.Key["DeviceCluster:".Length..], h.Fallback)).ToArray();

        NodeSettings.Read(From(defaults));

        Assert.True(help.Count > 25);
        Assert.All(help, h => Assert.NotEmpty(h.Allowed));
    }

    private static IConfigurationRoot From(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddCommandLine([.. settings.Select(s => $"--DeviceCluster:{s.Key}={s.Value}")]).Build();
}
