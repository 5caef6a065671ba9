using System.Collections.Immutable;

namespace DeviceCluster.Simulator.Ptz;

/// <summary>Presets that a camera visits round and round.</summary>
internal sealed record PtzTour(string Name, ImmutableArray<int> Presets);
