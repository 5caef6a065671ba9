using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Fleet;

/// <summary>What a device is selected by.</summary>
public sealed record FleetFact(DeviceId Device, ImmutableSortedDictionary<string, string> Tags);
