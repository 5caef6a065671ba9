using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DeviceCluster.Testing.Clocks;
using DeviceCluster.Testing.Processes;
using Npgsql;

namespace DeviceCluster.Testing.Postgres;

/// <summary>A PostgreSQL 15 of the test's own: own folder, own port, own password; it can be stopped, frozen and lose its clients, and it is gone with the test.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "devicecluster";
    private const int PortTries = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly PostgresOptions _options;
    private readonly string _folder;
    private readonly RunningProgram _guard;
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private RunningProgram? _program;
    private FakeClock? _clock;
    private int _process;

    private PostgresServer(PostgresOptions options, string folder)
    {
        _options = options;
        _folder = folder;
        _guard = PostgresGuard.Start(folder);
    }

    public IPAddress Address => _options.Address;

    public int Port { get; private set; }

    /// <summary>What the server wrote since its last start.</summary>
    public string Output => _program?.Output ?? "";

    public bool IsRunning => _program is { IsRunning: true };

    public static async Task<PostgresServer> StartAsync(PostgresOptions? options = null)
    {
        var server = new PostgresServer(options ?? new PostgresOptions(), await PostgresAccount.FolderAsync());
        try
        {
            await server.InitialiseAsync();
            await server.FirstStartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>As a user would write it: host, port, name, password; everything else is the program's own choice.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Address.ToString(),
        Port = Port,
        Database = database,
        Username = User,
        Password = _password,
    }.ConnectionString;

    public async Task<string> CreateDatabaseAsync(string name)
    {
        using var quoting = new NpgsqlCommandBuilder();
        await ExecuteAsync($"create database {quoting.QuoteIdentifier(name)}");
        return ConnectionString(name);
    }

    /// <summary>Another database with all that is in the one; nobody may be connected to that.</summary>
    public async Task<string> CopyDatabaseAsync(string from, string to)
    {
        using var quoting = new NpgsqlCommandBuilder();
        await ExecuteAsync($"create database {quoting.QuoteIdentifier(to)} template {quoting.QuoteIdentifier(from)}");
        return ConnectionString(to);
    }

    /// <summary>As a crash: no connection is ended in order, what was committed is there after the next start.</summary>
    public async Task StopImmediateAsync()
    {
        if (_program is null)
            return;
        Thaw();
        _program.Signal("QUIT");
        await _program.ExitAsync(Limit);
        await _program.DisposeAsync();
        _program = null;
        _process = 0;
    }

    /// <summary>On the same port, with the same data.</summary>
    public async Task StartAgainAsync()
    {
        _program = PostgresAccount.Start(_options.Prefix, "postgres", Settings(), _clock?.Environment);
        await _program.WaitForLineAsync("database system is ready to accept connections", Limit);
        _process = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
    }

    /// <summary>All its processes stand still: connections stay, the kernel accepts new ones, no answer ever comes.</summary>
    public void Freeze() => ProcessTree.Signal(Running(), "STOP");

    public void Thaw()
    {
        if (_process == 0)
            return;
        // The children first: the parent, awake alone, would wait for them.
        ProcessTree.Send("CONT", ProcessTree.Children(_process));
        ProcessTree.Signal(_process, "CONT");
    }

    /// <summary>Every client loses its connection; the server goes on.</summary>
    public Task KillBackendsAsync() =>
        ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()");

    /// <summary>The server's wall clock is this far from the true one from now on. Needs <see cref="PostgresOptions.FakeTime"/>.</summary>
    public void JumpClock(TimeSpan offset) =>
        (_clock ?? throw new InvalidOperationException("the server was started without FakeTime")).Jump(offset);

    public async ValueTask DisposeAsync()
    {
        await _guard.DisposeAsync();
        Thaw();
        if (_program is not null)
        {
            _program.Signal("QUIT");
            await Task.WhenAny(_program.ExitAsync(TimeSpan.FromSeconds(10)));
            await _program.DisposeAsync();
            _program = null;
        }
        NpgsqlConnection.ClearAllPools();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private async Task InitialiseAsync()
    {
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, _password);
        await PostgresAccount.OwnAsync(passwordFile);
        await PostgresAccount.RunToEndAsync("initdb",
            ["-D", Data, "-U", User, "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        File.Delete(passwordFile);
        if (!IPAddress.IsLoopback(Address))
        {
            await File.AppendAllTextAsync(Path.Combine(Data, "pg_hba.conf"), "host all all all scram-sha-256\n");
        }
        if (_options.FakeTime)
            _clock = await FakeClock.InAsync(_folder);
    }

    /// <summary>A port that was free a moment ago may be another's now: then the next one.</summary>
    private async Task FirstStartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = _options.Port != 0 ? _options.Port : FreePort();
            try
            {
                await StartAgainAsync();
                return;
            }
            catch (InvalidOperationException failure) when (attempt < PortTries && failure.Message.Contains("could not bind", StringComparison.Ordinal))
            {
                await _program!.DisposeAsync();
            }
        }
    }

    private IEnumerable<string> Settings() =>
    [
        "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", _folder, "-h", Address.ToString(),
        "-c", $"max_connections={_options.MaxConnections}", "-c", "shared_buffers=32MB",
        // What a process wrote survives its own death; only the machine's would need these.
        "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "logging_collector=off",
    ];

    private int FreePort()
    {
        using var probe = new Socket(Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(Address, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private int Running() => _process != 0 ? _process : throw new InvalidOperationException("the server is not running");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
