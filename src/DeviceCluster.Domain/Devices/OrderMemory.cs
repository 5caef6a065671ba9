using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Devices;

/// <summary>The last orders that were carried out on a device, oldest first: within bounds, none of them is carried out again.</summary>
public sealed class OrderMemory : IEquatable<OrderMemory>
{
    public const int Capacity = 32;

    /// <summary>Longer than anybody waits for an answer. Between journaled times: no clock is read.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(10);

    private OrderMemory(ImmutableArray<CarriedOutOrder> all) => All = all;

    public static OrderMemory Empty { get; } = new([]);

    public ImmutableArray<CarriedOutOrder> All { get; }

    public static OrderMemory Of(ImmutableArray<CarriedOutOrder> all) => all.IsDefaultOrEmpty ? Empty : new(all);

    /// <summary>What an order that was sent before is answered; null for a new one.</summary>
    public Decision? Judge(DeviceOrder order, string digest) => All.FirstOrDefault(one => one.Key == order.Key) switch
    {
        null => null,
        var before when before.Digest == digest => Decision.Done(),
        _ => Decision.Refused(
            RefusalCode.Invalid,
            $"another order to device {order.Device} was carried out under the key {order.Key}",
            "make a new key for every order; keep it only to send the same order again"),
    };

    public OrderMemory With(DeviceEvent.OrderCarriedOut happened) => new(
    [
        .. All.Where(one => one.Key != happened.Key && happened.At - one.At < Span).TakeLast(Capacity - 1),
        new CarriedOutOrder(happened.Key, happened.Digest, happened.At),
    ]);

    public bool Equals(OrderMemory? other) => other is not null && All.AsSpan().SequenceEqual(other.All.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as OrderMemory);

    public override int GetHashCode() => HashCode.Combine(All.Length, All.LastOrDefault());
}
