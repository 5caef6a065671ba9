namespace DeviceCluster.Pbm.Interactive;

/// <summary>
/// The lines of earlier conversations, for the operator alone: those that <see cref="KeptLines"/> lets be kept. Where the file cannot be read or written
/// the conversation goes on without: it is a convenience.
/// </summary>
internal sealed class HistoryFile
{
    private const UnixFileMode OperatorAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;

    public HistoryFile(string path) => _path = path;

    public static HistoryFile Of(Func<string, string?> environment) => new(Path.Combine(ConfigFolder.Of(environment), "pbm_history"));

    public IReadOnlyList<string> Read() => Try(() => File.Exists(_path) ? File.ReadAllLines(_path) : []) ?? [];

    public void Write(IReadOnlyList<string> lines) => Try(() =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var whole = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            whole.UnixCreateMode = OperatorAlone;
        using var stream = new FileStream(_path, whole);
        // One that was there already has the mode it had.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(stream.SafeFileHandle, OperatorAlone);
        using var file = new StreamWriter(stream);
        foreach (var line in lines)
            file.WriteLine(line);
        return lines;
    });

    private static T? Try<T>(Func<T> act)
        where T : class
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
