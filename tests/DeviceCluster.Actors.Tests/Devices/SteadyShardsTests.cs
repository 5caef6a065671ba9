using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding;
using DeviceCluster.Actors.Devices;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>When shards are moved from a node that could keep them.</summary>
public class SteadyShardsTests
{
    private static readonly IImmutableSet<string> Moves = ImmutableHashSet.Create("7", "9");

    private static readonly ImmutableDictionary<IActorRef, IImmutableList<string>> Anything = ImmutableDictionary<IActorRef, IImmutableList<string>>.Empty;

    [Fact]
    public async Task Shards_are_moved_while_the_database_answers() =>
        Assert.Equal(Moves, await Of(answers: true).Rebalance(Anything, ImmutableHashSet<string>.Empty));

    [Fact]
    public async Task No_shard_is_moved_while_nobody_could_take_it() =>
        Assert.Empty(await Of(answers: false).Rebalance(Anything, ImmutableHashSet<string>.Empty));

    [Fact]
    public async Task The_database_is_not_asked_where_nothing_is_to_be_moved()
    {
        var asked = 0;
        var steady = new SteadyShards(new Fixed(ImmutableHashSet<string>.Empty), () => Task.FromResult(++asked > 0));

        Assert.Empty(await steady.Rebalance(Anything, ImmutableHashSet<string>.Empty));
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_homeless_shard_gets_a_home_whatever_the_database_does() =>
        Assert.Same(ActorRefs.Nobody, await Of(answers: false).AllocateShard(ActorRefs.Nobody, "7", Anything));

    private static SteadyShards Of(bool answers) => new(new Fixed(Moves), () => Task.FromResult(answers));

    /// <summary>Moves the same shards whenever it is asked, and gives every shard to nobody.</summary>
    private sealed class Fixed(IImmutableSet<string> moves) : IShardAllocationStrategy
    {
        public Task<IActorRef> AllocateShard(IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations) =>
            Task.FromResult<IActorRef>(ActorRefs.Nobody);

        public Task<IImmutableSet<string>> Rebalance(
            IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress) =>
            Task.FromResult(moves);
    }
}
