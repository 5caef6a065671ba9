using DeviceCluster.Pbm.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Pbm.Tests;

/// <summary>A real gRPC host with palettes of the test's own; what a command does is told by a delegate.</summary>
internal sealed class ScriptedNode : IAsyncDisposable
{
    public const string Secret = "open-sesame";

    private readonly WebApplication _app;

    private ScriptedNode(WebApplication app) => _app = app;

    public string Address => new Uri(_app.Urls.Single()).Authority;

    public static async Task<ScriptedNode> StartAsync(Script? script = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script ?? ((_, _, _) => Task.FromResult(new Exit())));
        var app = builder.Build();
        app.MapGrpcService<Service>();
        await app.StartAsync();
        return new ScriptedNode(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>What a command does: it gets the start, the rest of the requests, and where its replies go.</summary>
    internal delegate Task<Exit> Script(Start start, IAsyncStreamReader<RunRequest> requests, Func<RunReply, Task> reply);

    /// <summary>Thrown by a script: the connection is gone, and with it the answer.</summary>
    internal sealed class ConnectionCutException : Exception;

    private sealed class Service(Script script) : V1.Pbm.PbmBase
    {
        public override Task<PalettesReply> Palettes(PalettesRequest request, ServerCallContext context)
        {
            Authorise(context);
            return Task.FromResult(Samples.Node);
        }

        public override async Task Run(IAsyncStreamReader<RunRequest> requests, IServerStreamWriter<RunReply> replies, ServerCallContext context)
        {
            Authorise(context);
            await requests.MoveNext();
            try
            {
                var exit = await script(requests.Current.Start, requests, reply => replies.WriteAsync(reply));
                await replies.WriteAsync(new RunReply { Exit = exit });
            }
            catch (ConnectionCutException)
            {
                context.GetHttpContext().Features.Get<IConnectionLifetimeFeature>()!.Abort();
            }
        }

        private static void Authorise(ServerCallContext context)
        {
            if (context.RequestHeaders.GetValue("authorization") != $"Bearer {Secret}")
                throw new RpcException(new Status(StatusCode.Unauthenticated, "no"));
        }
    }
}
