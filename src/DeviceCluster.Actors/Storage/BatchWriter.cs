using Akka.Actor;
using Akka.Event;

namespace DeviceCluster.Actors.Storage;

/// <summary>Writes what the sessions of this node said since, once a second and in one transaction; keeps it while the tables are away.</summary>
internal sealed class BatchWriter(StatusBuffer buffer, StatusTable table, StorageLane lane, string node) : UntypedActor, IWithTimers
{
    private const int BatchSize = 5000;
    private const int BeatsBetweenSigns = 10;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IReadOnlyList<StatusChanged> _writing = [];
    private bool _busy;
    private bool _failing;
    private int _beats;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(StatusBuffer buffer, StatusTable table, StorageLane lane, string node) =>
        Akka.Actor.Props.Create(() => new BatchWriter(buffer, table, lane, node));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Tick), new Tick(), TimeSpan.Zero, Beat);

    protected override void PostStop() => buffer.PutBack(_writing);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick when !_busy:
                Write();
                break;
            case Tick:
                break;
            case Written:
                Succeed();
                break;
            case Status.Failure failed:
                KeepForLater(failed.Cause);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Write()
    {
        _writing = buffer.Take(BatchSize);
        // A sign of life also when nothing changed: it tells a later node since when these rows are old.
        if (_writing.Count == 0 && _beats++ % BeatsBetweenSigns != 0)
            return;

        _busy = true;
        var writing = _writing;
        lane.RunAsync(() => table.Write(writing, node)).PipeTo(Self, success: count => new Written(count));
    }

    private void Succeed()
    {
        if (_failing)
            _log.Info("The table of device states is written again; {Dropped} changes found no room meanwhile", buffer.Dropped);
        (_busy, _failing, _writing) = (false, false, []);
    }

    private void KeepForLater(Exception cause)
    {
        if (!_failing)
            _log.Warning(
                cause,
                "The table of device states cannot be written, {Count} changes wait: {Reason}",
                buffer.Count + _writing.Count,
                cause.Message);
        buffer.PutBack(_writing);
        (_busy, _failing, _writing) = (false, true, []);
    }

    private sealed record Tick;

    private sealed record Written(int Count);
}
