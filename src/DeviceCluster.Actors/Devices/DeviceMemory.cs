using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// What a device remembers, and how it gets there: decide, journal, apply, and only then answer. One write at a time, asynchronously;
/// nobody is told of a change that a crash can undo.
/// </summary>
internal sealed class DeviceMemory(
    DeviceId device, NodeParts parts, WhyTimeline why, Action<ImmutableArray<DeviceEvent>, Action<DeviceEvent>> persist)
{
    private readonly JournalTurns _turns = new(parts.Time);

    public DeviceState State { get; private set; } = DeviceState.New(device);

    public bool IsWriting => _turns.IsTaken;

    /// <summary>Somebody waits for his turn: look after him by <see cref="Expire"/>.</summary>
    public bool IsWaitedFor => _turns.IsWaitedFor;

    /// <summary>Told after each write, before its order is answered.</summary>
    public Action<ImmutableArray<DeviceEvent>> Written { get; set; } = _ => { };

    public void Restore(DeviceSnapshot snapshot) => State = DeviceState.From(snapshot);

    public void Apply(DeviceEvent happened)
    {
        State = State.Apply(happened);
        // The order is told by what it changed.
        if (happened is DeviceEvent.OrderCarriedOut)
            return;
        var (what, detail) = EventWords.Of(happened);
        why.Add(happened.At, what, detail);
    }

    /// <summary>Answers exactly once.</summary>
    public void Order(DeviceCommand command, Action<DeviceReply> answer) =>
        Order(() => State.Decide(command, Seal(command), parts.Now), answer);

    /// <summary>The same for an order with a key: sent again while it is journaled it waits, afterwards it is answered as the first time.</summary>
    public void Order(DeviceOrder order, Action<DeviceReply> answer) =>
        Order(() => State.Decide(order, parts.Vault.Digest(order.Command), Seal(order.Command), parts.Now), answer);

    /// <summary>What the session found out. <paramref name="failed"/> is called when it is not journaled.</summary>
    public void Journal(DeviceEvent happened, Action failed) => _turns.Take(
        () =>
        {
            if (parts.Health.IsOpen)
            {
                Write([happened], () => { });
                return;
            }

            why.Add(parts.Now, "the journal cannot be written now", parts.Health.Reason);
            _turns.End();
            failed();
        },
        (_, _) => failed());

    public void Expire() => _turns.Expire();

    /// <summary>The journal failed, or the entity ends: who waits is refused.</summary>
    public void Refuse(RefusalCode code, string reason) => _turns.RefuseAll(code, reason);

    private void Order(Func<Decision> decide, Action<DeviceReply> answer)
    {
        var writing = false;
        _turns.Take(
            () =>
            {
                var decision = decide();
                writing = !decision.Events.IsEmpty && parts.Health.IsOpen;
                Carry(decision, answer);
            },
            (code, reason) => answer(writing ? Refusals.HalfWritten(reason) : Refusals.NotBegun(code, reason)));
    }

    private void Carry(Decision decision, Action<DeviceReply> answer)
    {
        if (decision.Events.IsEmpty || parts.Health.IsOpen)
        {
            Write(decision.Events, () => answer(decision.Reply));
            return;
        }

        _turns.End();
        answer(Refusals.NoStorage(parts.Health.Reason));
    }

    private SealedSecret? Seal(DeviceCommand command) => command switch
    {
        DeviceCommand.Enrol c => parts.Vault.Seal(device, c.Password, State.Password),
        DeviceCommand.SetCredential c => parts.Vault.Seal(device, c.Password, State.Password),
        _ => null,
    };

    private void Write(ImmutableArray<DeviceEvent> events, Action done)
    {
        if (events.IsEmpty)
        {
            done();
            _turns.End();
            return;
        }

        var left = events.Length;
        persist(events, happened =>
        {
            Apply(happened);
            if (--left > 0)
                return;

            Written(events);
            done();
            _turns.End();
        });
    }
}
