using Akka.Actor;
using Akka.Event;
using LinqToDB;

namespace DeviceCluster.Actors.Storage;

/// <summary>While the gate before the journal is shut, tries to write to the journal's database every second; the first write that works opens the gate.</summary>
internal sealed class StorageProbe(StorageHealth health, Database journal, StorageLane lane) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef _self = ActorRefs.Nobody;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(StorageHealth health, Database journal, StorageLane lane) =>
        Akka.Actor.Props.Create(() => new StorageProbe(health, journal, lane));

    protected override void PreStart()
    {
        _self = Self;
        health.Changed += Tell;
        if (!health.IsOpen)
            Tell(open: false);
    }

    protected override void PostStop() => health.Changed -= Tell;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Shut:
                _log.Warning("The journal cannot be written: {Reason}. Orders that need it are refused", health.Reason);
                Again();
                break;
            case Probe:
                lane.RunAsync(Write).PipeTo(Self, success: _ => new Works());
                break;
            case Works:
                _log.Info("The journal is written again");
                health.Open();
                break;
            case Status.Failure:
                Again();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Tell(bool open)
    {
        if (!open)
            _self.Tell(new Shut());
    }

    private void Again() => Timers.StartSingleTimer(nameof(Probe), new Probe(), Pause);

    // A row that changes, so that the pages really go to the disk.
    private bool Write()
    {
        using var db = journal.Open();
        if (!journal.IsShared)
            db.CreateTable<StorageProbeRow>(tableOptions: TableOptions.CreateIfNotExists);
        if (db.GetTable<StorageProbeRow>().Where(row => row.Id == 1).Set(row => row.Writes, row => row.Writes + 1).Update() == 0)
            db.InsertOrReplace(new StorageProbeRow { Id = 1, Writes = 1 });
        return true;
    }

    private sealed record Shut : INoSerializationVerificationNeeded;

    private sealed record Probe : INoSerializationVerificationNeeded;

    private sealed record Works : INoSerializationVerificationNeeded;
}
