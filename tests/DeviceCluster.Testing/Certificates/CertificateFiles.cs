namespace DeviceCluster.Testing.Certificates;

/// <summary>What a node is given for TLS with the others: three PEM files.</summary>
public sealed record CertificateFiles(string Certificate, string Key, string Authority);
