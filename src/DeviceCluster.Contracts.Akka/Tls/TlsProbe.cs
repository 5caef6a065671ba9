using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Event;
using Akka.Remote.Transport;
using Akka.Remote.Transport.DotNetty;

namespace DeviceCluster.Contracts.Akka.Tls;

/// <summary>One TLS handshake with a peer, and nothing more: does it accept us, and is it one of us?</summary>
internal sealed class TlsProbe(DotNettySslSetup tls, ActorSystem system)
{
    // Below Akka's own limit for a connection, so that the words are these.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private readonly ILoggingAdapter _log = Logging.GetLogger(system, typeof(TlsProbe));

    /// <exception cref="InvalidAssociationException">The peer is not there, not one of us, or does not take us for one of its own.</exception>
    public async Task RunAsync(Address peer)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            using var socket = await ConnectAsync(peer, limit.Token).ConfigureAwait(false);
            await using var stream = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: false);
            await stream.AuthenticateAsClientAsync(Options(peer), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new InvalidAssociationException($"{peer} did not finish a TLS handshake within {Limit.TotalSeconds:0} s", e);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            throw new InvalidAssociationException(
                $"no TLS with {peer}: {e.Message} Either its certificate is refused here, or ours there; the logs of both say which", e);
        }
        catch (SocketException e)
        {
            throw new InvalidAssociationException($"no connection to {peer}: {e.Message}", e);
        }
    }

    private static async Task<Socket> ConnectAsync(Address peer, CancellationToken stop)
    {
        // As Akka looks names up.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(peer.Host, AddressFamily.InterNetwork, stop).ConfigureAwait(false);
            await socket.ConnectAsync(addresses, peer.Port ?? 0, stop).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private SslClientAuthenticationOptions Options(Address peer) => new()
    {
        TargetHost = peer.Host,
        ClientCertificates = [tls.Certificate],
        LocalCertificateSelectionCallback = (_, _, _, _, _) => tls.Certificate,
        // TLS 1.2 as Akka's own handshake: with it, who is refused learns it in the handshake.
        EnabledSslProtocols = SslProtocols.Tls12,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            tls.CustomValidator!(certificate as X509Certificate2, chain, peer.ToString(), errors, _log),
    };
}
