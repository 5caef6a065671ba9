using DeviceCluster.Client.Asking;
using DeviceCluster.Client.Live;
using DeviceCluster.Client.Membership;
using DeviceCluster.Client.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeviceCluster.Client;

/// <summary>Puts the client into the host of a service.</summary>
public static class DeviceClusterClientHosting
{
    /// <summary>
    /// Adds <see cref="IDeviceClusterClient"/>. With the host the service joins the cluster as a member that holds no devices and has no vote, and
    /// leaves it. It has an actor system of its own for that: one that the service has itself is left alone.
    /// </summary>
    /// <exception cref="ArgumentException">An option is not usable; the words say which, and what would be right.</exception>
    public static IServiceCollection AddDeviceClusterClient(this IServiceCollection services, DeviceClusterClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new InFlight(options.MaxInFlight));
        services.AddSingleton(at => new ClientMeter(at.GetRequiredService<InFlight>()));
        services.AddSingleton(at => new MediaReader(at.GetRequiredService<TimeProvider>()));
        services.AddSingleton(at => new ClusterLink(options, at.GetRequiredService<TimeProvider>(), Logs(at), at.GetRequiredService<ClientMeter>()));
        services.AddSingleton<IHostedService>(at => at.GetRequiredService<ClusterLink>());
        services.AddSingleton(at => new ClusterRoad(() => at.GetRequiredService<ClusterLink>().Present));
        services.AddSingleton<IDeviceClusterClient>(at => new DeviceClusterClient(
            options,
            at.GetRequiredService<ClusterRoad>(),
            at.GetRequiredService<InFlight>(),
            at.GetRequiredService<MediaReader>(),
            at.GetRequiredService<ClientMeter>(),
            at.GetRequiredService<TimeProvider>(),
            Logs(at).CreateLogger<DeviceClusterClient>()));
        return services;
    }

    private static ILoggerFactory Logs(IServiceProvider at) => at.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
}
