using System.Security.Cryptography;
using DeviceCluster.Client;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Watch;

// Lists the devices, reads the state of one of them, and stores ten seconds of its picture.
#pragma warning disable RS0030 // The one place where the process's own streams are taken.
var (output, errors) = (Console.Out, Console.Error);
#pragma warning restore RS0030
try
{
    var builder = Host.CreateApplicationBuilder(args);
    var settings = WatchSettings.Read(builder.Configuration);
    builder.Logging.SetMinimumLevel(LogLevel.Error);
    builder.Services.AddDeviceClusterClient(new DeviceClusterClientOptions
    {
        Seeds = settings.Seeds,
        HostName = settings.Listen,
        Tls = settings.Tls,
    });
    using var host = builder.Build();
    await host.StartAsync();
    var refusal = await WatchAsync(host, settings);
    await host.StopAsync();
    return refusal is null ? 0 : Fail(1, $"{refusal.Reason}: {refusal.Remedy}");
}
catch (Exception e) when (e is ArgumentException or CryptographicException)
{
    return Fail(64, $"{e.Message}\n{WatchSettings.Usage}");
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    return Fail(1, e.Message);
}

// Null: all of it was done.
async Task<IRefusal?> WatchAsync(IHost host, WatchSettings settings)
{
    var client = host.Services.GetRequiredService<IDeviceClusterClient>();
    var stop = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    var devices = await client.DevicesAsync(cancellationToken: stop);
    if (!devices.IsGiven)
        return devices.Refusal;
    foreach (var device in devices.Value)
        output.WriteLine($"{device.Device} at {device.Address}: {device.Phase?.ToString() ?? "unknown"}");

    var report = await client.ReportAsync(settings.Device, cancellationToken: stop);
    if (!report.IsGiven)
        return report.Refusal;
    output.WriteLine($"{settings.Device} is {report.Value.Status.Phase} on {report.Value.Node}");

    var live = await client.OpenLiveAsync(settings.Device, settings.Channel, cancellationToken: stop);
    if (live is not LiveReply.Offered { Offer: var offer })
        return live as IRefusal;
    var media = await client.OpenMediaAsync(offer.Links[0], stop);
    if (!media.IsGiven)
        return media.Refusal;

    using var tenSeconds = CancellationTokenSource.CreateLinkedTokenSource(stop);
    tenSeconds.CancelAfter(TimeSpan.FromSeconds(10));
    await using var stream = media.Value;
    await using var file = File.Create(settings.File);
    try
    {
        await stream.CopyToAsync(file, tenSeconds.Token);
        return new Refusal(RefusalCode.Offline, $"the view ended after {file.Length} bytes", "look with 'pbm device why' at the device");
    }
    catch (OperationCanceledException) when (!stop.IsCancellationRequested)
    {
        output.WriteLine($"{file.Length} bytes of {offer.VideoCodec}, {offer.Width}x{offer.Height}, are in {settings.File}");
        return null;
    }
}

int Fail(int code, string words)
{
    errors.WriteLine($"watch: {string.Concat(words.Select(c => char.IsControl(c) && c != '\n' ? '?' : c))}");
    return code;
}
