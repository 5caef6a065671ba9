using DeviceCluster.Actors.Live;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>An epoch names one run of a view in the whole cluster.</summary>
public sealed class LiveEpochsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Nodes_that_number_at_the_same_moment_give_no_number_twice()
    {
        LiveEpochs[] nodes = [new(_time, 0), new(_time, 1), new(_time, 4711), new(_time, LiveEpochs.Incarnations - 1)];

        var epochs = Enumerable.Range(0, 1_000).SelectMany(_ => nodes.Select(node => node.Next())).ToArray();

        Assert.Equal(epochs.Length, epochs.Distinct().Count());
        Assert.All(epochs, epoch => Assert.True(epoch > 0));
    }

    [Fact]
    public void A_restarted_node_gives_no_number_of_its_past_even_when_its_clock_went_back()
    {
        var before = new LiveEpochs(_time, 17);
        var past = Enumerable.Range(0, 1_000).Select(_ => before.Next()).ToHashSet();

        var after = new LiveEpochs(new FakeTimeProvider(_time.GetUtcNow()), 18);

        Assert.DoesNotContain(Enumerable.Range(0, 1_000).Select(_ => after.Next()), past.Contains);
    }

    [Fact]
    public void Later_numbers_of_a_node_are_greater_also_when_its_clock_goes_back()
    {
        var node = new LiveEpochs(_time, LiveEpochs.Incarnations - 1);
        var first = node.Next();
        _time.AdjustTime(_time.GetUtcNow() - TimeSpan.FromHours(1));

        var second = node.Next();
        _time.Advance(TimeSpan.FromHours(2));

        Assert.True(first < second && second < node.Next());
    }

    [Fact]
    public void Threads_that_number_at_once_get_numbers_of_their_own()
    {
        var node = new LiveEpochs(_time, 1);
        var epochs = new long[8][];

        Parallel.For(0, epochs.Length, thread => epochs[thread] = [.. Enumerable.Range(0, 10_000).Select(_ => node.Next())]);

        Assert.Equal(80_000, epochs.SelectMany(e => e).Distinct().Count());
    }

    [Fact]
    public void A_node_knows_its_own_numbers()
    {
        var (one, other) = (new LiveEpochs(_time, 1), new LiveEpochs(_time, 2));

        Assert.True(one.IsOurs(one.Next()) && one.IsOurs(one.Next()));
        Assert.False(one.IsOurs(other.Next()));
    }

    [Fact]
    public void Incarnations_are_drawn_from_all_there_are()
    {
        var drawn = Enumerable.Range(0, 200).Select(_ => LiveEpochs.DrawIncarnation()).ToArray();

        Assert.All(drawn, incarnation => Assert.InRange(incarnation, 0, LiveEpochs.Incarnations - 1));
        Assert.True(drawn.Distinct().Count() > 190);
    }

    [Fact]
    public void The_number_has_room_for_the_moment_beyond_2100()
    {
        var late = new LiveEpochs(new FakeTimeProvider(new DateTimeOffset(2108, 1, 1, 0, 0, 0, TimeSpan.Zero)), LiveEpochs.Incarnations - 1);

        Assert.True(late.Next() > new LiveEpochs(_time, LiveEpochs.Incarnations - 1).Next());
    }
}
