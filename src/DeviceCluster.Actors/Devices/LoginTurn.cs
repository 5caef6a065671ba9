using Akka.Actor;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// The way of a login that the session wants to its call: behind the fence of its shard, then in its turn among the logins of the node and of its site.
/// What it waits for is told each time that is looked at.
/// </summary>
internal sealed class LoginTurn(
    DeviceId device, NodeParts parts, ITimerScheduler timers, Func<long, SessionClaim> claim, Action<SessionInput> tell)
{
    private static readonly TimeSpan FenceAgain = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TableAgain = TimeSpan.FromSeconds(1);

    private readonly string _shard = DeviceSharding.ShardOf(device);
    private SessionEffect.Login? _held;

    /// <summary>A login waits to be made.</summary>
    public bool IsTaken => _held is not null;

    public void Take(SessionEffect.Login login)
    {
        _held = login;
        if (!parts.Fence.MayLogin(_shard, out var why))
        {
            Hold(login, why, FenceAgain, hasTurn: false);
            return;
        }

        var wait = parts.Governor.Reserve(login.Address);
        if (wait <= TimeSpan.Zero)
            Begin(login);
        else
            Hold(login, "the login waits for its turn: those of this node and of one site are spread", wait, hasTurn: true);
    }

    /// <summary>Time to look again at a login that was held back.</summary>
    public void Look(DeviceTick.LoginTurn turn)
    {
        if (_held != turn.Login)
            return;
        if (turn.HasTurn)
            Begin(turn.Login);
        else
            Take(turn.Login);
    }

    /// <summary>Every login that the session wants is answered, also when it is never made.</summary>
    public void GiveUp(string words)
    {
        if (_held is { } held)
            Fail(held, words);
    }

    private void Begin(SessionEffect.Login login)
    {
        try
        {
            var password = parts.Vault.Open(device, login.Password);
            var target = new LoginTarget(login.Address, login.User, login.Version, login.PlainLogin);
            if (parts.Table.TryLogin(device, target, password, claim(login.Generation), out var busy, login.PinnedSerial))
            {
                _held = null;
                tell(new SessionInput.Begun(login.Generation));
                return;
            }

            Hold(login, busy, TableAgain, hasTurn: true);
        }
        catch (KeyException e)
        {
            Fail(login, e.Message);
        }
    }

    private void Hold(SessionEffect.Login login, string why, TimeSpan again, bool hasTurn)
    {
        tell(new SessionInput.Held(login.Generation, why));
        timers.StartSingleTimer(nameof(DeviceTick.LoginTurn), new DeviceTick.LoginTurn(login, hasTurn), again);
    }

    private void Fail(SessionEffect.Login login, string words)
    {
        timers.Cancel(nameof(DeviceTick.LoginTurn));
        _held = null;
        tell(new SessionInput.LoginFailed(login.Generation, new LoginFailure(0, 0, words, LoginStage.NotConnected)));
    }
}
