using DeviceCluster.Drills.Failover;

namespace DeviceCluster.Drills.Tests;

/// <summary>The failover drill by our own times and by Akka's: what is run, what is judged, and what is told.</summary>
public sealed class FailoverTimingTests : IDisposable
{
    private static readonly TimeSpan Bar = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Theory]
    [InlineData("failover", "ours")]
    [InlineData("failover --timing ours", "ours")]
    [InlineData("failover --timing akka", "akka")]
    [InlineData("failover --timing both", "ours akka")]
    public void A_word_names_what_is_run_one_after_the_other(string line, string runs)
    {
        var command = new DrillCommand(_output, _output);
        var parsed = command.Root.Parse(line);

        Assert.Empty(parsed.Errors);
        Assert.Equal(runs, string.Join(' ', command.FailoverRuns(parsed).Select(run => run.Timing.Name)));
    }

    [Fact]
    public void Both_runs_are_of_the_same_size()
    {
        var command = new DrillCommand(_output, _output);

        var runs = command.FailoverRuns(command.Root.Parse("failover --timing both --devices 20 --lab"));

        Assert.Equal([new FailoverOptions(20, Lab: true, FailoverTiming.Ours), new FailoverOptions(20, Lab: true, FailoverTiming.Akka)], runs);
    }

    [Fact]
    public void Another_word_is_refused_with_those_that_there_are()
    {
        var error = Assert.Single(new DrillCommand(_output, _output).Root.Parse("failover --timing fast").Errors).Message;

        Assert.All(FailoverTiming.Names, name => Assert.Contains(name, error, StringComparison.Ordinal));
    }

    [Fact]
    public void Our_own_times_are_held_to_the_bar()
    {
        Assert.Equal("kill -9: all devices were back after 31.0 s, the bar is 30 s", Assert.Single(Judge(FailoverTiming.Ours, Seen(31))));
        Assert.Empty(Judge(FailoverTiming.Ours, Seen(30)));
    }

    [Fact]
    public void Akkas_times_are_told_and_not_judged()
    {
        Assert.Empty(Judge(FailoverTiming.Akka, Seen(46)));
    }

    [Theory]
    [InlineData("ours")]
    [InlineData("akka")]
    public void Devices_that_stay_away_and_a_victim_without_devices_break_any_run(string timing)
    {
        var told = FailoverTiming.Of(timing).Single();

        Assert.Equal("kill -9: 2 devices had no session after 150 s", Assert.Single(Judge(told, Seen(31) with { Missing = 2 })));
        Assert.Equal("kill -9: node-1 had no device, so nothing was shown", Assert.Single(Judge(told, Seen(0) with { Lost = 0 })));
    }

    [Fact]
    public void Of_both_there_is_one_line_with_the_ratio_of_the_times()
    {
        var report = FailoverFigures.Compare(
            Figures(FailoverTiming.Ours, kill: 18, term: 1.5, "overlap"), Figures(FailoverTiming.Akka, kill: 48, term: 1.5), seed: 7, TimeSpan.FromSeconds(300));

        Assert.Equal(
            "drill=failover seed=7 timing=both faults=4 devices=60 kill_seconds=18.0 akka_kill_seconds=48.0 kill_ratio=0.38 "
            + "term_seconds=1.5 akka_term_seconds=1.5 term_ratio=1.00 overlap=2 overlap_bytes=20 took=300.0 failed=1",
            report.Line);
        Assert.Equal("ours: overlap", Assert.Single(report.Failures));
    }

    [Fact]
    public void Of_one_run_the_line_says_by_whose_times()
    {
        var report = Figures(FailoverTiming.Akka, kill: 48, term: 1.5).Report(seed: 7, TimeSpan.FromSeconds(150));

        Assert.StartsWith("drill=failover seed=7 timing=akka faults=2 devices=60 kill_lost=20 kill_seconds=48.0 kill_dark=9.0 ", report.Line, StringComparison.Ordinal);
        Assert.True(report.Holds);
    }

    private static IEnumerable<string> Judge(FailoverTiming timing, Measured measured) =>
        FailoverFigures.Judge("kill -9", "node-1", measured, Bar, Limit, timing);

    private static FailoverFigures Figures(FailoverTiming timing, double kill, double term, params string[] failures) =>
        new(timing, Devices: 60, Seen(kill), Seen(term), Overlaps: 1, OverlapBytes: 10, failures);

    private static Measured Seen(double seconds) => new(Lost: 20, Missing: 0, TimeSpan.FromSeconds(seconds), Dark: TimeSpan.FromSeconds(9));
}
