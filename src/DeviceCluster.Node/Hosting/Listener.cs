using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DeviceCluster.Node.Hosting;

/// <summary>Which of the node's ports a connection came in by, and an endpoint is for.</summary>
internal enum Listener
{
    /// <summary>Health, metrics, media: HTTP/1.1.</summary>
    Http,

    /// <summary>pbm: gRPC over HTTP/2.</summary>
    Pbm,
}

/// <summary>Keeps the ports apart by the connection itself: a Host header is the client's own word.</summary>
internal static class ListenerSeparation
{
    private static readonly object Key = new();

    /// <summary>Marks every connection of a port.</summary>
    public static void Mark(this ListenOptions options, Listener listener) => options.Use(next => connection =>
    {
        connection.Items[Key] = listener;
        return next(connection);
    });

    /// <summary>Says that an endpoint answers on one port only.</summary>
    public static TBuilder On<TBuilder>(this TBuilder builder, Listener listener) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(listener);

    public static void UseListenerSeparation(this WebApplication app) => app.Use((context, next) =>
    {
        var cameBy = context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(Key, out var mark) is true ? mark : null;
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.OfType<Listener>().Any(listener => listener.Equals(cameBy)))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
