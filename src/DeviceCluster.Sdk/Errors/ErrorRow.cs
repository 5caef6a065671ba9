namespace DeviceCluster.Sdk.Errors;

/// <summary>One code of the ABI: the number without the flag that marks an error.</summary>
internal readonly record struct ErrorRow(uint Low, string Name, string Words);
