using DeviceCluster.Node.Configuration;

namespace DeviceCluster.Node.Tests.Configuration;

/// <summary>Secrets as Kubernetes and systemd hand them over: a folder, a file each.</summary>
public sealed class SecretFilesTests : IDisposable
{
    private const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private const UnixFileMode Pod = UnixFileMode.UserRead | UnixFileMode.GroupRead;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_file_is_a_setting_and_its_last_line_end_does_not_count()
    {
        Write("Keys__Envelope", Key + "\n");
        Write("Pbm__Secret", "a-long-enough-secret\n");

        var settings = Read();

        Assert.Equal(Convert.FromBase64String(Key), settings.Keys.Envelope);
        Assert.True(settings.Pbm.Secret!.Matches("a-long-enough-secret"));
    }

    [Fact]
    public void A_file_is_followed_as_Kubernetes_links_it()
    {
        var generation = Directory.CreateDirectory(Path.Combine(_folder.Path, "..2026_01_01")).FullName;
        File.WriteAllText(Path.Combine(generation, "Keys__Media"), Key);
        File.SetUnixFileMode(Path.Combine(generation, "Keys__Media"), Pod);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "..data"), generation);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "Keys__Media"), Path.Combine("..data", "Keys__Media"));

        Assert.Equal(Convert.FromBase64String(Key), Read().Keys.Media);
    }

    [Fact]
    public void A_wrong_secret_is_told_with_its_file_and_without_its_value()
    {
        Write("Keys__Envelope", "c2VjcmV0");

        var fault = Assert.Throws<NodeFault>(() => Read());

        Assert.Contains($"(from the file {_folder.Path}/Keys__Envelope)", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_everybody_can_read_is_refused()
    {
        Write("Keys__Envelope", Key, Pod | UnixFileMode.OtherRead);

        var fault = Assert.Throws<NodeFault>(() => Read());

        Assert.Equal(ExitCode.WrongOptions, fault.ExitCode);
        Assert.Contains($"chmod 640 {_folder.Path}/Keys__Envelope", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_setting_is_refused_with_the_nearest_one()
    {
        Write("Keys__Envelop", Key);

        var fault = Assert.Throws<NodeFault>(() => Read());

        Assert.Contains("did you mean 'DeviceCluster:Keys:Envelope'?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused()
    {
        var fault = Assert.Throws<NodeFault>(() => Read("/nowhere/at/all"));

        Assert.Contains("DeviceCluster:SecretsFolder is '/nowhere/at/all', which cannot be read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_comes_after_the_files()
    {
        Write("Pbm__Secret", "a-long-enough-secret");

        var settings = NodeSettings.Read(SettingSource.Load(
            _folder.Path, [$"--DeviceCluster:SecretsFolder={_folder.Path}", "--DeviceCluster:Pbm:Secret=another-long-secret"]));

        Assert.True(settings.Pbm.Secret!.Matches("another-long-secret"));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("sixteen with spaces")]
    public void A_secret_that_is_easily_guessed_or_cannot_be_sent_is_refused(string secret)
    {
        Write("Pbm__Secret", secret);

        Assert.Contains("DeviceCluster:Pbm:Secret is (not shown)", Assert.Throws<NodeFault>(() => Read()).Message, StringComparison.Ordinal);
    }

    private NodeSettings Read(string? folder = null) =>
        NodeSettings.Read(SettingSource.Load(_folder.Path, [$"--DeviceCluster:SecretsFolder={folder ?? _folder.Path}"]));

    private void Write(string name, string text, UnixFileMode mode = Pod)
    {
        var file = Path.Combine(_folder.Path, name);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, mode);
    }
}
