using DeviceCluster.Media.Video;

namespace DeviceCluster.Media.Tests;

/// <summary>The simulator's clips: real streams by a real encoder.</summary>
internal static class Clip
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Clips", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    public static VideoClip Open(string name) => VideoClip.Open(PathOf(name));
}
