using Akka.Actor;
using Akka.Hosting;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors;

/// <summary>
/// The door of the edges to the devices: a message to the shard region, one answer within a limit. An order that got no answer in time is refused in
/// words; only a cancelled caller gets an exception.
/// </summary>
public sealed class DeviceGateway
{
    /// <summary>Long enough for an entity to be recovered first.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Long enough for another node to take over the device of one that died.</summary>
    public static readonly TimeSpan OrderLimit = TimeSpan.FromSeconds(40);

    /// <summary>A view opens on the device and waits for a key frame.</summary>
    public static readonly TimeSpan LivePatience = TimeSpan.FromSeconds(25);

    /// <summary>What is asked over a session waits for its turn, and for the device.</summary>
    public static readonly TimeSpan SessionPatience = TimeSpan.FromSeconds(20);

    private readonly IReadOnlyActorRegistry _registry;
    private readonly NodeParts _parts;
    private readonly OrderSender _orders;
    private readonly RequestSender _requests;

    internal DeviceGateway(IReadOnlyActorRegistry registry, NodeParts parts)
    {
        _registry = registry;
        _parts = parts;
        _orders = new OrderSender(Patience, OrderLimit, parts.Time);
        _requests = new RequestSender(SessionPatience, parts.Time);
    }

    /// <summary>A new order: to give the same one again, keep its key.</summary>
    public Task<DeviceReply> TellAsync(DeviceCommand command, CancellationToken stop) => TellAsync(new DeviceOrder(OrderKey.New(), command), stop);

    /// <summary>Carried out once, however often it is given under its key.</summary>
    public async Task<DeviceReply> TellAsync(DeviceOrder order, CancellationToken stop)
    {
        return _parts.IsEnding ? Refusals.Moving(order.Device) : await _orders.SendAsync(order, OnceAsync, stop);

        async Task<DeviceReply?> OnceAsync(TimeSpan patience)
        {
            try
            {
                return await AskAsync<DeviceReply>(order, patience, stop);
            }
            catch (AskTimeoutException)
            {
                return null;
            }
        }
    }

    /// <exception cref="RefusedException">The device cannot be asked now, as while its journal cannot be read.</exception>
    /// <exception cref="TimeoutException">No answer in time, or the node is ending.</exception>
    public Task<DeviceReport> ReportAsync(DeviceId device, CancellationToken stop) =>
        QueryAsync<DeviceReport>(new DeviceQuery.GetReport(device), stop);

    /// <exception cref="RefusedException">The device cannot be asked now, as while its journal cannot be read.</exception>
    /// <exception cref="TimeoutException">No answer in time, or the node is ending.</exception>
    public Task<WhyReport> WhyAsync(DeviceId device, CancellationToken stop) =>
        QueryAsync<WhyReport>(new DeviceQuery.GetWhy(device), stop);

    /// <summary>What is asked or ordered over the device's session. Who does it is written down with an order.</summary>
    /// <exception cref="RefusedException">
    /// It was refused; <see cref="RefusalCode.NoAnswer"/>: an order got no answer, and whether it was carried out is not known.
    /// </exception>
    /// <exception cref="TimeoutException">A question got no answer in time.</exception>
    public Task<TAnswer> AskAsync<TAnswer>(SessionRequest<TAnswer> request, Origin by, CancellationToken stop)
        where TAnswer : class => _parts.IsEnding
            ? throw new RefusedException(Refusals.Moving(request.Device))
            : _requests.SendAsync(request, by, (message, patience) => AskAsync<object>(message, patience, stop));

    /// <summary>Open, find and close; a list is asked by <see cref="LiveViewsAsync"/>.</summary>
    public async Task<LiveReply> LiveAsync(LiveCommand command, CancellationToken stop)
    {
        if (_parts.IsEnding)
            return Refusals.LiveMoving(command.Device);

        try
        {
            return await AskAsync<LiveReply>(command, LivePatience, stop);
        }
        catch (AskTimeoutException)
        {
            return new LiveReply.Refused(
                RefusalCode.DeviceRefused,
                $"device {command.Device} gave no answer within {LivePatience.TotalSeconds:0} s",
                $"look with 'device why {command.Device}', then open again");
        }
    }

    /// <exception cref="RefusedException">The device cannot be asked now, as while its journal cannot be read.</exception>
    /// <exception cref="TimeoutException">No answer in time, or the node is ending.</exception>
    public Task<LiveList> LiveViewsAsync(DeviceId device, CancellationToken stop) =>
        QueryAsync<LiveList>(new LiveCommand.List(device), stop);

    private async Task<T> QueryAsync<T>(IForDevice question, CancellationToken stop)
    {
        if (_parts.IsEnding)
            throw new TimeoutException($"device {question.Device} gives no answer: this node is ending");

        try
        {
            return await AskAsync<object>(question, Patience, stop) switch
            {
                T answer => answer,
                IRefusal refusal => throw new RefusedException(refusal),
                var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer to {question.GetType().Name}"),
            };
        }
        catch (AskTimeoutException e)
        {
            throw new TimeoutException($"device {question.Device} gave no answer within {Patience.TotalSeconds:0} s", e);
        }
    }

    private async Task<T> AskAsync<T>(IForDevice message, TimeSpan patience, CancellationToken stop)
    {
        var region = await _registry.GetAsync<DeviceActor>(stop);
        return await region.Ask<T>(message, patience, stop);
    }
}
