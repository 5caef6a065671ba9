using Xunit.Abstractions;

[assembly: TestCollectionOrderer("DeviceCluster.Actors.Tests.Support.SharedFirst", "DeviceCluster.Actors.Tests")]

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>Collections of several classes begin first: they are the longest, and begun last they would be waited for alone.</summary>
public sealed class SharedFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.CollectionDefinition is null);
}
