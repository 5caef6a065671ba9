namespace DeviceCluster.Sdk;

/// <summary>One thing that was looked at: whether it is as it should be, what was found, and what helps where it is not.</summary>
public sealed record SdkFinding(string Check, bool Good, string Found, string Remedy);
