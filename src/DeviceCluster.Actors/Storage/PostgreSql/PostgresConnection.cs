using Npgsql;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>
/// The connection string as it is used: what the operator wrote, with every wait bounded. A server that stands still costs a call its command time
/// and, for the attempt to take the command back, its connect time: together less than the 10 s after which Akka's journal counts a write as failed.
/// </summary>
public static class PostgresConnection
{
    public const string Allowed =
        "Host=…;Port=5432;Database=…;Username=…;Password=…, as Npgsql reads it; values with ';' stand in quotes; Timeout is at most 5 s, Command Timeout 10 s";

    private const int ConnectSeconds = 3;
    private const int MostConnectSeconds = 5;
    private const int CommandSeconds = 6;
    private const int MostCommandSeconds = 10;
    private const int PoolSize = 30;
    private const int MostPoolSize = 200;
    private const int KeepAliveSeconds = 5;
    private const int KeepAliveRetrySeconds = 2;

    private static readonly NpgsqlConnectionStringBuilder Untouched = new();

    /// <summary>Null where the text cannot be used; <paramref name="problem"/> then says why without repeating any of it.</summary>
    public static string? Bound(string text, out string problem)
    {
        if (text.Contains("://", StringComparison.Ordinal) && !text.Contains('=', StringComparison.Ordinal))
        {
            problem = "a URL, which Npgsql does not read";
            return null;
        }

        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            problem = Missing(connection) is { } part ? $"without {part}" : "";
            return problem.Length == 0 ? Bound(connection) : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            // Its words would repeat the key, and that is a piece of the password where a quote was forgotten.
            problem = "no list of keys and values that Npgsql knows";
            return null;
        }
    }

    private static string? Missing(NpgsqlConnectionStringBuilder connection) =>
        string.IsNullOrWhiteSpace(connection.Host) ? "Host"
        : string.IsNullOrWhiteSpace(connection.Database) ? "Database"
        : string.IsNullOrWhiteSpace(connection.Username) ? "Username"
        : null;

    private static string Bound(NpgsqlConnectionStringBuilder connection)
    {
        connection.Timeout = Bound(connection.Timeout, Untouched.Timeout, ConnectSeconds, MostConnectSeconds);
        connection.CommandTimeout = Bound(connection.CommandTimeout, Untouched.CommandTimeout, CommandSeconds, MostCommandSeconds);
        connection.MaxPoolSize = Bound(connection.MaxPoolSize, Untouched.MaxPoolSize, PoolSize, MostPoolSize);
        // Each round of negotiation that is offered is one more wait for a server that stands still.
        connection.GssEncryptionMode = GssEncryptionMode.Disable;
        connection.TcpKeepAlive = true;
        connection.TcpKeepAliveTime = KeepAliveSeconds;
        connection.TcpKeepAliveInterval = KeepAliveRetrySeconds;
        // Details of an error may be the values of a row.
        connection.IncludeErrorDetail = false;
        connection.ApplicationName ??= "DeviceCluster";
        return connection.ConnectionString;
    }

    // Npgsql's 0 waits for ever; its defaults are longer than an order is patient.
    private static int Bound(int value, int untouched, int usual, int most) =>
        value == untouched ? usual : value <= 0 ? most : Math.Min(value, most);
}
