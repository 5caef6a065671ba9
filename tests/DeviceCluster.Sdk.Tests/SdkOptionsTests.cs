namespace DeviceCluster.Sdk.Tests;

public class SdkOptionsTests
{
    public static TheoryData<string, SdkOptions> Wrong => new()
    {
        { "ConnectTimeout", new SdkOptions { ConnectTimeout = TimeSpan.Zero } },
        { "StepTimeout", new SdkOptions { StepTimeout = TimeSpan.FromHours(2) } },
        { "LossAfter", new SdkOptions { KeepAlive = TimeSpan.FromSeconds(10), LossAfter = TimeSpan.FromSeconds(10) } },
        { "FrameCapacity", new SdkOptions { FrameCapacity = 0 } },
        { "LiveBufferBytes", new SdkOptions { LiveBufferBytes = 1 } },
        { "MaxQueuedBytes", new SdkOptions { MaxQueuedBytes = 0 } },
        { "MaxMessageBytes", new SdkOptions { MaxMessageBytes = 1024 } },
        { "MaxJsonBytes", new SdkOptions { MaxMessageBytes = 64 * 1024, MaxJsonBytes = 65 * 1024 } },
        { "MaxJsonDepth", new SdkOptions { MaxJsonDepth = 0 } },
        { "MaxFrameBytes", new SdkOptions { MaxQueuedBytes = 1024 * 1024, MaxFrameBytes = 1024 * 1024 + 1 } },
        { "DiscoveryPort", new SdkOptions { DiscoveryPort = 70_000 } },
        { "OldDiscoveryPort", new SdkOptions { OldDiscoveryPort = 0 } },
        { "JsonPort", new SdkOptions { JsonPort = 70_000 } },
        { "NetworkThreads", new SdkOptions { NetworkThreads = 17 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_value_that_the_library_would_misunderstand_is_named(string name, SdkOptions options)
    {
        var refused = Assert.Throws<ArgumentException>(() => NetSdk.Load(options, TimeProvider.System));

        Assert.StartsWith(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_are_allowed() => new SdkOptions().Check();

    [Fact]
    public void Without_a_path_the_library_is_looked_for_beside_the_program() =>
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "libnetsdk_open.so"), new SdkOptions().LibraryFile());

    [Fact]
    public void A_relative_path_is_relative_to_the_program() =>
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "native/x.so"), new SdkOptions { LibraryPath = "native/x.so" }.LibraryFile());
}
