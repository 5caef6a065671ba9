using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Configuration;

/// <summary>Reads which native library is used, and its times and bounds.</summary>
internal static class SdkSettings
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static SdkOptions Read(SettingsReader reader)
    {
        var usual = new SdkOptions();
        return new SdkOptions
        {
            LibraryPath = reader.Text("Sdk:LibraryPath", "", "the library's file; empty looks beside the program and in artifacts/native/release", _ => true),
            ConnectTimeout = reader.Duration("Sdk:ConnectTimeout", usual.ConnectTimeout, Second / 10, 60 * Second),
            StepTimeout = reader.Duration("Sdk:StepTimeout", usual.StepTimeout, Second / 10, 60 * Second),
            KeepAlive = reader.Duration("Sdk:KeepAlive", usual.KeepAlive, Second, 300 * Second),
            LossAfter = reader.Duration("Sdk:LossAfter", usual.LossAfter, Second, 900 * Second),
            LogoutWait = reader.Duration("Sdk:LogoutWait", usual.LogoutWait, Second / 10, 5 * Second),
            LiveBufferBytes = reader.Number("Sdk:LiveBufferBytes", usual.LiveBufferBytes, 256 * 1024, 64 * 1024 * 1024),
            FrameCapacity = reader.Number("Sdk:FrameCapacity", usual.FrameCapacity, 16, 16 * 1024),
            MaxMessageBytes = reader.Number("Sdk:MaxMessageBytes", usual.MaxMessageBytes, 1024 * 1024, 64 * 1024 * 1024),
            MaxJsonBytes = reader.Number("Sdk:MaxJsonBytes", usual.MaxJsonBytes, 16 * 1024, 1024 * 1024),
            MaxJsonDepth = reader.Number("Sdk:MaxJsonDepth", usual.MaxJsonDepth, 8, 128),
            MaxFrameBytes = reader.Number("Sdk:MaxFrameBytes", usual.MaxFrameBytes, 16 * 1024, 16 * 1024 * 1024),
            DiscoveryPort = reader.Number("Sdk:DiscoveryPort", usual.DiscoveryPort, 1, 65535),
            OldDiscoveryPort = reader.Number("Sdk:OldDiscoveryPort", usual.OldDiscoveryPort, 1, 65535),
            JsonPort = reader.Number("Sdk:JsonPort", usual.JsonPort, 1, 65535),
            NetworkThreads = reader.Number("Sdk:NetworkThreads", usual.NetworkThreads, 0, 16),
        };
    }
}
