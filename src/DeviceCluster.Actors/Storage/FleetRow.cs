using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>
/// A device as lists show it. <see cref="Phase"/> is null where its state is unknown: the node that wrote it last is gone, and <see cref="Since"/> says since when.
/// </summary>
public sealed record FleetRow(
    DeviceId Device,
    DeviceAddress Address,
    string? Serial,
    int? DeviceType,
    int? Channels,
    bool Enabled,
    SessionPhase? Phase,
    DateTimeOffset? Since,
    string Reason,
    DateTimeOffset? NextAttempt,
    string? Node,
    string? Name = null,
    ImmutableSortedDictionary<string, string>? Tags = null)
{
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Tags ?? DeviceTags.None;
}
