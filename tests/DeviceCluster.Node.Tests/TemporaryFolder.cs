namespace DeviceCluster.Node.Tests;

/// <summary>A folder of one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("node-tests-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>A file of one test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TemporaryFile(string text)
    {
        Path = System.IO.Path.Combine(_folder.Path, "file");
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public void Dispose() => _folder.Dispose();
}
