namespace DeviceCluster.Contracts.Devices;

/// <summary>Anything the shard region can route: it says which device it is for.</summary>
public interface IForDevice
{
    DeviceId Device { get; }
}
