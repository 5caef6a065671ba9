using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>What the steering of a camera wants done, in order.</summary>
public abstract record CameraEffect
{
    /// <summary>Ask the camera what it can do, then hand in <see cref="CameraInput.CapabilitiesRead"/>, <see cref="CameraInput.CapabilitiesUntold"/> or <see cref="CameraInput.CapabilitiesUnread"/>.</summary>
    public sealed record ReadCapabilities : CameraEffect;

    /// <summary>Tell the camera at once, then hand in <see cref="CameraInput.Done"/> or <see cref="CameraInput.Failed"/>.</summary>
    public sealed record Send(long Call, PtzStep Step) : CameraEffect;

    /// <summary>The order is carried out; <paramref name="Lease"/> tells who has the camera now.</summary>
    public sealed record Done(long Ticket, PtzLease? Lease) : CameraEffect;

    public sealed record Refuse(long Ticket, DeviceReply.Refused Reply) : CameraEffect;

    /// <summary>The lease that somebody watched is over.</summary>
    public sealed record LeaseEnded(long Ticket, PtzHolder? TakenBy, string Reason) : CameraEffect;

    /// <summary>A line for the log.</summary>
    public sealed record Note(string Words) : CameraEffect;
}
