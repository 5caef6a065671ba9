namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>One library per process, so these tests share it and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class WithSdk : ICollectionFixture<SdkFixture>
{
    public const string Name = "with the native library";
}
