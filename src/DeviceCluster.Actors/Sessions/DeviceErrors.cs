using DeviceCluster.Contracts.Devices;
using DeviceCluster.Sdk;

namespace DeviceCluster.Actors.Sessions;

/// <summary>Refusals that stand for the failure of a call at a device say how the SDK calls it.</summary>
internal static class DeviceErrors
{
    /// <summary>Null: it is none of the SDK.</summary>
    public static DeviceError? Of(Exception? failure) => failure is SdkException e ? new(e.Code, e.Name) : null;
}
