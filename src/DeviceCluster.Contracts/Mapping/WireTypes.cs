using System.Collections.Frozen;
using System.Collections.Immutable;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>All messages that cross nodes or are journaled. A manifest once used is never given to another message.</summary>
public static class WireTypes
{
    private static readonly FrozenDictionary<string, WireType> ByManifest;
    private static readonly FrozenDictionary<Type, WireType> ByType;

    static WireTypes()
    {
        All = [.. DeviceMessages.Types, .. DeviceEvents.Types, .. LiveMessages.Types, .. FleetMessages.Types, .. FencingMessages.Types];
        ByManifest = All.ToFrozenDictionary(type => type.Manifest);
        ByType = All.ToFrozenDictionary(type => type.Type);
    }

    public static ImmutableArray<WireType> All { get; }

    /// <summary>Null: this version knows no such message.</summary>
    public static WireType? Find(string manifest) => ByManifest.GetValueOrDefault(manifest);

    public static WireType? Find(Type type) => ByType.GetValueOrDefault(type);
}
