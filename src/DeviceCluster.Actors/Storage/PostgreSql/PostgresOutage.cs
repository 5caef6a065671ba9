using System.Net.Sockets;
using Akka.Pattern;
using Npgsql;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>Tells a server that cannot be reached, or cannot work now, from one that answers no.</summary>
internal static class PostgresOutage
{
    // Classes of SQLSTATE: connection, resources, operator's intervention (also "starting up"), system; and the one code of a standby.
    private static readonly string[] Classes = ["08", "53", "57P", "58", PostgresErrorCodes.ReadOnlySqlTransaction];

    public static bool Is(Exception? cause) => cause switch
    {
        null => false,
        PostgresException answer => Classes.Any(begin => answer.SqlState.StartsWith(begin, StringComparison.Ordinal)),
        NpgsqlException or SocketException or TimeoutException or OpenCircuitException => true,
        AggregateException several => several.InnerExceptions.Any(Is),
        _ => Is(cause.InnerException),
    };

    /// <summary>"Exception while reading from stream" says little without what was wrong with the stream.</summary>
    public static string Words(Exception cause) => cause.InnerException is { } inner ? $"{cause.Message} ({inner.GetBaseException().Message})" : cause.Message;
}
