using System.Net.Sockets;
using Akka.Actor;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using DeviceCluster.Domain.Fencing;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Node.Hosting;
using DeviceCluster.Node.Logging;
using DeviceCluster.Node.Pbm;
using DeviceCluster.Sdk;
using Serilog.Core;
using Serilog.Extensions.Logging;

namespace DeviceCluster.Node;

/// <summary>The life of the process: settings, ports, folder, library, host; and every known reason not to run as one line and an exit code.</summary>
internal sealed class NodeProgram(TextWriter output, TextWriter error, TimeProvider time)
{
    // Behind the time that joining may take.
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyRound = TimeSpan.FromMilliseconds(50);

    private bool _isHosted;

    public async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        using var stop = new StopSignals();
        try
        {
            if (args.Contains("--help"))
                return Help();
            var migrate = args is [MigrateProgram.Verb, ..] ? MigrateOrder.Parse([.. args.Skip(1)]) : null;
            var settings = NodeSettings.Read(SettingSource.Load(AppContext.BaseDirectory, migrate?.Settings ?? args));
            await using var log = NodeLog.Create(settings.Node);
            return migrate is null
                ? await RunAsync(settings, log, stop.Told)
                : await MigrateProgram.RunAsync(settings, migrate, log, output, time, stop.Told);
        }
        catch (OperationCanceledException) when (stop.Told.IsCancellationRequested && !_isHosted)
        {
            // Told to stop before there was anything to end in order.
            return ExitCode.Stopped;
        }
        catch (Exception e) when (Known(e) is { } fault)
        {
            foreach (var line in fault.Lines)
                await error.WriteLineAsync($"node: {DeviceCluster.Pbm.Output.Escaped.Text(line)}");
            return fault.ExitCode;
        }
        catch (Exception e)
        {
            await error.WriteLineAsync($"node: this is a fault of the node: {e}");
            return ExitCode.Internal;
        }
    }

    private async Task<int> RunAsync(NodeSettings settings, Logger log, CancellationToken stop)
    {
        StorageOptions.RequireKeys(settings);
        using var ports = await NodePorts.BindAsync(settings, time);
        await NameProbe.RunAsync(settings.Cluster, time, stop);
        using var folder = DataFolder.Open(settings.Node.DataFolder);
        var cluster = ClusterOf(settings, ports, folder) with { EndProcess = new HardEnd(error, log, Environment.Exit).Run };
        var secret = settings.Pbm.Secret ?? new PbmSecret(folder.PbmSecret());
        using var sdk = NetSdk.Load(LibraryFinder.Find(settings.Sdk), time);
        await CheckDatabaseAsync(settings, log, stop);
        // The last moment at which stopping takes no order: from here on the host is told, and ends what it began.
        stop.ThrowIfCancellationRequested();
        _isHosted = true;
        await using var app = NodeHost.Build(settings, ports, cluster, secret, sdk, time, log);
        using var told = stop.Register(app.Lifetime.StopApplication);
        await StartAsync(app);
        await UntilReadyAsync(app.Services.GetRequiredService<ClusterGateway>(), PatienceOf(cluster.Membership), app.Lifetime.ApplicationStopping);
        if (!app.Lifetime.ApplicationStopping.IsCancellationRequested)
            await output.WriteLineAsync($"node: ready http={ports.Http.EndPoint} pbm={ports.Pbm.EndPoint} data={folder.Path}");
        await output.FlushAsync(CancellationToken.None);
        await app.WaitForShutdownAsync(CancellationToken.None);
        var reason = CoordinatedShutdown.Get(app.Services.GetRequiredService<ActorSystem>()).ShutdownReason;
        return UntoldEnd.Of(reason, cluster.Membership) is { } fault ? throw fault : ExitCode.Stopped;
    }

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop meanwhile: what has begun ends as that of a node that had started.
        }
    }

    private static TimeSpan PatienceOf(MembershipSettings membership) => membership.IsClustered ? membership.JoinLimit + ReadyPatience : ReadyPatience;

    // Started is not ready: devices can be spoken to when the shards have their home.
    private async Task UntilReadyAsync(ClusterGateway cluster, TimeSpan limit, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(limit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        var words = "";
        try
        {
            while ((await cluster.IsReadyAsync(end.Token)) is (false, var missing))
            {
                words = missing;
                await Task.Delay(ReadyRound, time, end.Token);
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new NodeFault(ExitCode.Internal, $"the node did not become ready within {limit.TotalSeconds:0} s: {words}");
        }
        catch (OperationCanceledException)
        {
            // Told to stop before it was ready: the host goes on to its end.
        }
    }

    // A shared database is looked at before anything reads it.
    private async Task CheckDatabaseAsync(NodeSettings settings, Logger log, CancellationToken stop)
    {
        if (settings.Storage.Provider != StorageProvider.PostgreSql)
            return;
        using var logs = new SerilogLoggerFactory(log);
        var database = new DatabaseStart(settings.Storage, NodeKeys.Shared(settings), time, logs.CreateLogger<DatabaseStart>());
        await database.CheckAsync(stop);
    }

    private static DeviceClusterSettings ClusterOf(NodeSettings settings, NodePorts ports, DataFolder folder) =>
        new()
        {
            HostName = settings.Cluster.HostName,
            RemotePort = settings.Cluster.Port,
            Membership = settings.Cluster.Membership,
            Fence = FencePolicy.For(settings.Cluster.Membership.StableAfter),
            DataFolder = folder.Path,
            Storage = settings.Storage,
            Envelope = NodeKeys.Envelope(settings) ?? folder.EnvelopeKey(),
            Media = NodeKeys.Media(settings) ?? NodeKeys.Media(folder.MediaKey()),
            MediaBase = settings.Http.MediaBase(ports.Http.EndPoint),
            NodeMediaBase = settings.Http.NodeMediaBase(ports.Http.EndPoint),
            Live = settings.Live,
            // What passes the library passes a relay.
            Relay = new RelaySettings { MaxFrameBytes = settings.Sdk.MaxFrameBytes },
            Sessions = settings.Sessions,
            Asking = settings.Asking,
            Snapshots = settings.Snapshots,
            Ptz = settings.Ptz,
            Jobs = settings.Jobs,
        };

    private int Help()
    {
        output.WriteLine("DeviceCluster.Node [migrate [--replace media,pbm]]: migrate makes the tables of a PostgreSQL database, or brings them to this version, and ends;");
        output.WriteLine("--replace sets the media key or the pbm secret of the settings down in place of those it knows, while no node runs.");
        output.WriteLine("Settings from appsettings.json beside the program, the environment (DeviceCluster__Http__Listen)");
        output.WriteLine("and the command line (--DeviceCluster:Http:Listen=127.0.0.1:9180), the later before the earlier.");
        foreach (var setting in NodeSettings.Help())
            output.WriteLine($"  {setting.Key} = {setting.Fallback}\n      {setting.Allowed}");
        output.WriteLine("Exit codes: 0 stopped in order, 64 wrong settings, 70 fault of the node, 73 data folder, 74 database, 75 port taken, 78 native library.");
        return ExitCode.Stopped;
    }

    /// <summary>The reason in the exception that the operator can do something about; a start that fails deep in the host comes wrapped.</summary>
    internal static NodeFault? Known(Exception e) => e switch
    {
        NodeFault fault => fault,
        SdkUnavailableException library => new NodeFault(ExitCode.Library, library.Message, library),
        DatabaseException => new NodeFault(ExitCode.Database, e.Message, e),
        StorageException or KeyException => new NodeFault(ExitCode.DataFolder, e.Message, e),
        // Our own ports are held from the start, so it is the one that Akka binds.
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => new NodeFault(
            ExitCode.PortTaken, "the port of the cluster was taken: stop what holds it, or set DeviceCluster:Cluster:Port to another port", e),
        AggregateException several => several.InnerExceptions.Select(Known).FirstOrDefault(fault => fault is not null),
        { InnerException: { } inner } => Known(inner),
        _ => null,
    };
}
