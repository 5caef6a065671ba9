using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>The live views that run on this node, as the HTTP edge finds them: by what they show and by the epoch of their run.</summary>
public sealed class LiveHubs(TimeProvider time)
{
    private readonly ConcurrentDictionary<(DeviceId Device, int Channel, StreamKind Stream), LiveRun> _runs = new();
    private readonly LiveEpochs _epochs = new(time, LiveEpochs.DrawIncarnation());

    public int Count => _runs.Count;

    /// <summary>True while the run that a ticket was issued for goes on; a later run of the same view has another epoch.</summary>
    public bool TryGet(DeviceId device, int channel, StreamKind stream, long epoch, [NotNullWhen(true)] out LiveHub? hub)
    {
        hub = Find(new LiveRunId(device, channel, stream, epoch))?.Hub;
        return hub is not null;
    }

    /// <summary>All views of a device, or of all devices, by channel.</summary>
    public ImmutableArray<LiveView> Views(DeviceId? device = null) =>
    [
        // Not by Values, which stops all who look for a run while it copies them: every report of a device comes by here.
        .. _runs.Where(run => device is null || run.Key.Device == device)
            .Select(run => run.Value)
            .OrderBy(run => run.Device.Value, StringComparer.Ordinal)
            .ThenBy(run => run.Channel)
            .ThenBy(run => run.Stream)
            .Select(run => run.Describe()),
    ];

    /// <summary>Null: no such run is here, or not any more.</summary>
    internal LiveRun? Find(LiveRunId id) => _runs.TryGetValue((id.Device, id.Channel, id.Stream), out var run) && run.Id == id ? run : null;

    /// <summary>A number that no other run in the cluster has.</summary>
    internal long NextEpoch() => _epochs.Next();

    /// <summary>This node gave the number, so a run that is not here has ended.</summary>
    internal bool IsOurs(long epoch) => _epochs.IsOurs(epoch);

    internal void Register(LiveRun run) => _runs[(run.Device, run.Channel, run.Stream)] = run;

    /// <summary>Takes the run away, unless a later one has taken its place.</summary>
    internal void Remove(LiveRun run) => _runs.TryRemove(new((run.Device, run.Channel, run.Stream), run));
}
