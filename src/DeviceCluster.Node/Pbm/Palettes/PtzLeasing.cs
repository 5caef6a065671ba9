using System.Collections.Frozen;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Takes a camera for somebody, gives it back, or keeps it until it is lost or the command ends.</summary>
internal sealed class PtzLeasing(DeviceGateway devices, PtzPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(10);

    private static readonly FrozenDictionary<string, What> Words = new Dictionary<string, What>
    {
        ["take"] = What.Take,
        ["release"] = What.Release,
        ["hold"] = What.Hold,
    }.ToFrozenDictionary();

    private enum What
    {
        Take,
        Release,
        Hold,
    }

    public async Task RunAsync(CommandContext context, PtzHolder holder)
    {
        var (device, channel, howLong) = (context.Device(), context.Channel(), context.Seconds("seconds", 1, policy.LongestLease.TotalSeconds));
        switch (context.Choice("what", Words))
        {
            case What.Take:
                await PtzPalette.GiveAsync(devices, context, new PtzOrder.Take(device, channel, holder, howLong));
                break;
            case What.Release:
                await PtzPalette.GiveAsync(devices, context, new PtzOrder.Release(device, channel, holder));
                break;
            default:
                await HoldAsync(context, new PtzOrder.Take(device, channel, holder, howLong));
                break;
        }
    }

    private async Task HoldAsync(CommandContext context, PtzOrder.Take take)
    {
        await PtzPalette.GiveAsync(devices, context, take);
        try
        {
            var renewed = time.GetTimestamp();
            while (await EndAsync(context, take) is not { } end)
            {
                if (time.GetElapsedTime(renewed) < take.For / 3)
                    continue;
                await devices.AskAsync(take, context.Origin(), context.Stop);
                renewed = time.GetTimestamp();
            }
        }
        catch (OperationCanceledException)
        {
            await GiveBackAsync(context, take);
            throw;
        }
    }

    /// <summary>Null: it is still held.</summary>
    private async Task<PtzLeaseEnd?> EndAsync(CommandContext context, PtzOrder.Take take)
    {
        var watch = take.For / 3 < Watch ? take.For / 3 : Watch;
        var question = new PtzQuery.AwaitLeaseEnd(take.Device, take.Channel, take.By.Name, watch);
        PtzLeaseEnd end;
        try
        {
            end = await devices.AskAsync(question, context.Origin(), context.Stop);
        }
        catch (RefusedException e) when (e.Refusal.Code == RefusalCode.Busy)
        {
            return null;
        }

        throw CommandFailure.Refused(
            RefusalCode.Busy,
            end.TakenBy is { } other ? $"{other.Name} took the camera over: {end.Reason}" : $"the camera is yours no more: {end.Reason}",
            "take it again, with a higher -priority if it must be");
    }

    // The command is over; what it held is given back all the same, within a moment.
    private async Task GiveBackAsync(CommandContext context, PtzOrder.Take take)
    {
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(3), time);
        try
        {
            await devices.AskAsync(new PtzOrder.Release(take.Device, take.Channel, take.By), context.Origin(), moment.Token);
        }
        catch (Exception e) when (e is RefusedException or TimeoutException or OperationCanceledException)
        {
            // The lease runs out by itself.
        }
    }
}
