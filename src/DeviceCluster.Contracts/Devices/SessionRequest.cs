namespace DeviceCluster.Contracts.Devices;

/// <summary>
/// What is asked or ordered of a device over its session; refused by <see cref="DeviceReply.Refused"/> while there is none. Channels count from 1.
/// </summary>
public abstract record SessionRequest(DeviceId Device) : IForDevice
{
    /// <summary>Whether it changes something at the device, so that it is written down who ordered it.</summary>
    public abstract bool IsOrder { get; }

    /// <summary>What is wanted, in words for people: never a secret.</summary>
    public abstract string Words { get; }

    /// <summary>An order that does good whenever it comes, also when nobody waits for it any more.</summary>
    public virtual bool IsNeverLate => false;
}

/// <summary>A <see cref="SessionRequest"/> that is answered by <typeparamref name="TAnswer"/>, or refused.</summary>
public abstract record SessionRequest<TAnswer>(DeviceId Device) : SessionRequest(Device)
    where TAnswer : class;
