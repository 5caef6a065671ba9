using System.Globalization;
using DeviceCluster.Simulator.Judging;

namespace DeviceCluster.Drills.Fence;

/// <summary>What the judge saw of one schedule, against what is allowed.</summary>
internal sealed record ScheduleVerdict(
    FaultSchedule Schedule, TimeSpan AllowedDark, TimeSpan AllowedRecovery, TimeSpan? Back, bool Recovered, FleetSight Before, FleetSight After)
{
    public TimeSpan LongestDark => TimeSpan.FromSeconds(After.LongestDark?.Seconds ?? 0);

    /// <summary>The judge never forgets an overlap, so what is new is the difference.</summary>
    public long Overlaps => After.OverlapEvents - Before.OverlapEvents;

    public IReadOnlyList<string> Failures
    {
        get
        {
            var failures = new List<string>();
            if (Overlaps > 0)
                failures.Add($"#{Schedule.Number}: {Overlaps} overlaps, {After.OverlapBytes - Before.OverlapBytes} bytes: {Words(After.Overlaps)}");

            if (After.SessionsLost > 0 && !DarkBounds.MayLoseSessions(Schedule))
                failures.Add($"#{Schedule.Number}: {After.SessionsLost} sessions ended without a logout, though no node lost its majority or its devices");

            if (LongestDark > AllowedDark)
                failures.Add(Text($"#{Schedule.Number}: {After.LongestDark!.Address} was dark for {LongestDark.TotalSeconds:0.0} s, allowed are {AllowedDark.TotalSeconds:0.0} s"));

            if (Back is null)
                failures.Add(Text($"#{Schedule.Number}: not all devices were back {AllowedRecovery.TotalSeconds:0.0} s after the end"));

            if (!Recovered)
                failures.Add($"#{Schedule.Number}: the cluster did not recover: {After.Alive} of {After.Devices} devices have a live session");

            return failures;
        }
    }

    public override string ToString() => Text(
        $"#{Schedule.Number} overlap={Overlaps} dark={LongestDark.TotalSeconds:0.0} of {AllowedDark.TotalSeconds:0} back={Back?.TotalSeconds ?? double.NaN:0.0} of {AllowedRecovery.TotalSeconds:0} logins={After.LoginsAccepted} lost={After.SessionsLost} {(Failures.Count == 0 ? "holds" : "FAILS")}");

    private static string Words(IReadOnlyList<Overlap> overlaps) => overlaps is not [.., var overlap]
        ? "none kept"
        : Text($"{overlap.Address} got {overlap.Bytes} bytes on the {overlap.On} connection of {overlap.OldFrom} at {overlap.At:HH:mm:ss.fff}, after {overlap.NewFrom} had logged in at {overlap.NewAcceptedAt:HH:mm:ss.fff}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
