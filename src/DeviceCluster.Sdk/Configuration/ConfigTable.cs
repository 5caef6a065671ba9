using System.Text.Json;

namespace DeviceCluster.Sdk.Configuration;

/// <summary>A configuration table as the device has it.</summary>
/// <param name="Name">As devices call it: General, NTP, Encode, …</param>
/// <param name="Channel0">Null = of all channels, or one that has none.</param>
/// <param name="Table">An object, or a list with one entry for each channel.</param>
public sealed record ConfigTable(string Name, int? Channel0, JsonElement Table);
