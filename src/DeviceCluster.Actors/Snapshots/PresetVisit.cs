using Akka.Actor;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>Sends a camera to a preset and waits until it stands there. It goes by the lease, as everybody's orders do.</summary>
internal sealed class PresetVisit(NodeParts parts, DeviceId device, int channel, PtzHolder by, Origin origin)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    /// <summary>Of a camera that does not tell whether it moves.</summary>
    private static readonly TimeSpan Blind = TimeSpan.FromSeconds(3);

    /// <exception cref="RefusedException">The camera was not let go there, or did not arrive in time.</exception>
    public async Task GoAsync(int preset)
    {
        var begun = parts.Time.GetTimestamp();
        var limit = parts.Settings.Snapshots.Arrival;
        var order = new PtzOrder.Preset(device, channel, by, PresetAction.GoTo, preset, Name: null);
        await AskAsync<PtzDone>(new SessionOrder(order, origin).Within(limit, parts.Time), limit);
        while (true)
        {
            await Task.Delay(LookEvery, parts.Time);
            var status = await AskAsync<PtzStatus>(new PtzQuery.GetStatus(device, channel), limit);
            var passed = parts.Time.GetElapsedTime(begun);
            if (status.Moving == false || (status.Moving is null && passed > Blind))
                return;
            if (passed > limit)
                throw new RefusedException(new DeviceReply.Refused(
                    RefusalCode.DeviceRefused,
                    $"the camera is not at preset {preset} after {limit.TotalSeconds:0} s",
                    "look with 'ptz status' what it does, and ask again"));
        }
    }

    private async Task<T> AskAsync<T>(object message, TimeSpan limit)
    {
        try
        {
            return await parts.Region.Ask<object>(message, limit) switch
            {
                T answer => answer,
                IRefusal refusal => throw new RefusedException(refusal),
                var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer to {message.GetType().Name}"),
            };
        }
        catch (AskTimeoutException)
        {
            throw new RefusedException(new DeviceReply.Refused(
                RefusalCode.NoAnswer, $"the camera gave no answer within {limit.TotalSeconds:0} s on its way to the preset", "look with 'ptz status', and ask again"));
        }
    }
}
