using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>
/// The cluster's side of one process, after Akka: heartbeats, gossip, a leader that moves members on, and keep-majority with a stable time of 7 s.
/// </summary>
internal sealed class SimCluster(SimNode self, SimWorld world)
{
    private const int StableTicks = 7 * SimNetwork.TicksPerSecond;
    private const int AloneTicks = 10 * SimNetwork.TicksPerSecond;

    // The detector adapts to what it has seen, so no two are equally patient.
    private readonly int _patience = world.Network.Chance.Next(4, 9) * SimNetwork.TicksPerSecond;
    private readonly int _born = world.Network.Tick;
    private bool _begun;
    private int _picture;
    private int _since;

    public SimGossip Gossip { get; private set; } = new(self);

    /// <summary>Others may join by it.</summary>
    public bool IsJoined => Gossip.Of(self) is { } standing && (_begun || standing != FenceStanding.Joining);

    public bool IsUp => Gossip.HasVoice(self);

    public bool IsDown => Gossip.Of(self) is null or FenceStanding.Down;

    public void Leave() => Gossip.Raise(self, FenceStanding.Leaving);

    /// <summary>An operator's order.</summary>
    public void Down(SimNode node)
    {
        if (IsJoined && !IsDown && Gossip.Knows(node))
            Gossip.Raise(node, FenceStanding.Down);
    }

    public void BeginUp() => Gossip.Raise(self, FenceStanding.Up);

    /// <summary>Once a second.</summary>
    public void Turn()
    {
        if (Gossip.Of(self) == FenceStanding.Joining)
            Join();
        foreach (var peer in Gossip.Present.Where(peer => peer != self))
            Beat(peer);
        Gossip.Detect(world.Network.Tick, _patience);
        Spread();
        Lead();
        Resolve();
    }

    private void Join()
    {
        if (_begun || Gossip.Present.Length > 1)
            return;
        foreach (var seed in world.Running.Where(n => n.Place != self.Place && n.Cluster.IsJoined && !n.Cluster.IsDown))
            world.Tell(self, seed, () => seed.Cluster.Welcome(self));
        if (self.Place == 0 && world.Network.Tick - _born > AloneTicks)
            _begun = true;
    }

    private void Welcome(SimNode joining)
    {
        if (!IsJoined || IsDown)
            return;

        // A new incarnation at an address: the one before it is gone.
        foreach (var older in Gossip.Present.Where(n => n.Place == joining.Place && n.Incarnation < joining.Incarnation))
            Gossip.Raise(older, FenceStanding.Down);
        if (Gossip.Present.Any(n => n.Place == joining.Place && n != joining))
            return;
        Gossip.Raise(joining, FenceStanding.Joining);
        var copy = Gossip.Copy();
        world.Tell(self, joining, () => joining.Cluster.Welcomed(self, copy));
    }

    private void Welcomed(SimNode by, SimGossip gossip)
    {
        if (_begun || Gossip.Of(self) != FenceStanding.Joining || Gossip.Present.Length > 1)
            return;
        Gossip.Raise(by, FenceStanding.Joining);
        Gossip.Merge(by, gossip);
    }

    private void Beat(SimNode peer) => world.Tell(self, peer, () => world.Tell(peer, self, () => Gossip.Answered(peer, world.Network.Tick)));

    private void Spread()
    {
        var peers = Gossip.Present.Where(p => p != self && !Gossip.IsUnreachable(p)).ToArray();
        if (peers.Length == 0)
            return;
        var to = peers[world.Network.Chance.Next(peers.Length)];
        var copy = Gossip.Copy();
        world.Tell(self, to, () => to.Cluster.Gossip.Merge(self, copy));
    }

    private bool IsLeader =>
        (Gossip.Present.FirstOrDefault(n => Gossip.HasVoice(n) && !Gossip.IsUnreachable(n)) ?? (_begun ? self : null)) == self;

    private void Lead()
    {
        if (!IsLeader || IsDown)
            return;
        var isEnough = Gossip.Present.Count(member => Gossip.Of(member) != FenceStanding.Down) >= world.LeastMembers;
        foreach (var member in Gossip.Present)
        {
            if (isEnough && Gossip.Of(member) == FenceStanding.Joining && !Gossip.IsUnreachable(member) && Gossip.IsAgreed(member, FenceStanding.Joining))
                Gossip.Raise(member, FenceStanding.Up);
            else if (Gossip.Of(member) == FenceStanding.Down && Gossip.IsAgreed(member, FenceStanding.Down))
                Gossip.Remove(member);
            else if (Gossip.Of(member) == FenceStanding.Leaving && Gossip.IsAgreed(member, FenceStanding.Leaving))
                Gossip.Raise(member, FenceStanding.Exiting);
            else if (Gossip.Of(member) == FenceStanding.Exiting && Gossip.IsAgreed(member, FenceStanding.Exiting))
                Gossip.Remove(member);
        }
    }

    private void Resolve()
    {
        var picture = Gossip.Picture();
        if (picture != _picture)
            (_picture, _since) = (picture, world.Network.Tick);
        var unreachable = Gossip.Present.Where(n => Gossip.IsUnreachable(n) && Gossip.Of(n) != FenceStanding.Down).ToArray();
        if (unreachable.Length == 0 || !IsLeader || world.Network.Tick - _since < StableTicks)
            return;

        var indirect = Gossip.Indirect();
        var voices = Gossip.Present.Where(Gossip.HasVoice).ToArray();
        var lost = voices.Where(n => unreachable.Contains(n) && !indirect.Contains(n)).ToArray();
        var kept = voices.Except(lost).Except(indirect).ToArray();
        foreach (var node in indirect)
            Gossip.Raise(node, FenceStanding.Down);
        var rest = kept.Length + lost.Length;
        var wins = kept.Length * 2 > rest || (kept.Length * 2 == rest && kept.Contains(voices.Except(indirect).FirstOrDefault()));
        foreach (var node in wins ? unreachable : kept)
            Gossip.Raise(node, FenceStanding.Down);
    }
}
