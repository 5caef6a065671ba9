namespace DeviceCluster.Drills.Failover;

/// <summary>What one run of the drill saw: the node that was killed, the one that ended in order, what was used twice, and which bars did not hold.</summary>
internal sealed record FailoverFigures(
    FailoverTiming Timing, int Devices, Measured Kill, Measured Term, long Overlaps, long OverlapBytes, IReadOnlyList<string> Failures)
{
    public static readonly TimeSpan KillBar = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan TermBar = TimeSpan.FromSeconds(5);

    /// <summary>What did not hold of one node's end; <paramref name="bar"/> counts only where time is judged.</summary>
    public static IEnumerable<string> Judge(string what, string node, Measured measured, TimeSpan bar, TimeSpan limit, FailoverTiming timing)
    {
        if (measured.Missing > 0)
            yield return $"{what}: {measured.Missing} devices had no session after {limit.TotalSeconds:0} s";
        else if (measured.Lost == 0)
            yield return $"{what}: {node} had no device, so nothing was shown";
        else if (timing.IsJudged && measured.Back > bar)
            yield return FormattableString.Invariant($"{what}: all devices were back after {measured.Back.TotalSeconds:0.0} s, the bar is {bar.TotalSeconds:0} s");
    }

    /// <summary>Of one run alone.</summary>
    public DrillReport Report(int seed, TimeSpan took) => new(
        FailoverDrill.Name, seed,
        [
            ("timing", Timing.Name), ("faults", 2), ("devices", Devices), ("kill_lost", Kill.Lost), ("kill_seconds", Kill.Back), ("kill_dark", Kill.Dark),
            ("term_moved", Term.Lost), ("term_seconds", Term.Back), ("term_dark", Term.Dark),
            ("overlap", Overlaps), ("overlap_bytes", OverlapBytes), ("took", took),
        ],
        Failures);

    /// <summary>Of two runs on one seed: the figures of both, and what of the peer's time ours takes.</summary>
    public static DrillReport Compare(FailoverFigures ours, FailoverFigures peer, int seed, TimeSpan took) => new(
        FailoverDrill.Name, seed,
        [
            ("timing", FailoverTiming.Both), ("faults", 4), ("devices", ours.Devices),
            ("kill_seconds", ours.Kill.Back), ($"{peer.Timing.Name}_kill_seconds", peer.Kill.Back), ("kill_ratio", Ratio(ours.Kill.Back, peer.Kill.Back)),
            ("term_seconds", ours.Term.Back), ($"{peer.Timing.Name}_term_seconds", peer.Term.Back), ("term_ratio", Ratio(ours.Term.Back, peer.Term.Back)),
            ("overlap", ours.Overlaps + peer.Overlaps), ("overlap_bytes", ours.OverlapBytes + peer.OverlapBytes), ("took", took),
        ],
        [.. new[] { ours, peer }.SelectMany(run => run.Failures.Select(failure => $"{run.Timing.Name}: {failure}"))]);

    private static string Ratio(TimeSpan ours, TimeSpan peer) => peer > TimeSpan.Zero ? FormattableString.Invariant($"{ours / peer:0.00}") : "none";
}
