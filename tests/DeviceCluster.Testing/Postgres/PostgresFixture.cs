namespace DeviceCluster.Testing.Postgres;

/// <summary>
/// One server for the tests of an assembly, a database of its own for each test. A test project derives a class that adds xunit's IAsyncLifetime
/// and makes it a collection fixture. A test that breaks its server starts its own <see cref="PostgresServer"/>.
/// </summary>
public class PostgresFixture : IAsyncDisposable
{
    private PostgresServer? _server;
    private int _databases;

    public PostgresServer Server => _server ?? throw new InvalidOperationException("the fixture was not initialised");

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    /// <summary>An empty database nobody else has; its connection string.</summary>
    public Task<string> FreshDatabaseAsync() => Server.CreateDatabaseAsync($"test{Interlocked.Increment(ref _databases)}");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
