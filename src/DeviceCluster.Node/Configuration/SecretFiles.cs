using System.Globalization;

namespace DeviceCluster.Node.Configuration;

/// <summary>
/// Settings from a folder with one file for each, named like it: <c>Keys__Envelope</c>. So Kubernetes and systemd hand secrets over. A file that
/// everybody can read is no secret and is refused; the group may, because in a pod the files are root's and the node is in their group.
/// </summary>
internal sealed class SecretFiles(string folder) : ConfigurationProvider, IConfigurationSource
{
    private const int MaxBytes = 64 * 1024;
    private const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <exception cref="NodeFault">The folder or a file in it cannot be used.</exception>
    public override void Load()
    {
        try
        {
            // What begins with a dot is how Kubernetes changes all files at once.
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => !Path.GetFileName(file).StartsWith('.')))
                Data[KeyOf(Path.GetFileName(file))] = Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeFault(
                ExitCode.WrongOptions,
                $"{SettingsReader.Root}:SecretsFolder is '{folder}', which cannot be read ({e.Message}): allowed is a folder with one file for each setting, named as Keys__Envelope", e);
        }
    }

    /// <summary>The file that a key was read from.</summary>
    public string FileOf(string key) => Path.Combine(folder, key[(SettingsReader.Root.Length + 1)..].Replace(":", "__", StringComparison.Ordinal));

    public static bool IsHiddenFromOthers(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        return (File.GetUnixFileMode(open.SafeFileHandle) & Everybody) == 0;
    }

    private static string KeyOf(string name) => $"{SettingsReader.Root}:{name.Replace("__", ":", StringComparison.Ordinal)}";

    private static string Read(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        // Of the file itself, where this one leads to another.
        var mode = File.GetUnixFileMode(open.SafeFileHandle);
        if ((mode & Everybody) != 0)
            throw new NodeFault(
                ExitCode.WrongOptions,
                string.Create(CultureInfo.InvariantCulture, $"the secret file {file} can be read by everybody (mode {Convert.ToString((int)mode, 8)}). Run: chmod 640 {file}"));
        if (open.Length > MaxBytes)
            throw new NodeFault(ExitCode.WrongOptions, $"the secret file {file} has {open.Length} bytes, which no setting has. Put the right file there");
        using var reader = new StreamReader(open);
        return reader.ReadToEnd().Trim();
    }
}
