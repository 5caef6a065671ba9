using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// One write at a time: who comes while one is under way waits for his turn, within bounds of number and time, or is refused. So the actor hears
/// everything else while the journal hangs.
/// </summary>
internal sealed class JournalTurns(TimeProvider time)
{
    public const int Capacity = 16;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly LinkedList<Turn> _waiting = new();
    private Turn? _present;

    public bool IsTaken => _present is not null;

    public bool IsWaitedFor => _waiting.Count > 0;

    /// <summary>
    /// Calls <paramref name="begin"/> now or later, once; it ends with <see cref="End"/>. Or calls <paramref name="refuse"/>, once: also when it has
    /// begun and the actor stops before its end.
    /// </summary>
    public void Take(Action begin, Action<RefusalCode, string> refuse)
    {
        var turn = new Turn(begin, refuse, time.GetTimestamp());
        if (_present is null)
            Begin(turn);
        else if (_waiting.Count < Capacity)
            _waiting.AddLast(turn);
        else
            refuse(RefusalCode.Busy, $"{Capacity} orders of this device wait for the journal already");
    }

    public void End()
    {
        _present = null;
        if (_waiting.First is not { } next)
            return;
        _waiting.RemoveFirst();
        Begin(next.Value);
    }

    /// <summary>Refuses who has waited too long.</summary>
    public void Expire()
    {
        while (_waiting.First is { } first && time.GetElapsedTime(first.Value.Since) >= Patience)
        {
            _waiting.RemoveFirst();
            first.Value.Refuse(RefusalCode.Busy, "an earlier order of this device is still being journaled");
        }
    }

    /// <summary>The journal failed: neither the present nor the waiting will be written.</summary>
    public void RefuseAll(RefusalCode code, string reason)
    {
        var present = _present;
        _present = null;
        present?.Refuse(code, reason);
        while (_waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            first.Value.Refuse(code, reason);
        }
    }

    private void Begin(Turn turn)
    {
        _present = turn;
        turn.Begin();
    }

    private sealed record Turn(Action Begin, Action<RefusalCode, string> Refuse, long Since);
}
