namespace DeviceCluster.Actors.Storage;

/// <summary>The data folder or a file in it cannot be used. The message says which, and what to do.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
