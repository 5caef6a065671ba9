using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>
/// What brings the tables from the version before to <paramref name="Version"/>. It is made in the transaction of the connection it is given, in
/// which its version is written too; what it makes beside that must do no harm when it is made again.
/// </summary>
internal sealed record SchemaStep(int Version, string Words, Func<PostgresDatabase, DataConnection, CancellationToken, Task> MakeAsync);
