using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>What every refusal has, and the error of the SDK that some have.</summary>
internal static class RefusalValues
{
    public static RefusalData ToWire(this IRefusal refusal) => new()
    {
        Code = (int)refusal.Code,
        Reason = refusal.Reason,
        Remedy = refusal.Remedy,
        Error = refusal.SdkError?.ToWire(),
    };

    public static DeviceErrorData ToWire(this DeviceError error) => new() { Code = error.Code, Name = error.Name };

    public static DeviceError? OrNull(this DeviceErrorData? d) => d is null ? null : new(d.Code, Allowed.Text(d.Name, DeviceError.MaxName, "the name of the error"));
}
