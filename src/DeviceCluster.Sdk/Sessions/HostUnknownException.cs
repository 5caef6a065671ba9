namespace DeviceCluster.Sdk.Sessions;

/// <summary>A host name has no address, or none was found in time; the message says which.</summary>
internal sealed class HostUnknownException(string message, Exception? inner = null) : Exception(message, inner);
