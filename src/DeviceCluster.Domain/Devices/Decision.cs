using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Devices;

/// <summary>What a command leads to: the answer, and the events to journal before it is sent.</summary>
public sealed record Decision(DeviceReply Reply, ImmutableArray<DeviceEvent> Events)
{
    public static Decision Done(params ImmutableArray<DeviceEvent> events) => new(new DeviceReply.Done(), events);

    public static Decision Refused(RefusalCode code, string reason, string remedy) =>
        new(new DeviceReply.Refused(code, reason, remedy), []);

    /// <summary>Journals the key with what the order changes; what changes nothing may be decided again.</summary>
    internal Decision Under(OrderKey key, string digest, DateTimeOffset now) => Events switch
    {
        [] => this,
        [var first, ..] => this with { Events = Events.Add(new DeviceEvent.OrderCarriedOut(first.Device, key, digest, now)) },
    };
}
