namespace DeviceCluster.Actors.Tests.Support;

/// <summary>Tests on the real library, one after the other: a process loads it once.</summary>
[CollectionDefinition(Name)]
public sealed class OnNativeLibrary : ICollectionFixture<NativeLibrary>
{
    public const string Name = "native library";
}
