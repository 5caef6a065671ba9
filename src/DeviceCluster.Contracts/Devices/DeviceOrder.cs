namespace DeviceCluster.Contracts.Devices;

/// <summary>
/// A command that is carried out once, however often it is sent under its key: who got no answer sends it again and is answered as the first time.
/// Answered by <see cref="DeviceReply"/>.
/// </summary>
public sealed record DeviceOrder(OrderKey Key, DeviceCommand Command) : IForDevice
{
    public DeviceId Device => Command.Device;

    /// <summary>Who gives it, for the audit; null where nobody said so.</summary>
    public Origin? By { get; init; }
}
