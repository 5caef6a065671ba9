using System.Net.Sockets;
using System.Security.Cryptography;
using Akka.Actor;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Node.Hosting;
using DeviceCluster.Node.Logging;
using DeviceCluster.Node.Pbm;
using DeviceCluster.Sdk;
using Serilog.Core;

namespace DeviceCluster.Node;

/// <summary>The life of the process: settings, ports, folder, library, host; and every known reason not to run as one line and an exit code.</summary>
internal sealed class NodeProgram(TextWriter output, TextWriter error, TimeProvider time)
{
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyRound = TimeSpan.FromMilliseconds(50);

    public async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        try
        {
            if (args.Contains("--help"))
                return Help();
            var settings = NodeSettings.Read(SettingSource.Load(AppContext.BaseDirectory, args));
            await using var log = NodeLog.Create(settings.Node);
            return await RunAsync(settings, log);
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

    private async Task<int> RunAsync(NodeSettings settings, Logger log)
    {
        using var ports = await NodePorts.BindAsync(settings, time);
        using var folder = DataFolder.Open(settings.Node.DataFolder);
        var cluster = ClusterOf(settings, ports, folder);
        var secret = new PbmSecret(folder.PbmSecret());
        using var sdk = NetSdk.Load(LibraryFinder.Find(settings.Sdk), time);
        await using var app = NodeHost.Build(settings, ports, cluster, secret, sdk, time, log);
        await app.StartAsync();
        await UntilReadyAsync(app.Services.GetRequiredService<ClusterGateway>(), app.Lifetime.ApplicationStopping);
        if (!app.Lifetime.ApplicationStopping.IsCancellationRequested)
            await output.WriteLineAsync($"node: ready http={ports.Http.EndPoint} pbm={ports.Pbm.EndPoint} data={folder.Path}");
        await output.FlushAsync();
        await app.WaitForShutdownAsync();
        return CoordinatedShutdown.Get(app.Services.GetRequiredService<ActorSystem>()).ShutdownReason is CoordinatedShutdown.ClusterDowningReason
            ? throw new NodeFault(ExitCode.Internal, "the other nodes of the cluster took this one out; start it again")
            : ExitCode.Stopped;
    }

    // Started is not ready: devices can be spoken to when the shards have their home.
    private async Task UntilReadyAsync(ClusterGateway cluster, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(ReadyPatience, time);
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
            throw new NodeFault(ExitCode.Internal, $"the node did not become ready within {ReadyPatience.TotalSeconds:0} s: {words}");
        }
        catch (OperationCanceledException)
        {
            // Told to stop before it was ready: the host goes on to its end.
        }
    }

    private DeviceClusterSettings ClusterOf(NodeSettings settings, NodePorts ports, DataFolder folder)
    {
        var media = settings.Keys.Media ?? folder.MediaKey();
        return new DeviceClusterSettings
        {
            HostName = settings.Cluster.HostName,
            RemotePort = settings.Cluster.Port,
            DataFolder = folder.Path,
            Envelope = settings.Keys.Envelope is { } key
                ? EnvelopeKey.FromBase64(Convert.ToBase64String(key), "DeviceCluster:Keys:Envelope")
                : folder.EnvelopeKey(),
            // Named by its hash, so that nodes with the same key call it the same.
            Media = new MediaKey(Convert.ToHexStringLower(SHA256.HashData(media).AsSpan(0, 4)), media),
            MediaBase = settings.Http.MediaBase(ports.Http.EndPoint),
            Live = settings.Live,
            Sessions = settings.Sessions,
            EndProcess = End,
        };
    }

    // From a thread that watches over sessions: nothing else may be waited for, and a native call may hang for ever.
    private void End(string why)
    {
        error.WriteLine($"node: {DeviceCluster.Pbm.Output.Escaped.Text(why)}; the process ends at once");
        error.Flush();
        Environment.Exit(ExitCode.Internal);
    }

    private int Help()
    {
        output.WriteLine("DeviceCluster.Node: settings from appsettings.json beside the program, the environment (DeviceCluster__Http__Listen)");
        output.WriteLine("and the command line (--DeviceCluster:Http:Listen=127.0.0.1:9180), the later before the earlier.");
        foreach (var setting in NodeSettings.Help())
            output.WriteLine($"  {setting.Key} = {setting.Fallback}\n      {setting.Allowed}");
        output.WriteLine("Exit codes: 0 stopped in order, 64 wrong settings, 70 fault of the node, 73 data folder, 75 port taken, 78 native library.");
        return ExitCode.Stopped;
    }

    /// <summary>The reason in the exception that the operator can do something about; a start that fails deep in the host comes wrapped.</summary>
    internal static NodeFault? Known(Exception e) => e switch
    {
        NodeFault fault => fault,
        SdkUnavailableException library => new NodeFault(ExitCode.Library, library.Message, library),
        StorageException or KeyException => new NodeFault(ExitCode.DataFolder, e.Message, e),
        // Our own ports are held from the start, so it is the one that Akka binds.
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => new NodeFault(
            ExitCode.PortTaken, "the port of the cluster was taken: stop what holds it, or set DeviceCluster:Cluster:Port to another port", e),
        AggregateException several => several.InnerExceptions.Select(Known).FirstOrDefault(fault => fault is not null),
        { InnerException: { } inner } => Known(inner),
        _ => null,
    };
}
