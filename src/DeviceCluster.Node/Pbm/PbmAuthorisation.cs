using System.Net;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace DeviceCluster.Node.Pbm;

/// <summary>
/// Lets a call in only with the node's secret. The secret is compared first: all that call from this machine share one source,
/// and whoever guesses there must not lock the operator out. The secret itself is too long to be guessed; the wait bounds the noise.
/// </summary>
internal sealed class PbmAuthorisation(PbmSecret secret, FailureBackoff backoff, ILogger<PbmAuthorisation> log) : Interceptor
{
    private const string Scheme = "Bearer ";
    private const int MaxLength = 256;

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, responseStream, context);
    }

    private void Check(ServerCallContext context)
    {
        var source = context.GetHttpContext().Connection.RemoteIpAddress ?? IPAddress.None;
        var presented = context.RequestHeaders.GetValue("authorization") ?? "";
        var wellFormed = presented.Length <= MaxLength && presented.StartsWith(Scheme, StringComparison.Ordinal);
        if (wellFormed && secret.Matches(presented[Scheme.Length..]))
        {
            backoff.Succeeded(source);
            return;
        }
        if (backoff.Wait(source) is { Ticks: > 0 } wait)
            throw new RpcException(
                new Status(StatusCode.ResourceExhausted, $"too many wrong secrets from {source}; wait {Math.Ceiling(wait.TotalSeconds):0} s"));
        backoff.Failed(source);
        log.LogWarning("A pbm call from {Source} had no secret or a wrong one", source);
        throw new RpcException(new Status(StatusCode.Unauthenticated, "the secret is missing or wrong"));
    }
}
