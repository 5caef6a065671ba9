using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Client;

/// <summary>Why a question has no answer: the code for programs, the words for people.</summary>
public sealed record Refusal(RefusalCode Code, string Reason, string Remedy, DeviceError? SdkError = null) : IRefusal
{
    public override string ToString() => $"{Reason}: {Remedy}";

    internal static Refusal Of(IRefusal refusal) => refusal as Refusal ?? new(refusal.Code, refusal.Reason, refusal.Remedy, refusal.SdkError);
}
