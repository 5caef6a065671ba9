using DeviceCluster.Actors.Storage.PostgreSql;
using Npgsql;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>What becomes of the connection string that an operator writes.</summary>
public class PostgresConnectionTests
{
    private const string Plain = "Host=db;Database=dc;Username=dc;Password=p";

    [Fact]
    public void Every_wait_has_a_bound_that_an_order_can_wait_for()
    {
        var used = Used(Plain);

        Assert.Equal((3, 6, 30), (used.Timeout, used.CommandTimeout, used.MaxPoolSize));
        Assert.True(used.Timeout + used.CommandTimeout < 10);
        Assert.Equal((true, GssEncryptionMode.Disable, "DeviceCluster"), (used.TcpKeepAlive, used.GssEncryptionMode, used.ApplicationName));
    }

    [Theory]
    [InlineData("Timeout=300;Command Timeout=600;Maximum Pool Size=5000", 5, 10, 200)]
    [InlineData("Timeout=0;Command Timeout=0", 5, 10, 30)]
    [InlineData("Timeout=1;CommandTimeout=2;MaxPoolSize=3", 1, 2, 3)]
    public void What_the_operator_wrote_holds_within_bounds(string own, int connect, int command, int pool)
    {
        var used = Used($"{Plain};{own}");

        Assert.Equal((connect, command, pool), (used.Timeout, used.CommandTimeout, used.MaxPoolSize));
    }

    [Fact]
    public void Everything_else_stays_as_it_was_written_and_bounding_twice_changes_nothing()
    {
        var used = Used("Host=a,b;Port=6432;Database=dc;Username=dc;Password='x;\"$ y\\';Search Path=own;SSL Mode=VerifyFull;Application Name=mine");

        Assert.Equal(
            ("a,b", 6432, "x;\"$ y\\", "own", SslMode.VerifyFull, "mine"),
            (used.Host, used.Port, used.Password, used.SearchPath, used.SslMode, used.ApplicationName));
        Assert.Equal(used.ConnectionString, Used(used.ConnectionString).ConnectionString);
    }

    [Theory]
    [InlineData("Database=dc;Username=dc;Password=secret", "without Host")]
    [InlineData("Host=db;Username=dc;Password=secret", "without Database")]
    [InlineData("Host=db;Database=dc;Password=secret", "without Username")]
    [InlineData("Host=db;Database=dc;Username=dc;Password=se;cret", "no list of keys and values")]
    [InlineData("Host=db;Database=dc;Username=dc;Password=secret;Timeout=soon", "no list of keys and values")]
    [InlineData("secret", "no list of keys and values")]
    [InlineData("postgresql://dc:secret@db/dc", "a URL")]
    public void Nonsense_is_refused_and_not_repeated(string text, string words)
    {
        Assert.Null(PostgresConnection.Bound(text, out var problem));

        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", problem, StringComparison.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder Used(string text) => new(PostgresConnection.Bound(text, out _));
}
