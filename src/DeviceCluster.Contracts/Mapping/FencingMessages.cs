using System.Collections.Immutable;
using DeviceCluster.Contracts.Fencing;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>What nodes ask each other about each other.</summary>
internal static class FencingMessages
{
    private static readonly long Longest = (long)TimeSpan.FromDays(36_500).TotalMilliseconds;

    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of<VouchSignal.Ask, AskVouchData>(
            "v1", m => new() { Node = m.Node, Sent = m.Sent, View = m.View }, AskVouchData.Parser, d => new(d.Node, d.Sent, d.View)),
        WireType.Of("v2", ToWire, VouchData.Parser, d => new VouchSignal.Vouch(d.Node, d.Sent, d.Of, [.. d.Refused.Select(FromWire)])),
    ];

    private static VouchData ToWire(VouchSignal.Vouch m)
    {
        var data = new VouchData { Node = m.Node, Sent = m.Sent, Of = m.Of };
        // Rounded down: a refusal that is told shorter than it is only makes others wait.
        data.Refused.AddRange(m.Refused.Select(r => new RefusedNodeData { Node = r.Node, Milliseconds = (long)Math.Floor(r.For.TotalMilliseconds) }));
        return data;
    }

    private static RefusedNode FromWire(RefusedNodeData d) => d.Milliseconds >= 0 && d.Milliseconds <= Longest
        ? new RefusedNode(d.Node, TimeSpan.FromMilliseconds(d.Milliseconds))
        : throw new ArgumentException($"a refusal lasts {d.Milliseconds} ms");
}
