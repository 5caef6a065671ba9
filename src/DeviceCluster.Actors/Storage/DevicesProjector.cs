using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Query;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>Follows the journal and keeps the table of devices; after a failure it begins again where its position says.</summary>
internal sealed class DevicesProjector(DevicesProjection projection, StorageLane lane) : UntypedActor, IWithTimers
{
    private const int BatchSize = 200;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ActorMaterializer _materializer = Context.Materializer();
    private int _failures;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(DevicesProjection projection, StorageLane lane) =>
        Akka.Actor.Props.Create(() => new DevicesProjector(projection, lane));

    protected override void PreStart() => Self.Tell(new Begin());

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Begin:
                lane.RunAsync(projection.Begin).PipeTo(Self, success: position => new From(position));
                break;
            case From from:
                _log.Info("The table of devices is kept from position {Position} of the journal on", from.Position);
                Follow(from.Position);
                break;
            case Written:
                _failures = 0;
                break;
            case Status.Failure failed:
                BeginAgain(failed.Cause);
                break;
            case Ended:
                BeginAgain(new InvalidOperationException("the stream of events ended"));
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Follow(long position)
    {
        var self = Self;
        PersistenceQuery.Get(Context.System)
            .ReadJournalFor<SqlReadJournal>(SqlReadJournal.Identifier)
            .EventsByTag(DeviceEventTagger.Tag, Offset.Sequence(position))
            .GroupedWithin(BatchSize, BatchTime)
            .SelectAsync(1, WriteAsync)
            .RunWith(Sink.ForEach<long>(at => self.Tell(new Written(at))), _materializer)
            .PipeTo(self, success: () => new Ended());
    }

    private Task<long> WriteAsync(IEnumerable<EventEnvelope> batch) =>
        lane.RunAsync(() => projection.Write(batch.Select(e => (((Sequence)e.Offset).Value, (DeviceEvent)e.Event))));

    private void BeginAgain(Exception cause)
    {
        var wait = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(_failures++, 5))));
        _log.Warning(cause, "The table of devices is not kept for {Wait}: {Reason}", wait, cause.Message);
        Timers.StartSingleTimer(nameof(Begin), new Begin(), wait);
    }

    private sealed record Begin : INoSerializationVerificationNeeded;

    private sealed record From(long Position) : INoSerializationVerificationNeeded;

    private sealed record Written(long Position) : INoSerializationVerificationNeeded;

    private sealed record Ended : INoSerializationVerificationNeeded;
}
