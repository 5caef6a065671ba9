namespace DeviceCluster.Actors.Credentials;

/// <summary>A key that is missing, malformed or not the one a secret was sealed with. The message says what to do.</summary>
public sealed class KeyException(string message, Exception? inner = null) : Exception(message, inner);
