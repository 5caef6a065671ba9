namespace DeviceCluster.Sdk;

/// <summary>Which native library, its times, and the bounds of what is kept for a slow reader.</summary>
public sealed record SdkOptions
{
    public const string DefaultLibrary = "libnetsdk_open.so";

    /// <summary>The library's file, absolute or relative to the program's folder; empty = <see cref="DefaultLibrary"/> there.</summary>
    /// <remarks>Ours, or the vendor's from about V3.060 on: older ones have other layouts of what a search finds.</remarks>
    public string LibraryPath { get; init; } = "";

    /// <summary>One connection attempt, and the look-up of a host name.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>One request and its answer.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without any answer for so long, a login is lost.</summary>
    public TimeSpan LossAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a logout waits for the device's answer.</summary>
    public TimeSpan LogoutWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the library keeps of one live view while its callback runs.</summary>
    public int LiveBufferBytes { get; init; } = 1024 * 1024;

    /// <summary>Frames of one live view that wait for their reader; with one more, the oldest is dropped.</summary>
    public int FrameCapacity { get; init; } = 512;

    /// <summary>Bytes of one live view that wait for their reader; with more, the oldest frames are dropped.</summary>
    public long MaxQueuedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Lost logins that wait for their reader; with one more, the oldest is dropped and counted.</summary>
    public int LossCapacity { get; init; } = 16 * 1024;

    /// <summary>Found devices of one search that wait for their reader; with one more, the new one is dropped and counted.</summary>
    public int FoundCapacity { get; init; } = 8 * 1024;

    /// <summary>Bytes of one message of a device; with more, the connection is ended. The vendor's library has bounds of its own.</summary>
    public int MaxMessageBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes of one JSON text within a message; it is held to the same.</summary>
    public int MaxJsonBytes { get; init; } = 1024 * 1024;

    /// <summary>How deep JSON of a device may be nested.</summary>
    public int MaxJsonDepth { get; init; } = 32;

    /// <summary>Bytes of one media frame; what claims to be longer is passed over and counted.</summary>
    public int MaxFrameBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>UDP port on which devices are searched.</summary>
    public int DiscoveryPort { get; init; } = 37810;

    /// <summary>UDP port on which older devices are searched by the binary datagram, where that is wanted.</summary>
    public int OldDiscoveryPort { get; init; } = 5050;

    /// <summary>TCP port on which a device is asked by JSON that does not answer it on its own port.</summary>
    public int JsonPort { get; init; } = 5000;

    /// <summary>Network threads of the library; 0 = its own choice.</summary>
    public int NetworkThreads { get; init; }

    internal string LibraryFile() =>
        Path.GetFullPath(LibraryPath.Length > 0 ? LibraryPath : DefaultLibrary, AppContext.BaseDirectory);

    /// <exception cref="ArgumentException">A value that the library would misunderstand.</exception>
    internal void Check()
    {
        Require(ConnectTimeout, nameof(ConnectTimeout));
        Require(StepTimeout, nameof(StepTimeout));
        Require(KeepAlive, nameof(KeepAlive));
        Require(LossAfter, nameof(LossAfter));
        Require(LogoutWait, nameof(LogoutWait));
        if (LossAfter <= KeepAlive)
        {
            throw new ArgumentException(
                $"{nameof(LossAfter)} ({LossAfter}) must be longer than {nameof(KeepAlive)} ({KeepAlive}), or every login is lost");
        }

        Require(LiveBufferBytes, 256 * 1024, 64 * 1024 * 1024, nameof(LiveBufferBytes));
        Require(FrameCapacity, 1, 64 * 1024, nameof(FrameCapacity));
        Require(MaxQueuedBytes, 1024 * 1024, 1024L * 1024 * 1024, nameof(MaxQueuedBytes));
        Require(LossCapacity, 1, 1024 * 1024, nameof(LossCapacity));
        Require(FoundCapacity, 1, 1024 * 1024, nameof(FoundCapacity));
        Require(MaxMessageBytes, 64 * 1024, 64 * 1024 * 1024, nameof(MaxMessageBytes));
        Require(MaxJsonBytes, 16 * 1024, MaxMessageBytes, nameof(MaxJsonBytes));
        Require(MaxJsonDepth, 8, 128, nameof(MaxJsonDepth));
        Require(MaxFrameBytes, 16 * 1024, Math.Min(MaxQueuedBytes, 64 * 1024 * 1024), nameof(MaxFrameBytes));
        Require(DiscoveryPort, 1, ushort.MaxValue, nameof(DiscoveryPort));
        Require(OldDiscoveryPort, 1, ushort.MaxValue, nameof(OldDiscoveryPort));
        Require(JsonPort, 1, ushort.MaxValue, nameof(JsonPort));
        Require(NetworkThreads, 0, 16, nameof(NetworkThreads));
    }

    private static void Require(TimeSpan value, string name)
    {
        if (value < TimeSpan.FromMilliseconds(1) || value > TimeSpan.FromHours(1))
            throw new ArgumentException($"{name} is {value}; allowed is 1 ms to 1 h");
    }

    private static void Require(long value, long least, long most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentException($"{name} is {value}; allowed is {least} to {most}");
    }
}
