using DeviceCluster.Client.Asking;
using DeviceCluster.Client.Membership;

namespace DeviceCluster.Client.Tests.Support;

/// <summary>The real road, on which the answers to the first questions of a kind are lost after the device has given them.</summary>
internal sealed class LossyRoad(Func<Link?> present, Func<object, bool> loses) : ClusterRoad(present)
{
    /// <summary>The answers that were lost.</summary>
    public List<object> Lost { get; } = [];

    /// <summary>Called when an answer has been lost, before the question is sent again.</summary>
    public Func<Task> OnLoss { get; set; } = () => Task.CompletedTask;

    public override async Task<Attempt> ToDeviceAsync(object message, TimeSpan patience, CancellationToken stop)
    {
        var attempt = await base.ToDeviceAsync(message, patience, stop);
        if (attempt is not Attempt.Answered answered || Lost.Count > 0 || !loses(message))
            return attempt;
        Lost.Add(answered.Reply);
        await OnLoss();
        return new Attempt.Silent();
    }
}
