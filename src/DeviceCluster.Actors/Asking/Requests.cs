using Akka.Actor;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Asking;

/// <summary>Who knows how to carry out which request.</summary>
internal static class Requests
{
    /// <returns>The answer of the request.</returns>
    /// <exception cref="RefusedException">It is not carried out.</exception>
    /// <exception cref="Sdk.SdkException">The device refused, or did not answer.</exception>
    public static async Task<object> CarryAsync(SessionRequest request, SessionCaller caller, IActorRef entity) => request switch
    {
        ControlOrder.Reboot => await ControlRequests.RebootAsync(caller, entity),
        ControlOrder.ShutDown => await ControlRequests.ShutDownAsync(caller, entity),
        _ => SessionRefusals.NotSupported(request),
    };
}
