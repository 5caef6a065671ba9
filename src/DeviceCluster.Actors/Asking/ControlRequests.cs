using Akka.Actor;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Asking;

/// <summary>Orders to a device as a whole. The entity is told before the asker: the loss of the session is on its way.</summary>
internal static class ControlRequests
{
    public static async Task<DeviceReply> RebootAsync(SessionCaller caller, IActorRef entity)
    {
        await caller.ChangeAsync((login, _) => login.Reboot());
        entity.Tell(new SessionWork.LossExpected(caller.Entry, ComesBack: true));
        return new DeviceReply.Done();
    }

    public static async Task<DeviceReply> ShutDownAsync(SessionCaller caller, IActorRef entity)
    {
        await caller.ChangeAsync((login, wait) => login.ShutDown(wait));
        entity.Tell(new SessionWork.LossExpected(caller.Entry, ComesBack: false));
        return new DeviceReply.Done();
    }
}
