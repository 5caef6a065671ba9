using System.Collections.Frozen;
using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>All messages that cross nodes or are journaled. A manifest once used is never given to another message.</summary>
public static class WireTypes
{
    private static readonly FrozenDictionary<string, WireType> ByManifest;
    private static readonly FrozenDictionary<Type, WireType> ByType;

    static WireTypes()
    {
        All =
        [
            .. DeviceMessages.Types, .. DeviceEvents.Types, .. LiveMessages.Types, .. FleetMessages.Types, .. FencingMessages.Types,
            .. InformationMessages.Types, .. ConfigurationMessages.Types, .. ClockMessages.Types, .. ControlMessages.Types,
            .. SnapshotMessages.Types, .. PtzOrders.Types, .. PtzMessages.Types, .. JobMessages.Types, .. JobEvents.Types,
            .. DiscoveryMessages.Types,
        ];
        ByManifest = All.ToFrozenDictionary(type => type.Manifest);
        ByType = All.ToFrozenDictionary(type => type.Type);
    }

    public static ImmutableArray<WireType> All { get; }

    /// <summary>Null: this version knows no such message.</summary>
    public static WireType? Find(string manifest) => ByManifest.GetValueOrDefault(manifest);

    public static WireType? Find(Type type) => ByType.GetValueOrDefault(type);

    /// <summary>
    /// Why nobody would read the message; null: it would be read. For who sends: his own mistake must not look like a device that is silent.
    /// </summary>
    public static string? FaultOf(object message)
    {
        if (Find(message.GetType()) is not { } type)
            return $"{message.GetType().Name} is no message of this version";
        if (message is IForDevice { Device.Value: null })
            return "it names no device";

        try
        {
            type.Read(type.Write(message));
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return e.Message;
        }
    }
}
