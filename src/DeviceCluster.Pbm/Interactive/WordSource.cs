namespace DeviceCluster.Pbm.Interactive;

/// <summary>Asks the node for words of a kind that begin so.</summary>
internal delegate Task<IReadOnlyList<string>> WordSource(string kind, string begun, CancellationToken stop);
