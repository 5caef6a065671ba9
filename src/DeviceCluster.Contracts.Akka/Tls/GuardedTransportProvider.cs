using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Configuration;
using Akka.Remote.Transport;
using Akka.Remote.Transport.DotNetty;

namespace DeviceCluster.Contracts.Akka.Tls;

/// <summary>Puts the guard above Akka's TLS transport. The certificate and who is trusted are those that Akka itself was given.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Akka makes it by its type.")]
internal sealed class GuardedTransportProvider : ITransportAdapterProvider
{
    public Transport Create(Transport wrappedTransport, ExtendedActorSystem system)
    {
        var tls = system.Settings.Setup.Get<DotNettySslSetup>();
        return tls.HasValue && tls.Value.CustomValidator is not null
            ? new GuardedTransport(wrappedTransport, system, new TlsProbe(tls.Value, system))
            : throw new ConfigurationException("the guard of the TLS transport needs the certificate and the validator of a DotNettySslSetup");
    }
}
