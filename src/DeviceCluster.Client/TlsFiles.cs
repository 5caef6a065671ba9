namespace DeviceCluster.Client;

/// <summary>
/// By what a service and the nodes know each other: PEM files with its certificate, that certificate's key, not encrypted, and the cluster's own
/// authority. They are read whenever the service joins, so renewed files are taken with the next start.
/// </summary>
public sealed record TlsFiles(string Certificate, string Key, string Authority);
