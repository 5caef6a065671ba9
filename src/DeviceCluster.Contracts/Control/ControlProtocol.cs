using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Control;

/// <summary>Orders to a device as a whole. Answered by <see cref="DeviceReply.Done"/> when the device has said yes.</summary>
public static class ControlOrder
{
    /// <summary>The session expects the loss, and logs in again when the device is back.</summary>
    public sealed record Reboot(DeviceId Device) : SessionRequest<DeviceReply.Done>(Device)
    {
        public override bool IsOrder => true;

        public override string Words => "reboot";
    }

    /// <summary>Nothing but a hand at the device switches it on again.</summary>
    public sealed record ShutDown(DeviceId Device) : SessionRequest<DeviceReply.Done>(Device)
    {
        public override bool IsOrder => true;

        public override string Words => "shut down";
    }
}
