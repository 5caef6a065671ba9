using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Sends an order until its device answers. Where the device moves, or whoever had the order is silent, it goes out again under its key, so it is
/// carried out once. What a silence left unknown is not called refused later.
/// </summary>
/// <param name="patience">For one answer: who was sent to may be dead, and nobody says so.</param>
/// <param name="limit">For all together.</param>
/// <param name="time">Says how long it has taken.</param>
internal sealed class OrderSender(TimeSpan patience, TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="order">What is sent, for the words.</param>
    /// <param name="once">Sends it, and waits as long as it is told; null when nothing came back.</param>
    /// <param name="stop">The caller's.</param>
    public async Task<DeviceReply> SendAsync(DeviceOrder order, Func<TimeSpan, Task<DeviceReply?>> once, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var isUnknown = false;
        DeviceReply last = Refusals.Moving(order.Device);
        for (var left = limit; left > TimeSpan.Zero; left = limit - time.GetElapsedTime(began))
        {
            var reply = await once(left < patience ? left : patience);
            switch (reply)
            {
                case null:
                    isUnknown = true;
                    continue;
                case DeviceReply.Refused { Code: RefusalCode.StorageUnavailable } refused when isUnknown:
                    return Refusals.HalfWritten(refused.Reason);
                case DeviceReply.Refused { Code: RefusalCode.Moving }:
                case DeviceReply.Refused { Code: RefusalCode.Busy } when isUnknown:
                    last = reply;
                    await Task.Delay(Pause, time, stop);
                    break;
                default:
                    return reply;
            }
        }

        return isUnknown ? Refusals.NoAnswer(order.Device, limit) : last;
    }
}
