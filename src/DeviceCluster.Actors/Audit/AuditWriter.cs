using Akka.Actor;
using Akka.Event;
using DeviceCluster.Actors.Storage;

namespace DeviceCluster.Actors.Audit;

/// <summary>Brings what was written down into the table, once a second and in one transaction, and takes out what is too old.</summary>
internal sealed class AuditWriter(AuditLog log, AuditTable table, StorageLane lane, TimeProvider time) : UntypedActor, IWithTimers
{
    private const int BatchSize = 500;
    private const int BeatsBetweenSweeps = 3600;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>As long as people ask who did something.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>Tells the writer to write at once, not at its next beat.</summary>
    public static object Now { get; } = new Tick();

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _busy;
    private bool _failing;
    private int _beatsToSweep = 60;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(AuditLog log, AuditTable table, StorageLane lane, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new AuditWriter(log, table, lane, time));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Tick), new Tick(), TimeSpan.Zero, Beat);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick when _busy:
                break;
            case Tick when --_beatsToSweep <= 0:
                Sweep();
                break;
            case Tick:
                Write();
                break;
            case Written written:
                Succeed(written.Count);
                break;
            case Swept:
                _busy = false;
                break;
            case Status.Failure failure:
                KeepForLater(failure.Cause);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Write()
    {
        var entries = log.Oldest(BatchSize);
        if (entries.Count == 0)
            return;

        _busy = true;
        var again = _failing;
        lane.RunAsync(() => table.Write(entries, again)).PipeTo(Self, success: count => new Written(count));
    }

    private void Sweep()
    {
        _beatsToSweep = BeatsBetweenSweeps;
        _busy = true;
        var oldest = time.GetUtcNow() - Kept;
        lane.RunAsync(() => table.DeleteBefore(oldest)).PipeTo(Self, success: count => new Swept(count));
    }

    private void Succeed(int count)
    {
        log.Forget(count);
        if (_failing)
            _log.Info("The audit is written again; {Dropped} orders found no room meanwhile", log.Dropped);
        (_busy, _failing) = (false, false);
    }

    private void KeepForLater(Exception cause)
    {
        if (!_failing)
            _log.Warning(cause, "The audit cannot be written, {Count} orders wait: {Reason}", log.Count, cause.Message);
        (_busy, _failing) = (false, true);
    }

    private sealed record Tick : INoSerializationVerificationNeeded;

    private sealed record Written(int Count) : INoSerializationVerificationNeeded;

    private sealed record Swept(int Count) : INoSerializationVerificationNeeded;
}
