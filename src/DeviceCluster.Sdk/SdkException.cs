namespace DeviceCluster.Sdk;

/// <summary>A native call failed: the code, its name, and words for people.</summary>
public class SdkException : Exception
{
    internal SdkException(string what, uint code, string? detail = null)
        : base($"{what}: {detail ?? SdkErrors.Of(code).Words} ({SdkErrors.Of(code).Name})")
    {
        Code = code;
        Words = detail ?? SdkErrors.Of(code).Words;
    }

    /// <summary>What CLIENT_GetLastError gave: 0x80000000 | n.</summary>
    public uint Code { get; }

    public string Name => SdkErrors.Of(Code).Name;

    public string Words { get; }

    /// <summary>False where the library says that what was ordered was not sent.</summary>
    public bool MayHaveArrived { get; internal init; } = true;
}
