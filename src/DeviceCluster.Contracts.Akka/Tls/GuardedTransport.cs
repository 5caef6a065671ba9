using Akka.Actor;
using Akka.Remote.Transport;

namespace DeviceCluster.Contracts.Akka.Tls;

/// <summary>
/// Akka's TLS transport, which looks before it leaps. Akka ends the whole actor system when a TLS handshake that it began fails, whatever the
/// reason: a peer whose certificate has expired, or one that dies in the middle of it, would take every healthy member along. So each peer is
/// first spoken to by <see cref="TlsProbe"/>, and only one that passes is handed to Akka.
/// </summary>
internal sealed class GuardedTransport : Transport
{
    private readonly Transport _inner;
    private readonly TlsProbe _probe;

    public GuardedTransport(Transport inner, ActorSystem system, TlsProbe probe)
    {
        (_inner, _probe) = (inner, probe);
        System = system;
        Config = inner.Config;
    }

    public override string SchemeIdentifier => _inner.SchemeIdentifier;

    public override long MaximumPayloadBytes => _inner.MaximumPayloadBytes;

    public override Task<(Address, TaskCompletionSource<IAssociationEventListener>)> Listen() => _inner.Listen();

    public override bool IsResponsibleFor(Address remote) => _inner.IsResponsibleFor(remote);

    public override async Task<AssociationHandle> Associate(Address remoteAddress)
    {
        await _probe.RunAsync(remoteAddress).ConfigureAwait(false);
        return await _inner.Associate(remoteAddress).ConfigureAwait(false);
    }

    public override Task<bool> Shutdown() => _inner.Shutdown();

    public override Task<bool> ManagementCommand(object message) => _inner.ManagementCommand(message);
}
