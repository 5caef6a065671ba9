using Akka.Actor;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Information;
using DeviceCluster.Domain.Sessions;
using DeviceCluster.Sdk.Sessions;
using Microsoft.Extensions.Logging;
using LoginStage = DeviceCluster.Domain.Sessions.LoginStage;

namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// Every native login of this node, from before the call is made until its logout has returned. The lane puts the handle here and then tells the
/// entity, which holds a claim on it. An entity that fails loses its claim only: the login lives on, and its next incarnation takes it over.
/// What nobody can want any more (overdue, given up, lost) is logged out from here.
/// </summary>
internal sealed class SessionTable(
    INativeSdk sdk, NativeLanes lanes, SessionSettings settings, TimeProvider time, ILogger<SessionTable> log, IShardFence fence)
{
    private static readonly TimeSpan LaneAgain = TimeSpan.FromMilliseconds(250);

    private readonly SessionRegister _register = new(time);

    public SessionFigures Figures() => _register.Figures();

    /// <summary>
    /// Registers a login and makes its call on the connect lane. False while the fence of its shard is shut, while an earlier login of the device is
    /// not gone, or when the node ends; <paramref name="why"/> says so. <paramref name="pinnedSerial"/>: the only device that may get the proof of the password.
    /// </summary>
    public bool TryLogin(DeviceId device, LoginTarget target, Secret password, SessionClaim claim, out string why, string? pinnedSerial = null)
    {
        if (!fence.MayLogin(DeviceSharding.ShardOf(device), out why) || _register.TryAdd(device, target, claim, out why) is not { } entry)
            return false;

        entry.PasswordFlaws = PasswordRules.Broken(target.User, password.Reveal());
        _ = CallAsync(
            entry, new LoginRequest(target.Address.Host, target.Address.Port, target.User, password.Reveal(), pinnedSerial, target.PlainLogin));
        return true;
    }

    /// <summary>Claims what an earlier incarnation left.</summary>
    public Inheritance Inherit(DeviceId device, IActorRef owner, long incarnation) => _register.Inherit(device, owner, incarnation);

    /// <summary>The incarnation ends without a word; what it held is kept for the next one.</summary>
    public void Abandon(DeviceId device, long incarnation) => _register.Abandon(device, incarnation);

    /// <summary>The devices whose login is live, or under way, and nobody's.</summary>
    public IReadOnlyList<DeviceId> Unclaimed() => _register.Unclaimed();

    /// <summary>The live login that this claim is on.</summary>
    public SessionEntry? Find(DeviceId device, long incarnation, long generation) => _register.Find(device, incarnation, generation);

    /// <summary>Logs out what the claim is on and tells its owner when that is over, also when there was nothing.</summary>
    public void Logout(DeviceId device, SessionClaim claim)
    {
        if (_register.TakeOut(device, claim) is { } entry)
            _ = LeaveAsync(entry, politely: true, claim);
        else
            Tell(claim, generation => new SessionInput.LoggedOut(generation));
    }

    /// <summary>Lets go what the claim is on, without a word to the device or to the owner.</summary>
    public void Abort(DeviceId device, SessionClaim claim)
    {
        if (_register.TakeOut(device, claim) is { } entry)
            _ = LeaveAsync(entry, politely: false, claim: null);
    }

    /// <summary>Logs out whatever there is of the device, for an entity that is not enrolled or has moved.</summary>
    public void Forget(DeviceId device)
    {
        if (_register.TakeOut(device, claim: null) is { } entry)
            _ = LeaveAsync(entry, politely: true, claim: null);
    }

    /// <summary>The same, unless an entity has claimed it meanwhile.</summary>
    public void ForgetUnclaimed(DeviceId device)
    {
        if (_register.TakeOut(device, claim: null, unclaimedOnly: true) is { } entry)
            _ = LeaveAsync(entry, politely: true, claim: null);
    }

    /// <summary>
    /// This node may not hold logins of the shard any more: those that stand end here at once, without a word to their devices, and those under way when
    /// they arrive.
    /// </summary>
    public void AbortShard(string shard, string reason)
    {
        foreach (var (entry, claim) in _register.Fence(shard, reason))
        {
            Tell(claim, generation => new SessionInput.Fenced(generation, reason));
            _ = LeaveAsync(entry, politely: false, claim: null);
        }
    }

    /// <summary>Logins of the shard that are open, calls under way included.</summary>
    public int OpenOf(string shard) => _register.OpenOf(shard);

    /// <summary>The shards that any login is open of.</summary>
    public IReadOnlyList<string> OpenShards() => _register.OpenShards();

    public IReadOnlyList<HungCall> Hung(TimeSpan after) => _register.Hung(after);

    /// <summary>The library lost a login.</summary>
    public void Lose(long loginId)
    {
        if (_register.TakeLost(loginId) is not { } entry)
            return;

        Tell(entry.Claim, generation => new SessionInput.Lost(generation, "the device closed the connection or stopped answering"));
        _ = LeaveAsync(entry, politely: false, claim: null);
    }

    /// <summary>A native login that lost its owner was found by the finaliser, who does not wait for what is done about it.</summary>
    public void Leaked(nint handle)
    {
        _register.Count(counters => counters.Leaked++);
        _ = LogoutLeakedAsync(handle);
    }

    /// <summary>No login begins any more, and all are logged out. Returns how many were left when the time was over.</summary>
    public async Task<int> DrainAsync(TimeSpan limit)
    {
        var (leaving, empty) = _register.Close();
        foreach (var entry in leaving)
            _ = LeaveAsync(entry, politely: true, claim: null);
        await Task.WhenAny(empty, Task.Delay(limit, time));
        return _register.Open();
    }

    private async Task CallAsync(SessionEntry entry, LoginRequest request)
    {
        try
        {
            await lanes.Connect.RunAsync(() => Call(entry, request), settings.LoginDeadline);
        }
        catch (LaneDeadlineException e) when (e.Started)
        {
            Tell(_register.SetOverdue(entry), generation => new SessionInput.LoginOverdue(generation));
        }
        catch (Exception e) when (e is LaneDeadlineException or LaneFullException)
        {
            Fail(entry, new LoginFailure(0, 0, e.Message, LoginStage.NotConnected));
        }
    }

    /// <summary>On a thread of the connect lane.</summary>
    private void Call(SessionEntry entry, LoginRequest request)
    {
        // It may have waited for its thread for long; and only now that the entry stands the fence cannot be given back behind it.
        if (!fence.MayLogin(entry.Shard, out var why))
        {
            Fail(entry, new LoginFailure(0, 0, why, LoginStage.NotConnected));
            return;
        }

        try
        {
            Arrive(entry, sdk.Login(request));
        }
        catch (LoginException e)
        {
            Fail(entry, LoginFailures.Of(e));
        }
        catch (Exception e)
        {
            // An unforeseen fault of the boundary: nobody can say how far it came, so it counts as sent.
            log.LogError(e, "Login of device {Device} failed in an unforeseen way", entry.Device);
            Fail(entry, new LoginFailure(0, 0, e.Message, LoginStage.Sent));
        }
    }

    private void Arrive(SessionEntry entry, INativeLogin login)
    {
        if (_register.Arrive(entry, login) is not { } arrival)
        {
            _ = LeaveAsync(entry, politely: true, claim: null);
            return;
        }

        var facts = login.Facts;
        var identity = new DeviceIdentity(facts.Serial, facts.Channels, facts.DeviceType);
        Tell(arrival.Claim, generation => new SessionInput.LoginSucceeded(generation, identity));
        if (entry.Fenced is { } reason)
            Fence(entry, reason);
        else if (arrival.Lost)
            Lose(login.Id);
    }

    private void Fence(SessionEntry entry, string reason)
    {
        var (leaving, claim) = _register.TakeFenced(entry);
        Tell(claim, generation => new SessionInput.Fenced(generation, reason));
        if (leaving)
            _ = LeaveAsync(entry, politely: false, claim: null);
    }

    private void Fail(SessionEntry entry, LoginFailure failure)
    {
        var claim = _register.Fail(entry, failure);
        TellIfGone(entry.Shard);
        entry.End();
        entry.Dispose();
        Tell(claim, generation => new SessionInput.LoginFailed(generation, failure));
    }

    private void TellIfGone(string shard)
    {
        if (_register.OpenOf(shard) == 0)
            fence.LoginsGone(shard);
    }

    private async Task LeaveAsync(SessionEntry entry, bool politely, SessionClaim? claim)
    {
        entry.End();
        try
        {
            await OnLogoutLaneAsync(() => End(entry, politely));
        }
        catch (Exception e)
        {
            // The owner need not wait for a call that hangs: the entry stays until it returns, and lets no login in.
            log.LogWarning(e, "Logout of device {Device} failed", entry.Device);
            _register.Count(counters => counters.LogoutsFailed++);
        }

        Tell(claim, generation => new SessionInput.LoggedOut(generation));
    }

    /// <summary>On a thread of the logout lane. Once the call has returned the handle is gone, whatever the library said.</summary>
    private void End(SessionEntry entry, bool politely)
    {
        _register.Ending(entry);
        try
        {
            var says = politely && entry.Fenced is null;
            if (says)
                entry.Login!.Logout();
            else
                entry.Login!.Abort();
            _register.Count(counters => _ = says ? counters.LoggedOut++ : counters.Aborted++);
        }
        finally
        {
            _register.Remove(entry);
            TellIfGone(entry.Shard);
            entry.Dispose();
        }
    }

    /// <summary>A lane that is full gets the call again, as often as it takes; only one that is closed never makes it.</summary>
    private async Task OnLogoutLaneAsync(Action call)
    {
        while (true)
        {
            try
            {
                await lanes.Logout.RunAsync(call, settings.LogoutDeadline);
                return;
            }
            catch (LaneFullException e) when (!e.Closed)
            {
                await Task.Delay(LaneAgain, time);
            }
        }
    }

    private async Task LogoutLeakedAsync(nint handle)
    {
        log.LogError("A native login lost its owner and is logged out: {Handle:x}", handle);
        try
        {
            await OnLogoutLaneAsync(() => sdk.LogoutLeaked(handle));
        }
        catch (Exception e)
        {
            log.LogError(e, "Logout of the login without an owner failed: {Handle:x}", handle);
        }
    }

    private static void Tell(SessionClaim? claim, Func<long, SessionInput> input) =>
        claim?.Owner.Tell(new SessionNews(claim.Incarnation, input(claim.Generation)), ActorRefs.NoSender);
}
