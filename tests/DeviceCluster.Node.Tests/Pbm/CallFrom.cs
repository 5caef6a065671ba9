using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace DeviceCluster.Node.Tests.Pbm;

/// <summary>A call as the server sees it: from an address, with a secret.</summary>
internal sealed class CallFrom : ServerCallContext
{
    // The key under which the server keeps the HTTP request of a call.
    private const string HttpContextKey = "__HttpContext";

    public CallFrom(IPAddress source, string secret)
    {
        RequestHeadersCore = new Metadata { { "authorization", $"Bearer {secret}" } };
        UserState[HttpContextKey] = new DefaultHttpContext { Connection = { RemoteIpAddress = source } };
    }

    protected override string MethodCore => "/test";
    protected override string HostCore => "test";
    protected override string PeerCore => "test";
    protected override DateTime DeadlineCore => DateTime.MaxValue;
    protected override Metadata RequestHeadersCore { get; }
    protected override CancellationToken CancellationTokenCore => CancellationToken.None;
    protected override Metadata ResponseTrailersCore { get; } = [];
    protected override Status StatusCore { get; set; }
    protected override WriteOptions? WriteOptionsCore { get; set; }
    protected override AuthContext AuthContextCore => new("test", []);

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();
}
