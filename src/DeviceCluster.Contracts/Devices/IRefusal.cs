namespace DeviceCluster.Contracts.Devices;

/// <summary>An answer that says no: why, for programs and for people, and what would be right.</summary>
public interface IRefusal
{
    RefusalCode Code { get; }

    string Reason { get; }

    string Remedy { get; }

    /// <summary>How the SDK calls it, where it stands for the failure of a call at a device; null of all others.</summary>
    DeviceError? SdkError => null;
}
