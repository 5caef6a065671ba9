using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors;

/// <summary>A question that was answered with a refusal, where the answer itself is the return value.</summary>
public sealed class RefusedException(IRefusal refusal) : Exception(refusal.Reason)
{
    public IRefusal Refusal { get; } = refusal;
}
