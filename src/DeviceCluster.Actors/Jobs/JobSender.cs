using Akka.Actor;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Domain.Jobs;

namespace DeviceCluster.Actors.Jobs;

/// <summary>
/// Sends the order of a job to one device and says what became of it. What the device could not take just then is sent again, a few times. After a
/// silence only what is carried out once is.
/// </summary>
/// <param name="ask">Sends a message to the device, and waits as long as it is told.</param>
/// <param name="settings">How often and how long.</param>
/// <param name="time">Says how long it has taken.</param>
internal sealed class JobSender(Func<IForDevice, TimeSpan, CancellationToken, Task<object>> ask, JobSettings settings, TimeProvider time)
{
    private readonly OrderSender _orders = new(DeviceGateway.Patience, DeviceGateway.OrderLimit, time);

    public async Task<JobItem> SendAsync(JobWork work, OrderKey key, DeviceId device, Origin by, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var item = ItemOf(device, await OnceAsync(work, key, device, by, stop).ConfigureAwait(false));
            if (!MaySendAgain(work, item) || attempt == settings.Attempts || time.GetElapsedTime(began) >= settings.ItemLimit)
                return item;
            await Task.Delay(settings.Pause, time, stop).ConfigureAwait(false);
        }
    }

    private Task<object> OnceAsync(JobWork work, OrderKey key, DeviceId device, Origin by, CancellationToken stop) => work switch
    {
        JobWork.Command command => CommandAsync(new DeviceOrder(key, command.For(device)) { By = by }, stop),
        JobWork.Order order => OrderAsync(new SessionOrder(order.For(device), by), stop),
        _ => throw new InvalidOperationException($"{work.GetType().Name} is no work of this version"),
    };

    private async Task<object> CommandAsync(DeviceOrder order, CancellationToken stop)
    {
        return await _orders.SendAsync(order, OnceAsync, stop).ConfigureAwait(false);

        async Task<DeviceReply?> OnceAsync(TimeSpan patience)
        {
            try
            {
                return (DeviceReply)await ask(order, patience, stop).ConfigureAwait(false);
            }
            catch (AskTimeoutException)
            {
                return null;
            }
        }
    }

    private async Task<object> OrderAsync(SessionOrder order, CancellationToken stop)
    {
        var patience = DeviceGateway.SessionPatience;
        try
        {
            return await ask(order.Within(patience, time), patience, stop).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            return new DeviceReply.Refused(
                RefusalCode.NoAnswer, $"no answer within {patience.TotalSeconds:0} s; whether it was carried out is not known", "look how the device is");
        }
    }

    private static bool MaySendAgain(JobWork work, JobItem item) => item.Code switch
    {
        RefusalCode.Moving or RefusalCode.StorageUnavailable => true,
        RefusalCode.NoAnswer => work.IsRepeatable,
        _ => false,
    };

    private static JobItem ItemOf(DeviceId device, object answer) => answer switch
    {
        IRefusal { Code: RefusalCode.NoAnswer } refusal => Item(device, JobResult.Unknown, refusal),
        IRefusal refusal => Item(device, JobResult.Refused, refusal),
        ConfigurationWritten { NotKept.IsEmpty: false } written => new(device, JobResult.Done, null, $"{written.NotKept.Length} values were not kept"),
        PictureOffer { IsShared: true } offer => new(device, JobResult.Done, null, "it was taken for somebody else a moment before", offer.Number),
        PictureOffer offer => new(device, JobResult.Done, null, "", offer.Number),
        ConfigurationWritten { NeedsRestart: true } => new(device, JobResult.Done, null, "it needs a restart"),
        _ => new(device, JobResult.Done, null, ""),
    };

    private static JobItem Item(DeviceId device, JobResult result, IRefusal refusal) =>
        new(device, result, refusal.Code, JobText.Fit(refusal.Reason, JobLimits.Reason), SdkError: refusal.SdkError);
}
