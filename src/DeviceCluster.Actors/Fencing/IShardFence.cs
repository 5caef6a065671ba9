using Akka.Actor;
using DeviceCluster.Actors.Sessions;

namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// Who may hold logins of the devices of a shard. Never two nodes at once, whatever the cluster thinks of itself: a login is begun only behind
/// an open fence, and all of a shard's logins end before another node may open it.
/// </summary>
internal interface IShardFence : IDisposable
{
    /// <summary>A device entity of the shard runs here from now on: the fence is wanted. Counted; ends with <see cref="Leave"/>.</summary>
    void Enter(string shard);

    /// <summary>One entity of the shard less. With the last one, and no login of the shard open, the fence is given back at once.</summary>
    void Leave(string shard);

    /// <summary>May a login of a device of this shard begin now? Otherwise <paramref name="why"/> says what it waits for.</summary>
    bool MayLogin(string shard, out string why);

    /// <summary>May sessions of this shard stand, and orders be carried out on them?</summary>
    bool Holds(string shard);

    /// <summary>No login of the shard is open any more, and none is under way.</summary>
    void LoginsGone(string shard);

    /// <summary>Begins its work. Before it nothing is held.</summary>
    void Start(ActorSystem system, SessionTable table);

    /// <summary>The node ends: what is held is given back as its logins end. Returns how many were held when the time was over.</summary>
    Task<int> DrainAsync(TimeSpan limit);

    FenceFigures Figures();
}
