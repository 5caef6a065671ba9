using System.Net;
using System.Net.Sockets;
using DeviceCluster.Simulator.Network;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace DeviceCluster.Simulator.Control;

/// <summary>Facts and faults by HTTP and JSON, on the one end point it was given. It has no password: that end point should be on loopback.</summary>
internal sealed class ControlPort : IAsyncDisposable
{
    private const int MaxBody = 16 * 1024;

    private readonly WebApplication _web;

    private ControlPort(WebApplication web, Uri address)
    {
        _web = web;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ControlPort> StartAsync(
        IPEndPoint at, SimulatorHost simulator, SimulatorOptions options, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options.Logs);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(at);
        });
        var web = builder.Build();
        web.UseRouting();
        FleetEndpoints.Map(web, simulator);
        FaultEndpoints.Map(web, simulator);
        JudgeEndpoints.Map(web, simulator);
        PtzEndpoints.Map(web, simulator);
        AlarmEndpoints.Map(web, simulator);
        try
        {
            await web.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await web.DisposeAsync().ConfigureAwait(false);
            throw new PortTakenException(at, SocketType.Stream, PortHolder.Find(at.Port, SocketType.Stream), e);
        }

        if (!IPAddress.IsLoopback(at.Address))
            options.Logs.CreateLogger("Simulator").LogWarning("the control port {At} can be reached from other machines, and has no password", at);

        var address = web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return new ControlPort(web, new Uri(address));
    }

    public async ValueTask DisposeAsync() => await _web.DisposeAsync().ConfigureAwait(false);
}
