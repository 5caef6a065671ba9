using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DeviceCluster.Pbm.Invocation;
using DeviceCluster.Pbm.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace DeviceCluster.Pbm.Connection;

/// <summary>One gRPC channel to a node, with the secret on every call.</summary>
internal sealed class NodeConnection : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PalettesTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WordsTimeout = TimeSpan.FromSeconds(1);

    private readonly GrpcChannel _channel;
    private readonly V1.Pbm.PbmClient _client;
    private readonly Metadata _headers;
    private readonly SecretSource _secret;

    public NodeConnection(NodeAddress node, SecretSource secret, string? caFile)
    {
        if (!node.Tls && !node.IsLoopback)
            throw new PbmException(
                ExitCode.NotAllowed, "no-tls", $"the secret would cross the network to {node} in clear text",
                $"https://{node} if the node has a certificate, else a tunnel: ssh -L {node.Port}:127.0.0.1:{node.Port} {node.Host}");
        if (node.Tls)
            HomeFolder.Ensure();
        Node = node;
        _secret = secret;
        _headers = new Metadata { { "authorization", "Bearer " + secret.Secret } };
        _channel = GrpcChannel.ForAddress(node.Uri, new GrpcChannelOptions { HttpHandler = Handler(caFile), DisposeHttpClient = true });
        _client = new V1.Pbm.PbmClient(_channel);
    }

    public NodeAddress Node { get; }

    public async Task<PalettesReply> PalettesAsync(TimeProvider time, CancellationToken stop)
    {
        try
        {
            return await _client.PalettesAsync(new PalettesRequest(), _headers, (time.GetUtcNow() + PalettesTimeout).UtcDateTime, stop);
        }
        catch (RpcException e)
        {
            throw Explain(e);
        }
    }

    /// <summary>Words of a kind that begin so. None where the node does not tell in time: completion is a help, no answer.</summary>
    public async Task<IReadOnlyList<string>> WordsAsync(string kind, string begun, TimeProvider time, CancellationToken stop)
    {
        try
        {
            var deadline = (time.GetUtcNow() + WordsTimeout).UtcDateTime;
            return (await _client.WordsAsync(new WordsRequest { Kind = kind, Begun = begun }, _headers, deadline, stop)).Words;
        }
        catch (RpcException) when (!stop.IsCancellationRequested)
        {
            return [];
        }
    }

    public AsyncDuplexStreamingCall<RunRequest, RunReply> Run(CancellationToken stop) => _client.Run(_headers, cancellationToken: stop);

    public PbmException Explain(RpcException e) => e.StatusCode switch
    {
        _ when Cause<AuthenticationException>(e) is { } tls => new(
            ExitCode.Unreachable, "certificate", $"the certificate of {Node} is not accepted: {tls.Message}", "name who signed it: --ca-file FILE", e),
        StatusCode.Unavailable => new(
            ExitCode.Unreachable, "unreachable", $"no node answers at {Node}", "start one with ./run node, or name another: pbm host:port …", e),
        StatusCode.DeadlineExceeded => new(
            ExitCode.Unreachable, "timeout", $"the node at {Node} did not answer in time", "try again; a node that stays silent shows why in its log", e),
        StatusCode.Unauthenticated => new(
            ExitCode.NotAllowed, "wrong-secret", $"the node at {Node} does not accept the {_secret}",
            "take pbm.secret of this node's data folder: --secret-file FILE", e),
        StatusCode.ResourceExhausted => new(
            ExitCode.NotAllowed, "too-many-attempts", e.Status.Detail, "wait so long; then try with the right secret", e),
        StatusCode.Cancelled => new(
            ExitCode.Unreachable, "ended", $"the node at {Node} broke the command off", "if it is being restarted, try again", e),
        StatusCode.Unimplemented => new(
            ExitCode.Unreachable, "not-a-node", $"what answers at {Node} does not serve pbm",
            $"pbm is served on {NodeAddress.DefaultPort} unless the node was told otherwise", e),
        _ => new(
            ExitCode.Fault, "node-fault", $"the call to {Node} failed: {e.Status.StatusCode} {e.Status.Detail}", "the node's log says more", e),
    };

    public void Dispose() => _channel.Dispose();

    private static T? Cause<T>(Exception e) where T : Exception
    {
        for (Exception? at = e.InnerException ?? (e as RpcException)?.Status.DebugException; at is not null; at = at.InnerException)
        {
            if (at is T cause)
                return cause;
        }
        return null;
    }

    private static SocketsHttpHandler Handler(string? caFile)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            // A proxy of the environment must not see the secret.
            UseProxy = false,
            // A node that vanished without a word is noticed, also in the middle of a long command.
            KeepAlivePingDelay = TimeSpan.FromSeconds(10),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
        };
        if (caFile is not null)
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(caFile) };
        return handler;
    }

    private static X509ChainPolicy TrustOnly(string caFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(caFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw PbmException.Usage($"--ca-file {caFile} cannot be read: {e.Message}", "a file with PEM certificates");
        }
        return policy;
    }
}
