using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>One write at a time; who waits is answered, whatever happens.</summary>
public sealed class JournalTurnsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly JournalTurns _turns;
    private readonly List<string> _heard = [];

    public JournalTurnsTests() => _turns = new JournalTurns(_time);

    [Fact]
    public void The_next_begins_when_the_one_before_has_ended()
    {
        Take("a");
        Take("b");
        Assert.Equal(["begin a"], _heard);

        _turns.End();

        Assert.Equal(["begin a", "begin b"], _heard);
    }

    [Fact]
    public void Who_waits_too_long_is_refused_as_busy()
    {
        Take("a");
        Take("b");
        _time.Advance(JournalTurns.Patience / 2);
        Take("c");
        _time.Advance(JournalTurns.Patience / 2);

        _turns.Expire();

        Assert.Equal(["begin a", "b refused Busy"], _heard);
        Assert.True(_turns.IsWaitedFor);
    }

    [Fact]
    public void There_is_room_for_a_few_only()
    {
        Take("a");
        for (var n = 0; n < JournalTurns.Capacity; n++)
            Take($"w{n}");

        Take("z");

        Assert.Equal(["begin a", "z refused Busy"], _heard);
    }

    [Fact]
    public void A_failed_journal_refuses_all_once_the_present_one_too()
    {
        Take("a");
        Take("b");

        _turns.RefuseAll(RefusalCode.StorageUnavailable, "gone");
        _turns.RefuseAll(RefusalCode.Moving, "stopping");

        Assert.Equal(["begin a", "a refused StorageUnavailable", "b refused StorageUnavailable"], _heard);
        Assert.False(_turns.IsTaken);
    }

    private void Take(string name) => _turns.Take(() => _heard.Add($"begin {name}"), (code, _) => _heard.Add($"{name} refused {code}"));
}
