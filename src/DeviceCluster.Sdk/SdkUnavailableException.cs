namespace DeviceCluster.Sdk;

/// <summary>The native library cannot be used; the message says what is wrong with which file and what to do.</summary>
public sealed class SdkUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
