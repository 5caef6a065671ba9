namespace DeviceCluster.Contracts.Devices;

/// <summary>A <see cref="SessionRequest"/> with the one who makes it. Answered as the request is.</summary>
public sealed record SessionOrder(SessionRequest Request, Origin By) : IForDevice
{
    public DeviceId Device => Request.Device;
}
