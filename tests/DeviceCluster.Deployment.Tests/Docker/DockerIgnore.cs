namespace DeviceCluster.Deployment.Tests.Docker;

/// <summary>.dockerignore as far as ours goes: all is held back, then paths are let through, then some below them held back again.</summary>
internal static class DockerIgnore
{
    public static bool LetsThrough(string path) => Repository.Read(".dockerignore").Split('\n')
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Aggregate(true, (through, line) => line switch
        {
            "*" => false,
            ['!', .. var kept] when IsBelow(path, kept) => true,
            _ when IsBelow(path, line) => false,
            _ => through,
        });

    private static bool IsBelow(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
