using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using DeviceCluster.Domain.Tests.Devices;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>How a session comes, stands and goes.</summary>
public class SessionLifeTests
{
    private static SessionDriver Online() => new SessionDriver(Proved()).Start().Succeed();

    [Fact]
    public void A_login_brings_the_session_up()
    {
        var session = Online();

        Assert.Equal(SessionPhase.Online, session.Phase);
        Assert.True(session.Session.IsUp);
        Assert.Contains(new SessionEffect.SessionUp(Nvr), session.Effects);
    }

    [Fact]
    public void A_lost_session_ends_what_stands_on_it_and_comes_back()
    {
        var session = Online().Pass(TimeSpan.FromMinutes(5)).Hear(new SessionInput.Lost(1, "closed by peer"));

        Assert.Equal(SessionPhase.Backoff, session.Phase);
        Assert.Contains(new SessionEffect.SessionDown("closed by peer"), session.Effects);
        Assert.Contains(new SessionEffect.Abort(1), session.Effects);
        Assert.Equal([1, 2], session.Pass(TimeSpan.FromSeconds(2)).Logins.Select(l => l.Generation));
    }

    [Fact]
    public void A_session_that_never_stands_long_comes_back_ever_later()
    {
        var session = Online();
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            session.Hear(new SessionInput.Lost(session.Session.Generation, "closed"));
            pauses.Add(session.Session.Status.NextAttempt!.Value - session.Now);
            session.Pass(pauses[^1]).Succeed();
        }

        Assert.InRange(pauses[0], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.InRange(pauses[^1], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void Devices_that_fail_together_do_not_come_back_together()
    {
        var pauses = Enumerable.Range(0, 50).Select(seed =>
            new SessionDriver(Proved(), (ulong)seed).Start().Fail(9, LoginStage.NotConnected).Session.Status.NextAttempt);

        Assert.True(pauses.Distinct().Count() > 45);
    }

    [Fact]
    public void What_comes_for_an_older_generation_is_counted_and_dropped()
    {
        var session = Online().Hear(new SessionInput.Lost(1, "closed")).Pass(TimeSpan.FromSeconds(2)).Succeed();
        var before = session.Effects.Count;

        session.Hear(new SessionInput.Lost(1, "late")).Hear(new SessionInput.Silent(1, "late")).Hear(new SessionInput.LoginOverdue(1));

        Assert.Equal(SessionPhase.Online, session.Phase);
        Assert.Equal((before, 3), (session.Effects.Count, session.Session.Ignored));
    }

    [Fact]
    public void A_login_that_returns_after_it_was_given_up_is_logged_out()
    {
        var session = new SessionDriver(Proved()).Start().Hear(new SessionInput.LoginOverdue(1));

        session.Hear(new SessionInput.LoginSucceeded(1, Nvr));

        Assert.Equal(new SessionEffect.Logout(1), session.Effects[^1]);
        Assert.False(session.Session.IsUp);
    }

    [Fact]
    public void The_next_login_waits_until_an_overdue_one_must_be_over()
    {
        var session = new SessionDriver(Proved()).Start().Hear(new SessionInput.LoginOverdue(1));

        session.Order(new DeviceEvent.Retried(Gate, session.Now)).Pass(TimeSpan.FromSeconds(29));

        Assert.Single(session.Logins);
        Assert.Equal(2, session.Pass(TimeSpan.FromSeconds(1)).Logins.Count());
    }

    [Fact]
    public void A_silent_session_is_mute_and_online_again_when_heard()
    {
        var session = Online().Hear(new SessionInput.Silent(1, "no frame for 10 s"));

        Assert.Equal(SessionPhase.Mute, session.Phase);
        session.Hear(new SessionInput.Heard(1)).Pass(TimeSpan.FromHours(1));

        Assert.Equal(SessionPhase.Online, session.Phase);
        Assert.Single(session.Logins);
    }

    [Fact]
    public void A_session_that_stays_mute_is_logged_out_and_in_again()
    {
        var session = Online().Hear(new SessionInput.Silent(1, "no frame")).Pass(TimeSpan.FromSeconds(30));

        Assert.Equal(SessionPhase.Leaving, session.Phase);
        Assert.Contains(new SessionEffect.Logout(1), session.Effects);
        session.Hear(new SessionInput.LoggedOut(1)).Pass(TimeSpan.FromSeconds(3));

        Assert.Equal(SessionPhase.Connecting, session.Phase);
    }

    [Fact]
    public void A_logout_that_never_returns_is_let_go()
    {
        var session = Online().Order(new DeviceEvent.AddressChanged(Gate, Elsewhere, Noon)).Pass(TimeSpan.FromSeconds(10));

        Assert.Contains(new SessionEffect.Abort(1), session.Effects);
        Assert.Equal(Elsewhere, session.Logins.Last().Address);
    }

    [Fact]
    public void A_changed_address_moves_the_session()
    {
        var session = Online().Order(new DeviceEvent.AddressChanged(Gate, Elsewhere, Noon));

        Assert.Single(session.Logins);
        session.Hear(new SessionInput.LoggedOut(1));

        Assert.Equal(Elsewhere, session.Logins.Last().Address);
    }

    [Fact]
    public void An_address_changed_while_logging_in_is_gone_to_after_the_answer()
    {
        var session = new SessionDriver(Proved()).Start().Order(new DeviceEvent.AddressChanged(Gate, Elsewhere, Noon));

        Assert.Single(session.Logins);
        session.Succeed().Hear(new SessionInput.LoggedOut(1));

        Assert.Equal(Elsewhere, session.Logins.Last().Address);
        Assert.DoesNotContain(session.Effects, e => e is SessionEffect.SessionUp);
    }

    [Fact]
    public void Disable_logs_out_and_enable_logs_in()
    {
        var session = Online().Order(new DeviceEvent.Disabled(Gate, Noon)).Hear(new SessionInput.LoggedOut(1));

        Assert.Equal(SessionPhase.Disabled, session.Phase);
        Assert.False(session.HasTimer);
        Assert.Equal(2, session.Order(new DeviceEvent.Enabled(Gate, Noon)).Logins.Count());
    }

    [Fact]
    public void A_device_removed_while_logging_in_is_logged_out_and_nothing_is_journaled()
    {
        var session = new SessionDriver(Enrolled()).Start().Order(new DeviceEvent.Removed(Gate, Noon));
        var before = session.Journaled.Count();

        session.Succeed().Hear(new SessionInput.LoggedOut(1));

        Assert.Equal(before, session.Journaled.Count());
        Assert.Equal((SessionPhase.Disabled, "not enrolled"), (session.Phase, session.Session.Status.Reason));
    }

    [Fact]
    public void After_leaving_nothing_is_logged_in_again()
    {
        var session = Online().Hear(new SessionInput.Leave("moving")).Hear(new SessionInput.LoggedOut(1));

        session.Order(new DeviceEvent.Retried(Gate, Noon)).Pass(TimeSpan.FromDays(1));

        Assert.True(session.Session.IsClosed);
        Assert.Single(session.Logins);
    }

    [Fact]
    public void Leaving_before_the_packet_left_is_journaled_as_not_judged()
    {
        var session = new SessionDriver(Enrolled()) { JournalAnswers = false }.Start().Hear(new SessionInput.Leave("moving"));

        Assert.False(session.Session.IsClosed);
        session.Hear(new SessionInput.TriedJournaled(1));

        Assert.True(session.Session.IsClosed);
        Assert.IsType<DeviceEvent.CredentialNotJudged>(session.Journaled.Last());
        Assert.Empty(session.Logins);
    }

    [Fact]
    public void A_live_login_is_taken_over_without_a_login()
    {
        var session = new SessionDriver(Proved()).Hear(new SessionInput.TakenOver(41, Nvr)).Start();

        Assert.Equal(SessionPhase.Online, session.Phase);
        Assert.Empty(session.Logins);
        Assert.Equal(42, session.Hear(new SessionInput.Lost(41, "closed")).Pass(TimeSpan.FromSeconds(2)).Logins.Single().Generation);
    }

    [Fact]
    public void Taking_over_proves_an_attempt_without_outcome()
    {
        var session = new SessionDriver(Enrolled().With(Tried())).Hear(new SessionInput.TakenOver(5, Nvr)).Start();

        Assert.Equal(CredentialStanding.Proved, session.Device.Standing);
        Assert.Equal(SessionPhase.Online, session.Phase);
    }

    [Fact]
    public void A_live_login_of_an_older_credential_is_logged_out_before_the_new_one_is_tried()
    {
        var changed = Proved().With(new DeviceEvent.CredentialChanged(Gate, "admin", Sealed("new"), 2, Noon));
        var session = new SessionDriver(changed).Hear(new SessionInput.TakenOver(5, Nvr)).Start();

        Assert.Equal(new SessionEffect.Logout(5), session.Effects[^1]);
        session.Hear(new SessionInput.LoggedOut(5));

        Assert.Equal((6, 2), (session.Logins.Single().Generation, session.Logins.Single().Version));
    }
}
