using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>What the steering of a camera can hear. A ticket is whom to answer, a call is what was sent: each has a number of its own.</summary>
public abstract record CameraInput
{
    public sealed record Ordered(long Ticket, PtzOrder Order) : CameraInput;

    /// <summary>Somebody wants to know when <paramref name="Holder"/> loses the camera.</summary>
    public sealed record Watched(long Ticket, string Holder, TimeSpan For) : CameraInput;

    public sealed record CapabilitiesRead(PtzCapabilities Camera) : CameraInput;

    /// <summary>The device has no such question: nothing is known against what it is told.</summary>
    public sealed record CapabilitiesUntold : CameraInput;

    /// <summary>It gave no answer, which may be another one the next time.</summary>
    public sealed record CapabilitiesUnread(DeviceReply.Refused Reason) : CameraInput;

    /// <summary>The device confirmed it; <paramref name="InPart"/>, of a stop: it ended the continuous move alone, and a tour or the like goes on.</summary>
    public sealed record Done(long Call, bool InPart = false) : CameraInput;

    /// <summary>The device did not confirm it. Not <paramref name="Sure"/>: it may have done it all the same.</summary>
    public sealed record Failed(long Call, DeviceReply.Refused Reason, bool Sure) : CameraInput;

    /// <summary>The time of <see cref="CameraState.Due"/> has come.</summary>
    public sealed record Due : CameraInput;

    /// <summary>The device is handed over: what moves is stopped, and nothing begins any more.</summary>
    public sealed record Leave : CameraInput;

    /// <summary>The session ends, or has ended.</summary>
    public sealed record SessionEnds : CameraInput;
}
