using Akka.Actor;
using DeviceCluster.Actors.Sessions;

namespace DeviceCluster.Actors.Fencing;

/// <summary>The fence of a node that shares its devices with nobody: always open.</summary>
internal sealed class NoFence : IShardFence
{
    public void Enter(string shard)
    {
        // Nobody else wants it.
    }

    public void Leave(string shard)
    {
        // Nobody else wants it.
    }

    public bool MayLogin(string shard, out string why)
    {
        why = "";
        return true;
    }

    public bool Holds(string shard) => true;

    public void LoginsGone(string shard)
    {
        // Nobody else waits for it.
    }

    public void Start(ActorSystem system, SessionTable table)
    {
        // There is nothing to do.
    }

    public Task<int> DrainAsync(TimeSpan limit) => Task.FromResult(0);

    public FenceFigures Figures() => FenceFigures.Off;

    public void Dispose()
    {
        // There is nothing to end.
    }
}
