using OpenTelemetry.Metrics;

namespace DeviceCluster.Node.Telemetry;

/// <summary>What <c>/metrics</c> shows: the node's own meters, ASP.NET's and the runtime's.</summary>
internal static class NodeMetrics
{
    public static void AddNodeMetrics(this IServiceCollection services)
    {
        services.AddSingleton<MediaMeter>();
        services.AddHostedService<NodeMeter>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("DeviceCluster", MediaMeter.Name)
            .AddMeter("Microsoft.AspNetCore.Server.Kestrel")
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
    }
}
