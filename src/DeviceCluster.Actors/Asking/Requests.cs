using Akka.Actor;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;

namespace DeviceCluster.Actors.Asking;

/// <summary>Who knows how to carry out which request.</summary>
internal sealed class Requests(NodeParts parts, IActorRef entity)
{
    private readonly ClockRequests _clock = new(parts);

    /// <returns>The answer of the request.</returns>
    /// <exception cref="RefusedException">It is not carried out.</exception>
    /// <exception cref="Sdk.SdkException">The device refused, or did not answer.</exception>
    public async Task<object> CarryAsync(SessionRequest request, SessionCaller caller) => request switch
    {
        InformationQuery.GetInformation r => await InformationRequests.ReadAsync(r, caller),
        InformationQuery.Check r => await InformationRequests.CheckAsync(r, caller),
        ConfigurationQuery.Read r => await TableRequests.ReadAsync(r, caller),
        ConfigurationOrder.Write r => await TableRequests.WriteAsync(r, caller),
        ClockQuery.Read r => await _clock.ReadAsync(r.Device, caller),
        ClockQuery.GetDrift r => _clock.Drift(r.Device),
        ClockOrder.SetTo r => await _clock.SetAsync(r, caller),
        ControlOrder.Reboot => await ControlRequests.RebootAsync(caller, entity),
        ControlOrder.ShutDown => await ControlRequests.ShutDownAsync(caller, entity),
        _ => SessionRefusals.NotSupported(request),
    };
}
