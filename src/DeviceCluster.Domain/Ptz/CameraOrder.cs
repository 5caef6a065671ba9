using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>An order that is not answered yet, and when it was given.</summary>
internal sealed record CameraOrder(long Ticket, PtzOrder Order, DateTimeOffset At)
{
    public string Holder => Order.By.Name;

    /// <summary>What is ordered goes on until then; null = it ends by itself.</summary>
    public DateTimeOffset? Until => At + PtzRules.Time(Order);
}
