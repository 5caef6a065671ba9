namespace DeviceCluster.Contracts.Akka.Tls;

/// <summary>The settings of Akka that belong to TLS between members; the certificate itself is given by a setup in code.</summary>
public static class ClusterTls
{
    public const string Hocon =
        """
        akka.remote {
          # Without a space behind the comma: with one Akka hands the quotes on, too.
          adapters.guard = "DeviceCluster.Contracts.Akka.Tls.GuardedTransportProvider,DeviceCluster.Contracts.Akka"
          # A member is answered on a connection made to the address it claims, never on the one it made: so its certificate must be for that name.
          use-passive-connections = off
          dot-netty.tcp.enable-ssl = true
          # Akka ends the actor system when a TLS handshake that it began fails; the guard asks each peer first.
          dot-netty.tcp.applied-adapters = ["guard"]
        }
        """;

    /// <summary>What addresses of members begin with.</summary>
    public static string Scheme(bool tls) => tls ? "akka.ssl.tcp" : "akka.tcp";
}
