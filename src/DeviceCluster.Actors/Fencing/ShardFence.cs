using Akka.Actor;
using Akka.Cluster;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Domain.Fencing;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// The fence of a node that shares its devices with others: a row for each shard in the database that they share, a watchdog, and the vouches of the
/// other nodes. What is asked of it is answered from memory.
/// </summary>
internal sealed class ShardFence : IShardFence
{
    private readonly DeviceClusterSettings _settings;
    private readonly INativeSdk _sdk;
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _logs;
    private readonly FenceBook _book;
    private readonly FenceCounters _counters = new();
    private readonly FenceWatchdog _watchdog;
    private readonly ShardFenceTable _table;
    private SessionTable? _sessions;
    private FenceThread? _keeping;
    private FenceThread? _guarding;

    public ShardFence(DeviceClusterSettings settings, INativeSdk sdk, TimeProvider clock, ILoggerFactory logs)
    {
        settings.Fence.Check();
        (_settings, _sdk, _clock, _logs) = (settings, sdk, clock, logs);
        _book = new FenceBook(settings.Fence);
        _watchdog = new FenceWatchdog(ArmWatchdog, logs.CreateLogger<FenceWatchdog>());
        _table = new ShardFenceTable(settings.Storage.ConnectionString);
    }

    public void Enter(string shard)
    {
        _book.Enter(shard);
        _keeping?.Wake();
    }

    public void Leave(string shard)
    {
        _book.Leave(shard);
        _keeping?.Wake();
    }

    public bool MayLogin(string shard, out string why)
    {
        if (!_book.MayLogin(shard, _clock.Monotonic(), out why))
            return false;
        why = _watchdog.IsTripped ? "the watchdog tripped: this node was stopped or cut off, and waits for a beat in the database" : "";
        return why.Length == 0;
    }

    public bool Holds(string shard) => _book.Holds(shard, _clock.Monotonic()) && !_watchdog.IsTripped;

    public void LoginsGone(string shard) => _keeping?.Wake();

    public void Start(ActorSystem system, SessionTable table)
    {
        _sessions = table;
        var self = VouchActor.NameOf(Cluster.Get(system).SelfUniqueAddress);
        _book.Sight = new ClusterSight(self, _settings.Membership.Size, _settings.Fence);
        system.ActorOf(VouchActor.Props(_book, _settings.Fence, _clock), VouchActor.Name);

        var guard = new FenceGuard(_book, table, _watchdog, _counters, _settings.Fence, _clock)
        {
            CanAbort = _sdk.CanAbort,
            EndProcess = _settings.EndProcess,
        };
        var keeper = new FenceKeeper(
            _book, _table, table, _watchdog, _counters, _settings.Fence, _clock, _logs.CreateLogger<FenceKeeper>())
        { Close = guard.Close };
        _guarding = new FenceThread("fence-guard", ThreadPriority.AboveNormal, guard.Step, _logs.CreateLogger<FenceGuard>());
        _keeping = new FenceThread("fence-table", ThreadPriority.Normal, keeper.Step, _logs.CreateLogger<FenceKeeper>());
    }

    public async Task<int> DrainAsync(TimeSpan limit)
    {
        _book.End();
        _keeping?.Wake();
        await Task.WhenAny(_book.Empty, Task.Delay(limit, _clock));
        return _book.Count(_clock.Monotonic()).Held;
    }

    public FenceFigures Figures()
    {
        var now = _clock.Monotonic();
        var (held, waiting, age) = _book.Count(now);
        var (voices, counted) = _book.Sight.Voices(now);
        return new FenceFigures(
            On: true, held, waiting, age, voices, counted, _book.Sight.Agreeing, _watchdog.IsArmed, _watchdog.IsTripped, _sessions?.Hung(_settings.Fence.HungAfter).Count ?? 0,
            _watchdog.Trips, _counters.Taken, _counters.Freed, _counters.Lost, _counters.Closed, _counters.Trouble);
    }

    public void Dispose()
    {
        _keeping?.Dispose();
        _guarding?.Dispose();
        _table.Dispose();
        // With something open the process is still to be ended, should it not end by itself.
        if (_sessions is null || _sessions.OpenShards().Count == 0)
            _watchdog.Disarm();
    }

    private IWatchdog ArmWatchdog()
    {
        if (_settings.Membership.Watchdog)
        {
            try
            {
                return _sdk.ArmWatchdog(_settings.Fence.Trip, _settings.Fence.Kill);
            }
            catch (Exception e)
            {
                _settings.EndProcess($"the watchdog cannot be armed: {e.Message}");
                throw;
            }
        }

        _logs.CreateLogger<ShardFence>().LogWarning(
            "There is no watchdog (Cluster:Watchdog is false): stopped or cut off, this node may speak to devices that another has taken over");
        return new NoWatchdog();
    }
}
