using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>One process of the simulation: its cluster, its keeper of rows, its guard, its sessions. It decides nothing but by the rules under test.</summary>
internal sealed class SimNode
{
    private const int MostJoiningTicks = 40 * SimNetwork.TicksPerSecond;

    private readonly SimWorld _world;
    private readonly int _born;
    private readonly TimeSpan _offset;
    private readonly List<Action> _inbox = [];
    private readonly Dictionary<string, SimSession> _sessions = [];
    private readonly HashSet<string> _unwanted = [];
    private readonly SimKeeper _keeper;
    private ClusterSight _sight;
    private int _pausedUntil;
    private int? _exitsAt;
    private bool _leaving;

    public SimNode(SimWorld world, int place, int incarnation)
    {
        _world = world;
        (Place, Incarnation) = (place, incarnation);
        _born = world.Network.Tick;
        _offset = TimeSpan.FromSeconds(world.Network.Chance.Next(100_000));
        _sight = new ClusterSight(Name, world.Size, world.Policy);
        Latch = new SimLatch(world.Policy);
        Cluster = new SimCluster(this, world);
        _keeper = new SimKeeper(this, world);
    }

    public int Place { get; }

    public int Incarnation { get; }

    public string Name => NodeName.Of($"n{Place}", 4053, Incarnation);

    public SimCluster Cluster { get; }

    public SimLatch Latch { get; }

    public ClusterSight Sight => _sight;

    public bool IsAlive { get; private set; } = true;

    public bool IsPaused => _world.Network.Tick < _pausedUntil;

    public TimeSpan Now => _world.Network.Now + _offset;

    public bool Wants(string shard) => !_leaving && Cluster.IsUp && !Cluster.IsDown && !_unwanted.Contains(shard);

    public bool IsOpen(string shard) => _sessions.ContainsKey(shard);

    public bool Speaks(string shard) => IsAlive && _sessions.TryGetValue(shard, out var session) && session.Speaks(Latch);

    public bool IsHung(string shard) => _sessions.TryGetValue(shard, out var session) && session.LeftAt is { } at && Now - at >= _world.Policy.HungAfter;

    public void Pause(int ticks) => _pausedUntil = Math.Max(_pausedUntil, _world.Network.Tick + ticks);

    public void Resume() => _pausedUntil = 0;

    public void Kill() => IsAlive = false;

    /// <summary>Logs out, gives its rows back, leaves the cluster.</summary>
    public void Stop() => _leaving = true;

    public void Unwant(string shard) => _unwanted.Add(shard);

    public void Want(string shard) => _unwanted.Remove(shard);

    public void Receive(Action message)
    {
        if (IsPaused)
            _inbox.Add(message);
        else if (IsAlive)
            message();
    }

    /// <summary>The shard is not held any more: what stands ends without a word, what is under way must not become live.</summary>
    public void Fence(string shard)
    {
        if (!_sessions.TryGetValue(shard, out var session))
            return;
        if (session.IsLive)
            _sessions.Remove(shard);
        else
            session.Unwanted = true;
    }

    /// <summary>What goes by time alone.</summary>
    public void Pass()
    {
        if (IsAlive && Latch.Look(Now))
            Kill();
    }

    public void Step()
    {
        if (!IsAlive || IsPaused)
            return;
        foreach (var message in _inbox)
            message();
        _inbox.Clear();

        var tick = _world.Network.Tick + Place;
        if (tick % SimNetwork.TicksPerSecond == 0)
        {
            Cluster.Turn();
            See();
            Greet();
        }

        RunSessions();
        if (tick % 2 == 0)
            Guard();
        _keeper.Step();
        BeginLogins();
        End();
    }

    private void See() => _sight = _sight.See(Cluster.Gossip.Members(), Now);

    private void Greet()
    {
        var sent = Now;
        var view = _sight.View;
        foreach (var peer in _world.Running.Where(n => n != this && _sight.Members.Any(m => m.Node == n.Name)))
            _world.Tell(this, peer, () => peer.Answer(this, sent, view));
    }

    private void Answer(SimNode asking, TimeSpan sent, string view)
    {
        See();
        (_sight, var vouches) = _sight.Ask(asking.Name, view);
        if (!vouches && !_world.Mutant.VouchesForAll)
            return;
        var refusals = _sight.Refusals(Now);
        _world.Tell(this, asking, () => asking._sight = asking._sight.Hear(Name, sent, refusals, asking.Now));
    }

    private void Guard()
    {
        foreach (var shard in _world.Shards)
        {
            if (IsOpen(shard) && !_keeper.Holds(shard))
                Fence(shard);
        }

        var mayFeed = HoldRule.MayFeed(_sight, _sessions.Count > 0, _sessions.Keys.Any(shard => !_keeper.Holds(shard)), Now);
        if (mayFeed || _world.Mutant.FeedsAlways)
            Latch.Feed(_keeper.BeatSent, Now);
    }

    private void RunSessions()
    {
        foreach (var shard in _world.Shards)
        {
            if (!_sessions.TryGetValue(shard, out var session))
                continue;
            if (!session.Speaks(Latch))
            {
                _sessions.Remove(shard);
            }
            else if (session.Returns <= _world.Network.Tick && !session.IsLive)
            {
                session.IsLive = true;
                if (session.Unwanted)
                    _sessions.Remove(shard);
            }
            else if (session.IsLive && session.LeftAt is null && !Wants(shard))
            {
                var hangs = _world.Network.Chance.Next(20) == 0;
                session.LeftAt = Now;
                session.Returns = _world.Network.Tick + _world.Network.Chance.Next(5) + (hangs ? 1_000 : 0);
            }
            else if (session.LeftAt is { } left)
            {
                if (session.Returns <= _world.Network.Tick)
                    _sessions.Remove(shard);
                else if (Now - left >= _world.Policy.EndAt)
                    Kill();
            }
        }
    }

    private void BeginLogins()
    {
        foreach (var shard in _world.Shards)
        {
            if (Wants(shard) && !IsOpen(shard) && !Latch.IsTripped && _keeper.MayLogin(shard) && _world.Network.Chance.Next(2) == 0)
                _sessions[shard] = new SimSession(Latch.Trips, _world.Network.Tick + _world.Network.Chance.Next(1, 25 * SimNetwork.TicksPerSecond));
        }
    }

    private void End()
    {
        var tick = _world.Network.Tick;
        if (_exitsAt is null && Cluster.IsDown)
            _exitsAt = tick + _world.Network.Chance.Next(4, 40);
        if (_exitsAt is null && _leaving && _sessions.Count == 0 && !_keeper.HoldsAny)
        {
            Cluster.Leave();
            _exitsAt = tick + _world.Network.Chance.Next(4, 20);
        }

        // Welcomed by nobody, or gone on without: both end by a new start.
        if (_exitsAt <= tick || _sight.IsStuck(Now) || (!Cluster.IsUp && tick - _born > MostJoiningTicks))
            Kill();
    }
}
