using DeviceCluster.Actors.Storage;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>Which starts of nodes count as gone.</summary>
public class NodeRollTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void On_a_database_of_its_own_every_other_start_is_gone()
    {
        var roll = new NodeRoll(isShared: false, "mine", _time);

        Assert.False(roll.IsGone(Row("mine")));
        Assert.True(roll.IsGone(Row("other")));
    }

    [Fact]
    public void Another_node_lives_while_its_sign_changes_whatever_its_clock_says()
    {
        var roll = Shared();

        for (var n = 0; n < 20; n++)
        {
            // A clock that goes back.
            roll.Read([Row("other", seenAt: 1000 - n)]);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.False(roll.IsGone(Row("other")));
    }

    [Fact]
    public void Another_node_is_gone_when_its_sign_was_read_unchanged_for_thirty_seconds()
    {
        var roll = Shared();

        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(_ => ReadAfterTenSeconds(roll, seenAt: 7)));
    }

    [Fact]
    public void It_lives_again_with_its_next_sign()
    {
        var roll = Shared();
        for (var n = 0; n < 4; n++)
            ReadAfterTenSeconds(roll, seenAt: 7);

        Assert.False(ReadAfterTenSeconds(roll, seenAt: 8));
    }

    [Fact]
    public void A_time_in_which_nobody_could_read_is_not_held_against_it()
    {
        var roll = Shared();
        ReadAfterTenSeconds(roll, seenAt: 7);
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.False(ReadAfterTenSeconds(roll, seenAt: 7));
    }

    [Fact]
    public void Whose_address_is_no_member_is_gone_at_once_and_nobody_while_this_node_is_in_no_cluster()
    {
        var roll = Shared();
        Assert.False(roll.IsGone(Row("other")));

        roll.Members = () => ["me:1", "third:1"];

        Assert.True(roll.IsGone(Row("other")));
        roll.Members = () => ["me:1", "other:1"];
        Assert.False(roll.IsGone(Row("other")));
    }

    [Fact]
    public void Who_had_this_nodes_name_before_is_gone()
    {
        var roll = Shared();

        Assert.True(roll.IsGone(new NodeRow { Incarnation = "earlier", Node = "me:1" }));
    }

    private NodeRoll Shared() => new(isShared: true, "mine", _time) { Name = "me:1" };

    private bool ReadAfterTenSeconds(NodeRoll roll, long seenAt)
    {
        roll.Read([Row("other", seenAt)]);
        var gone = roll.IsGone(Row("other"));
        _time.Advance(TimeSpan.FromSeconds(10));
        return gone;
    }

    private static NodeRow Row(string incarnation, long seenAt = 1) => new() { Incarnation = incarnation, Node = "other:1", SeenAt = seenAt };
}
