using System.Text.Json;
using DeviceCluster.Node.Hosting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeviceCluster.Node.Health;

/// <summary>Alive: the process should go on living; ready: it can do its work.</summary>
internal static class NodeHealth
{
    public const string LivePath = "/health/live";
    public const string ReadyPath = "/health/ready";

    private const string Ready = "ready";
    private const string Live = "live";

    public static void AddNodeHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<ActorSystemCheck>("actors", tags: [Live, Ready])
        .AddCheck<ClusterCheck>("cluster", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
        .AddCheck<StorageCheck>("storage", tags: [Ready]);

    public static void MapNodeHealth(this WebApplication app)
    {
        Map(app, LivePath, Live);
        Map(app, ReadyPath, Ready);
    }

    private static void Map(WebApplication app, string path, string tag) => app.MapHealthChecks(path, new HealthCheckOptions
    {
        Predicate = check => check.Tags.Contains(tag),
        ResponseWriter = WriteAsync,
    }).On(Listener.Http);

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        var checks = report.Entries.Select(e =>
            $"\"{e.Key}\":{{\"status\":\"{e.Value.Status}\",\"words\":\"{JsonEncodedText.Encode(e.Value.Description ?? "")}\"}}");
        return context.Response.WriteAsync($"{{\"status\":\"{report.Status}\",\"checks\":{{{string.Join(",", checks)}}}}}\n", context.RequestAborted);
    }
}
