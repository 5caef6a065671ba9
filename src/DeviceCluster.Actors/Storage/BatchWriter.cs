using Akka.Actor;
using Akka.Event;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>Writes what the sessions of this node said since, once a second and in one transaction; keeps it while the tables are away.</summary>
internal sealed class BatchWriter(StatusBuffer buffer, StatusTable table, StorageLane lane, string node, Action<Exception> failed)
    : UntypedActor, IWithTimers
{
    private const int BatchSize = 1000;
    private const int BeatsBetweenSigns = 10;
    private const int BeatsBetweenChecks = 30;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IReadOnlyList<StatusChanged> _writing = [];
    private bool _busy;
    private bool _failing;
    private int _beats;
    private int _beatsToCheck = BeatsBetweenChecks;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary><paramref name="failed"/> is told of each batch that could not be written.</summary>
    public static Props Props(StatusBuffer buffer, StatusTable table, StorageLane lane, string node, Action<Exception> failed) =>
        Akka.Actor.Props.Create(() => new BatchWriter(buffer, table, lane, node, failed));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Tick), new Tick(), TimeSpan.Zero, Beat);

    protected override void PostStop() => buffer.PutBack(_writing);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick when _busy:
                break;
            case Tick when --_beatsToCheck <= 0:
                Check();
                break;
            case Tick:
                Write();
                break;
            case Written:
                Succeed();
                break;
            case NotWritten lost:
                buffer.Again(lost.Devices);
                Succeed();
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
        _writing = buffer.Take(BatchSize);
        // A sign of life also when nothing changed: it tells a later node since when these rows are old.
        if (_writing.Count == 0 && _beats++ % BeatsBetweenSigns != 0)
            return;

        _busy = true;
        var writing = _writing;
        lane.RunAsync(() => table.Write(writing, node)).PipeTo(Self, success: count => new Written(count));
    }

    /// <summary>What an earlier node of a device wrote late stands over what this one says: then it is said again.</summary>
    private void Check()
    {
        _beatsToCheck = BeatsBetweenChecks;
        var held = buffer.Held;
        if (held.Count == 0)
            return;

        _busy = true;
        lane.RunAsync(() => table.NotWritten(held)).PipeTo(Self, success: devices => new NotWritten(devices));
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
        failed(cause);
        buffer.PutBack(_writing);
        (_busy, _failing, _writing) = (false, true, []);
    }

    private sealed record Tick : INoSerializationVerificationNeeded;

    private sealed record Written(int Count) : INoSerializationVerificationNeeded;

    private sealed record NotWritten(IReadOnlyList<DeviceId> Devices) : INoSerializationVerificationNeeded;
}
