using Akka.Actor;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Mapping;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Sends what is asked or ordered over a device's session, once. An order that got no answer may have been carried out: it is told so and not sent
/// again, for nothing at the device remembers it.
/// </summary>
/// <param name="patience">For the answer, and for the device's turn before it.</param>
/// <param name="time">Counts how long an order has been on its way.</param>
internal sealed class RequestSender(TimeSpan patience, TimeProvider time)
{
    /// <param name="request">What is wanted.</param>
    /// <param name="by">Who wants it: an order travels with it.</param>
    /// <param name="once">Sends it, and waits as long as it is told.</param>
    /// <exception cref="RefusedException">It was refused; <see cref="RefusalCode.NoAnswer"/>: whether the order was carried out is not known.</exception>
    /// <exception cref="TimeoutException">A question got no answer in time.</exception>
    public async Task<TAnswer> SendAsync<TAnswer>(SessionRequest<TAnswer> request, Origin by, Func<IForDevice, TimeSpan, Task<object>> once)
        where TAnswer : class
    {
        IForDevice message = request.IsOrder ? new SessionOrder(request, by).Within(patience, time) : request;
        if (WireTypes.FaultOf(message) is { } fault)
            throw new RefusedException(Invalid(request, fault));

        try
        {
            return await once(message, patience) switch
            {
                TAnswer answer => answer,
                IRefusal refusal => throw new RefusedException(refusal),
                var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer to {request.GetType().Name}"),
            };
        }
        catch (AskTimeoutException) when (request.IsOrder)
        {
            throw new RefusedException(NoAnswer(request));
        }
        catch (AskTimeoutException e)
        {
            throw new TimeoutException($"device {request.Device} gave no answer to '{request.Words}' within {patience.TotalSeconds:0} s", e);
        }
    }

    private static DeviceReply.Refused Invalid(SessionRequest request, string fault) => new(
        RefusalCode.Invalid, $"{(request.IsOrder ? "the order" : "the question")} cannot be sent: {fault}", "correct the value that is named");

    private DeviceReply.Refused NoAnswer(SessionRequest request) => new(
        RefusalCode.NoAnswer,
        $"device {request.Device} gave no answer to '{request.Words}' within {patience.TotalSeconds:0} s; whether it was carried out is not known",
        $"look how the device is, and with 'device why {request.Device}' at its session, before it is ordered again");
}
