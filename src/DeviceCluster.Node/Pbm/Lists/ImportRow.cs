using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Node.Pbm.Lists;

/// <summary>One device of a list that is imported: what is ordered for it, or what is wrong with its row.</summary>
/// <param name="Row">Where it stands in the file, from 1, the heading not counted.</param>
/// <param name="Id">As the row has it; it may be none.</param>
/// <param name="Orders">In their order; empty where the row is wrong.</param>
/// <param name="Wrong">What is wrong and what would be right; null where nothing is.</param>
internal sealed record ImportRow(int Row, string Id, ImmutableArray<DeviceCommand> Orders, string? Wrong);
