namespace DeviceCluster.Node.Tests.Process;

/// <summary>The tests that share a node with recorders, one after the other.</summary>
[CollectionDefinition(FleetRecorders.Collection)]
public sealed class SharedFleetRecorders : ICollectionFixture<FleetRecorders>;
