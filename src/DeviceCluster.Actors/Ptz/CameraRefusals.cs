using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using DeviceCluster.Sdk;

namespace DeviceCluster.Actors.Ptz;

/// <summary>
/// Of what a camera was told, in the words of people: they count channels from 1, and know no numbers of commands. What the library would not have sent
/// was refused before, by <see cref="PtzRules"/>.
/// </summary>
internal static class CameraRefusals
{
    public static DeviceReply.Refused Of(Exception failure, PtzOrder order, PtzStep step) => failure switch
    {
        SdkException { Code: SdkErrors.IllegalParameter or SdkErrors.Unsupported, MayHaveArrived: true } e => new(
            RefusalCode.DeviceRefused,
            $"the camera of channel {order.Channel} refuses it: {e.Words} ({e.Name})",
            PtzRemedies.Of(step, order),
            DeviceErrors.Of(e)),
        // Refused before it was sent: asked for what steers the camera, the device had nothing.
        SdkException { Code: SdkErrors.IllegalParameter or SdkErrors.Unsupported } e => new(
            RefusalCode.DeviceRefused,
            $"the device has no camera control for channel {order.Channel}: {e.Words} ({e.Name})",
            "use a channel whose camera moves, or look at the device itself how this one is set up",
            DeviceErrors.Of(e)),
        _ => SessionRefusals.Of(failure, order),
    };
}
