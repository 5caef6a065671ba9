namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>The tests that share a steered fleet, one after the other.</summary>
[CollectionDefinition(SteeredFleet.Collection)]
public sealed class SharedSteeredFleet : ICollectionFixture<SteeredFleet>;
