using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Shards are spread as Akka spreads them, but none is moved while the database does not answer: its devices would be logged out here, and nobody
/// could take them before the database is back. Shards of a node that is gone are not asked for here: they are homeless in any case.
/// </summary>
internal sealed class SteadyShards(IShardAllocationStrategy spread, Func<Task<bool>> databaseAnswers) : IActorSystemDependentAllocationStrategy
{
    public void Start(ActorSystem system) => (spread as IActorSystemDependentAllocationStrategy)?.Start(system);

    public Task<IActorRef> AllocateShard(IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations) =>
        spread.AllocateShard(requester, shardId, currentShardAllocations);

    public async Task<IImmutableSet<string>> Rebalance(
        IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress)
    {
        var moves = await spread.Rebalance(currentShardAllocations, rebalanceInProgress).ConfigureAwait(false);
        return moves.Count == 0 || await databaseAnswers().ConfigureAwait(false) ? moves : ImmutableHashSet<string>.Empty;
    }
}
