namespace DeviceCluster.Testing.Processes;

/// <summary>A folder of the test's own, gone with it.</summary>
public sealed class Scratch : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("devicecluster-e2e-").FullName;

    public string this[string name] => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
