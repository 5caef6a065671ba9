namespace DeviceCluster.Benchmarks;

/// <summary>Measures ours and the peer in turn, so that what else the machine does meets both, and takes medians.</summary>
internal static class Pairs
{
    /// <summary>
    /// Each measurement returns a figure (a rate or a cost). The first pair warms up and is thrown away; who begins alternates.
    /// </summary>
    public static (double Ours, double Peer, double Ratio) Measure(int pairs, Func<double> ours, Func<double> peer)
    {
        ours();
        peer();
        var taken = new List<(double Ours, double Peer)>();
        for (var pair = 0; pair < pairs; pair++)
        {
            if (pair % 2 == 0)
            {
                var first = ours();
                taken.Add((first, peer()));
            }
            else
            {
                var first = peer();
                taken.Add((ours(), first));
            }
        }

        return (
            Median(taken.Select(pair => pair.Ours)),
            Median(taken.Select(pair => pair.Peer)),
            Median(taken.Select(pair => pair.Ours / pair.Peer)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
