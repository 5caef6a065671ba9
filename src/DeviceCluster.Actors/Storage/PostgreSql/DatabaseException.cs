namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>The shared database cannot be used as it is: not there, without this program's tables, or of another key. The message says what to do.</summary>
public sealed class DatabaseException(string message, Exception? inner = null) : Exception(message, inner);
