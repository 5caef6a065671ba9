namespace DeviceCluster.Contracts.Devices;

/// <summary>What the cluster tells a device entity; not for other services.</summary>
public abstract record DeviceSignal(DeviceId Device) : IForDevice
{
    /// <summary>Starts the entity after a restart or a move; a running entity ignores it.</summary>
    public sealed record Wake(DeviceId Device) : DeviceSignal(Device);

    /// <summary>The answer to <see cref="Wake"/> of an entity that is not enrolled and stops.</summary>
    public sealed record NotEnrolled(DeviceId Device) : DeviceSignal(Device);
}

/// <summary>The hand-off stop message: finish, log out, stop.</summary>
public sealed record StopDevice
{
    public static StopDevice Instance { get; } = new();
}
