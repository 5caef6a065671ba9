using Akka.Actor;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;

namespace DeviceCluster.Actors.Ptz;

/// <summary>What the actor of a camera tells itself.</summary>
internal abstract record PtzTick : INoSerializationVerificationNeeded
{
    /// <summary>News for the steering: a call has returned, or a time has come.</summary>
    public sealed record Heard(CameraInput Input) : PtzTick;

    public sealed record CapabilitiesRead(PtzCapabilities Camera) : PtzTick;

    /// <summary>The device has no such question.</summary>
    public sealed record CapabilitiesUntold(DeviceReply.Refused Reason) : PtzTick;

    public sealed record CapabilitiesUnread(DeviceReply.Refused Reason) : PtzTick;

    public sealed record ViewRead(PtzView View) : PtzTick;

    public sealed record ViewUnread(DeviceReply.Refused Reason) : PtzTick;

    /// <summary>The login begins to end.</summary>
    public sealed record SessionEnds : PtzTick;
}
