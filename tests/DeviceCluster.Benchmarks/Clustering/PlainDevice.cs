using Akka.Actor;
using Akka.Persistence;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>The peer of a device entity: recovers the same history into the same state, answers, and does nothing else.</summary>
internal sealed class PlainDevice : ReceivePersistentActor
{
    private readonly DeviceReport _report;
    private DeviceState _state;

    public PlainDevice(string id)
    {
        var device = new DeviceId(id);
        PersistenceId = DeviceSharding.PersistenceIdPrefix + id;
        _report = PlainReport.Of(device);
        _state = DeviceState.New(device);
        Recover<SnapshotOffer>(offer => _state = DeviceState.From((DeviceSnapshot)offer.Snapshot));
        Recover<DeviceEvent>(happened => _state = _state.Apply(happened));
        Command<DeviceQuery.GetReport>(_ => Sender.Tell(_report));
    }

    public override string PersistenceId { get; }

    protected override void OnReplaySuccess()
    {
        if (!_state.IsEnrolled)
            throw new InvalidOperationException($"{PersistenceId} has no history in the peer's database");
    }
}
