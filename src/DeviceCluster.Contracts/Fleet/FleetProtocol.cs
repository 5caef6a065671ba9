using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Fleet;

/// <summary>What can be asked about all devices. Any node answers, out of the tables; each question is answered by one <see cref="FleetReply"/>.</summary>
public abstract record FleetQuery
{
    /// <summary>The devices by their id, those behind <paramref name="After"/>; null begins at the first. At most <paramref name="Limit"/> in one answer.</summary>
    public sealed record List(DeviceId? After, int Limit = List.MaxLimit) : FleetQuery
    {
        public const int MaxLimit = 200;
    }
}

/// <summary>The answer to a <see cref="FleetQuery"/>.</summary>
public abstract record FleetReply
{
    /// <summary><paramref name="Next"/>: ask for what is behind it; null when this was the last page. A page may hold fewer devices than were asked for.</summary>
    public sealed record Page(ImmutableArray<FleetDevice> Devices, DeviceId? Next) : FleetReply;

    public sealed record Refused(RefusalCode Code, string Reason, string Remedy) : FleetReply, IRefusal;
}

/// <summary>
/// A device as lists show it, some seconds old at most. <see cref="Phase"/> is null where its state is unknown: nothing was heard of it yet, or the node
/// that spoke of it last is gone; the reason says which.
/// </summary>
public sealed record FleetDevice(
    DeviceId Device,
    DeviceAddress Address,
    string? Serial,
    int? Channels,
    bool Enabled,
    SessionPhase? Phase,
    DateTimeOffset? Since,
    string Reason,
    string? Node,
    string? Name = null,
    ImmutableSortedDictionary<string, string>? Tags = null)
{
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Tags ?? DeviceTags.None;
}
