using Akka.Actor;
using DeviceCluster.Actors.Snapshots;

namespace DeviceCluster.Actors.Tests.Snapshots;

/// <summary>Several who want pictures at presets of one camera: whose turn it is.</summary>
public class PresetTurnsTests
{
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    private readonly PresetTurns _turns = new();

    [Fact]
    public void One_has_the_camera_until_he_is_answered_then_the_next_in_the_order_of_their_coming()
    {
        var (first, second, third) = (Wish(), Wish(), Wish());

        Assert.Equal([true, false, false], new[] { first, second, third }.Select(_turns.Join));
        Assert.Null(_turns.End(second, oldest: Noon).Next);
        Assert.Same(second, _turns.End(first, oldest: Noon).Next);
        Assert.Same(third, _turns.End(second, oldest: Noon).Next);
        Assert.Null(_turns.End(third, oldest: Noon).Next);
        Assert.True(_turns.Join(Wish()));
    }

    [Fact]
    public void Who_has_waited_for_too_long_is_named_and_passed_over()
    {
        var (first, late, next) = (Wish(), Wish(), Wish(seconds: 5));
        _turns.Join(first);
        _turns.Join(late);
        _turns.Join(next);

        var ended = _turns.End(first, oldest: At(1));

        Assert.Same(late, Assert.Single(ended.Late));
        Assert.Same(next, ended.Next);
    }

    [Fact]
    public void When_all_are_too_late_the_camera_is_free()
    {
        var (first, late) = (Wish(), Wish());
        _turns.Join(first);
        _turns.Join(late);

        Assert.Same(late, Assert.Single(_turns.End(first, oldest: At(1)).Late));
        Assert.True(_turns.Join(Wish()));
    }

    [Fact]
    public void Who_is_let_go_has_no_turn_any_more()
    {
        var (first, second) = (Wish(), Wish());
        _turns.Join(first);
        _turns.Join(second);

        _turns.Clear();

        Assert.Null(_turns.End(first, oldest: Noon).Next);
        Assert.True(_turns.Join(Wish()));
    }

    // Nobody's call is looked at.
    private static PictureWish Wish(int seconds = 0) => new(null!, ActorRefs.Nobody) { Since = At(seconds) };

    private static TimeSpan At(int seconds) => Noon + TimeSpan.FromSeconds(seconds);
}
