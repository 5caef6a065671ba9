using DeviceCluster.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Watch;

// Lists the devices, reads the state of one of them, and stores ten seconds of its picture.
return await Outcome.OfAsync(args, async (settings, output) =>
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Error);
    builder.Services.AddDeviceClusterClient(settings.Client);
    using var host = builder.Build();
    await host.StartAsync();
    var client = host.Services.GetRequiredService<IDeviceClusterClient>();
    var stop = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    try
    {
        foreach (var device in (await client.DevicesAsync(cancellationToken: stop)).OrThrow())
            output.WriteLine($"{device.Device} at {device.Address}: {device.Phase?.ToString() ?? "unknown"}");

        var report = (await client.ReportAsync(settings.Device, cancellationToken: stop)).OrThrow();
        output.WriteLine($"{settings.Device} is {report.Status.Phase} on {report.Node}");

        var offer = (await client.OpenLiveAsync(settings.Device, settings.Channel, cancellationToken: stop)).OrThrow();
        await using var stream = (await client.OpenMediaAsync(offer.Links[0], stop)).OrThrow();
        await using var file = File.Create(settings.File);
        using var tenSeconds = CancellationTokenSource.CreateLinkedTokenSource(stop);
        tenSeconds.CancelAfter(TimeSpan.FromSeconds(10));
        await Outcome.UntilAsync(token => stream.CopyToAsync(file, token), tenSeconds.Token);
        stop.ThrowIfCancellationRequested();
        output.WriteLine($"{file.Length} bytes of {offer.VideoCodec}, {offer.Width}x{offer.Height}, are in {settings.File}");
    }
    finally
    {
        await host.StopAsync(CancellationToken.None);
    }
});
