using DeviceCluster.Actors.Devices;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>The story is bounded, and repetition does not push the cause out.</summary>
public sealed class WhyTimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly WhyTimeline _why = new();

    [Fact]
    public void Lines_stand_in_their_order()
    {
        _why.Add(Noon, "enrolled", null);
        _why.Add(Noon.AddSeconds(1), "online", "4 channels");

        Assert.Equal(["enrolled", "online"], _why.Entries.Select(entry => entry.What));
    }

    [Fact]
    public void What_was_told_late_stands_where_it_happened()
    {
        _why.Add(Noon.AddSeconds(1), "logging in", null);
        _why.Add(Noon, "credential about to be tried", null);

        Assert.Equal(["credential about to be tried", "logging in"], _why.Entries.Select(entry => entry.What));
    }

    [Fact]
    public void Only_the_last_lines_are_kept()
    {
        for (var line = 0; line < 1_000; line++)
            _why.Add(Noon.AddSeconds(line), $"line {line}", null);

        Assert.Equal(WhyTimeline.Capacity, _why.Entries.Length);
        Assert.Equal("line 999", _why.Entries[^1].What);
    }

    [Fact]
    public void The_same_line_in_a_row_is_one_line_with_a_count()
    {
        _why.Add(Noon, "the cause", null);
        for (var line = 0; line < 1_000; line++)
            _why.Add(Noon.AddSeconds(line), "connection refused", "10.0.0.7");

        Assert.Equal(["the cause", "connection refused"], _why.Entries.Select(entry => entry.What));
        Assert.Equal("10.0.0.7; the last of 1000 in a row", _why.Entries[1].Detail);
        Assert.Equal(Noon.AddSeconds(999), _why.Entries[1].At);
    }
}
