namespace DeviceCluster.Sdk.Configuration;

/// <summary>What the device said to a table that it took.</summary>
/// <param name="NeedsRestart">It comes into force when the device is started again.</param>
public sealed record TableWritten(bool NeedsRestart);
