namespace DeviceCluster.Actors.Tests.Support;

/// <summary>A data folder that is gone after the test.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("devicecluster-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
