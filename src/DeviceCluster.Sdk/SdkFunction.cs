namespace DeviceCluster.Sdk;

/// <summary>One function of the ABI in the loaded library: whether it is there, and whether this program calls it.</summary>
public sealed record SdkFunction(string Symbol, bool OfManual, bool IsExported, bool IsCalled);
