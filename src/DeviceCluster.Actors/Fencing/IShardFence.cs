namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// Who may hold logins of the devices of a shard. Never two nodes at once, whatever the cluster thinks of itself: a login is begun only behind
/// an open fence, and all of a shard's logins end before another node may open it.
/// </summary>
internal interface IShardFence
{
    /// <summary>A device entity of the shard runs here from now on: the fence is wanted. Counted; ends with <see cref="Leave"/>.</summary>
    void Enter(string shard);

    /// <summary>One entity of the shard less. With the last one, and no login of the shard open, the fence is given back at once.</summary>
    void Leave(string shard);

    /// <summary>May a login of a device of this shard begin now? Otherwise <paramref name="why"/> says what it waits for.</summary>
    bool MayLogin(string shard, out string why);
}
